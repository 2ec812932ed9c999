import Bytes

/// Names of the attributes of a transform, and of their values.
struct ISAKMPAttributeNames: Sendable {
  private let names: [(type: StaticString, values: Tokens)?]

  init(_ names: [(type: StaticString, values: Tokens)?]) { self.names = names }

  func name(of type: UInt16) -> StaticString? { Int(type) < names.count ? names[Int(type)]?.type : nil }

  func name(of value: UInt16, in type: UInt16) -> StaticString? {
    Int(type) < names.count ? names[Int(type)]?.values[value] : nil
  }
}

extension ISAKMPText {
  /// Writes attributes up to the end of a transform or of the captured bytes. Source: RFC 2408 section 3.3.
  ///
  /// - Returns: where the last one ends; `nil` when one was cut.
  func append(
    attributes names: ISAKMPAttributeNames?, from offset: Int, to limit: Int, to out: inout TextBuffer
  ) throws(Truncation) -> Int? {
    var at = offset
    while at < end, at < limit {
      guard let next = try append(attribute: names, at: at, limit, to: &out) else { return nil }
      at = next
    }
    return at
  }

  private func append(
    attribute names: ISAKMPAttributeNames?, at offset: Int, _ limit: Int, to out: inout TextBuffer
  ) throws(Truncation) -> Int? {
    let isShort = try bytes.uint8(at: offset) & 0x80 != 0
    let length = isShort ? 0 : Int(try bytes.uint16(at: offset + 2))
    guard offset + 4 + length <= limit else {
      out.append("[|attr]")
      return limit + 1
    }
    out.append("(type=")
    let type = try bytes.uint16(at: offset) & 0x7fff
    if let name = names?.name(of: type) {
      out.append(name)
    } else {
      out.append(type, after: "#")
    }
    out.append(" ")
    if isShort {
      out.append("value=")
      if names != nil, let name = names?.name(of: try bytes.uint16(at: offset + 2), in: type) {
        out.append(name)
      } else if !append(raw: offset + 2, 2, to: &out) {
        out.append(")")
        return nil
      }
    } else {
      out.append("len=")
      out.append(length)
      out.append(" value=")
      guard append(raw: offset + 4, length, to: &out) else {
        out.append(")")
        return nil
      }
    }
    out.append(")")
    return offset + 4 + length
  }
}
