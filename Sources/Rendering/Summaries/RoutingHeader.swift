import Bytes
import Dissection
import Packets

extension Summary {
  static let routing = Summary(kind: .routing, mark: "rt6") { (packet, index, out, options) throws(Truncation) in
    let bytes = packet.bytes(of: packet.layers[index])
    guard let header = try? RoutingHeader(bytes) else { return try appendCut(bytes, to: &out) }
    append(length: header.lengthUnits, to: &out)
    append(type: header.type, to: &out)
    out.append(", segleft=")
    out.append(header.segmentsLeft)
    switch header.type {
    case 0, 2: try header.appendReserved(to: &out, options)
    case 4: try header.appendSegmentFields(to: &out, options)
    default: return out.append(" (unknown type) (invalid)")
    }
    guard let count = header.addressCount else {
      out.append(" (invalid length ")
      out.append(header.lengthUnits)
      return out.append(") (invalid)")
    }
    for index in 0..<count {
      let address = try header.address(index).captured()
      out.append(", [")
      out.append(index)
      out.append("]")
      out.append(host: address, options)
    }
    out.append(") ")
    try packet.summarizeIPv6Payload(of: index, header.nextHeader, into: &out, options)
  }

  private static func append(length: UInt8, to out: inout TextBuffer) {
    out.append("RT6 (len=")
    out.append(length)
  }

  private static func append(type: UInt8, to out: inout TextBuffer) {
    out.append(", type=")
    out.append(type)
    if type == 0 { out.append(" [Deprecated]") }
  }

  /// What there is of a header that was cut among its first four bytes.
  private static func appendCut(_ bytes: RawSpan, to out: inout TextBuffer) throws(Truncation) {
    if let length = bytes.uint8(ifAt: 1) { append(length: length, to: &out) } else { out.append("RT6") }
    if let type = bytes.uint8(ifAt: 2) { append(type: type, to: &out) }
    throw Truncation()
  }
}

extension RoutingHeader {
  fileprivate func appendReserved(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let reserved = try self.reserved.captured()
    guard options.verbosity > 0 || reserved != 0 else { return }
    out.append(", rsv=0x")
    out.append(hex: reserved)
  }

  fileprivate func appendSegmentFields(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let lastEntry = try self.lastEntry.captured()
    out.append(", last-entry=")
    out.append(lastEntry)
    let flags = try self.flags.captured()
    if options.verbosity > 0 || flags != 0 {
      out.append(", flags=0x")
      out.append(hex: flags)
    }
    let tag = try self.tag.captured()
    out.append(", tag=")
    out.append(hex: tag)
  }
}
