import Bytes
import Dissection
import Packets

extension Summary {
  static let mobility = Summary(kind: .mobility, mark: "mobility") { (packet, index, out, options) throws(Truncation) in
    let bytes = packet.bytes(of: packet.layers[index])
    guard bytes.has(2, at: 0) else { return out.append(truncationMark: "mobility") }
    let header = try MobilityHeader(bytes)
    if header.isMalformed {
      out.append("(header length ")
      out.append(header.headerLength)
      out.append(" is too small for type ")
      out.append(header.type)
      out.append(")")
      return out.append(truncationMark: "mobility")
    }
    out.append("mobility: ")
    out.append(header.type, named: MobilityHeader.names, orElse: "type-#")
    guard let message = header.message else {
      out.append(" len=")
      return out.append(header.lengthUnits)
    }
    try header.append(message, to: &out, options)
    guard options.verbosity > 0 else { return }
    let length = header.headerLength - message.fixedLength
    if try !header.appendOptions(length: length, to: &out, options) { out.append(truncationMark: "mobility") }
  }
}

extension MobilityHeader {
  fileprivate static let names = Tokens([
    0: "BRR", 1: "HoTI", 2: "CoTI", 3: "HoT", 4: "CoT", 5: "BU", 6: "BA", 7: "BE",
  ])

  private static let updateFlagNames = BitTokens([(0x80, "A"), (0x40, "H"), (0x20, "L"), (0x10, "K")])

  fileprivate func append(
    _ message: Message, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let isTold = options.verbosity > 0
    switch message {
    case .bindingRefreshRequest: break
    case .homeTestInit: if isTold { try appendPair(" Home Init Cookie=", cookie, to: &out) }
    case .careOfTestInit: if isTold { try appendPair(" Care-of Init Cookie=", cookie, to: &out) }
    case .homeTest, .careOfTest:
      let index = try self.index.captured()
      out.append(" nonce id=0x")
      out.append(hex: index)
      guard isTold else { return }
      let isHome = message == .homeTest
      try appendPair(isHome ? " Home Init Cookie=" : " Care-of Init Cookie=", cookie, to: &out)
      try appendPair(isHome ? " Home Keygen Token=" : " Care-of Keygen Token=", token, to: &out)
    case .bindingUpdate: try appendUpdate(to: &out)
    case .bindingAcknowledgement: try appendAcknowledgement(to: &out)
    case .bindingError:
      let status = try self.status.captured()
      out.append(" status=")
      out.append(status)
      let address = try homeAddress.captured()
      out.append(" homeaddr ")
      out.append(host: address, options)
    }
  }

  private func appendPair(_ name: StaticString, _ value: UInt64?, to out: inout TextBuffer) throws(Truncation) {
    let value = try value.captured()
    out.append(name)
    out.append(hex: UInt32(truncatingIfNeeded: value >> 32), width: 8)
    out.append(":")
    out.append(hex: UInt32(truncatingIfNeeded: value), width: 8)
  }

  private func appendUpdate(to out: inout TextBuffer) throws(Truncation) {
    let sequence = try index.captured()
    out.append(" seq#=")
    out.append(sequence)
    let flags = try updateFlags.captured()
    if flags & 0xf0 != 0 {
      out.append(" ")
      Self.updateFlagNames.append(UInt32(flags), none: "", separator: "", to: &out)
    }
    let lifetime = try self.lifetime.captured()
    out.append(" lifetime=")
    out.append(lifetime)
  }

  private func appendAcknowledgement(to out: inout TextBuffer) throws(Truncation) {
    let status = try self.status.captured()
    out.append(" status=")
    out.append(status)
    if try acknowledgementFlags.captured() & 0x80 != 0 { out.append(" K") }
    let sequence = try sequenceNumber.captured()
    out.append(" seq#=")
    out.append(sequence)
    let lifetime = try self.lifetime.captured()
    out.append(" lifetime=")
    out.append(lifetime)
  }
}

extension MobilityHeader {
  /// Writes the options; returns whether they are well-formed.
  fileprivate func appendOptions(
    length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Bool {
    let bytes = optionBytes
    var at = 0
    while at < length {
      let type = try bytes.uint8(at: at)
      var size = 1
      if type != 0 {
        guard at + 1 < length else { return false }
        size = Int(try bytes.uint8(at: at + 1)) + 2
      }
      // The reference wants to see a byte behind every option, the last one too.
      guard at + size <= length, bytes.has(1, at: at + size) else { return false }
      let option = bytes.prefix(size, from: at)
      guard try append(option: option, type, space: bytes.suffix(from: at), room: length - at, to: &out, options) else {
        return false
      }
      at += size
    }
    return true
  }

  /// Writes one option. What it has is looked for in all the `room` bytes behind it, whatever its length says.
  private func append(
    option: RawSpan, _ type: UInt8, space: RawSpan, room: Int, to out: inout TextBuffer,
    _ options: borrowing RenderOptions
  ) throws(Truncation) -> Bool {
    if let (name, size) = Self.sizes[type], room < size {
      out.append("(")
      out.append(name)
      out.append(": trunc)")
      return false
    }
    switch type {
    case 0: out.append("(pad1)")
    case 1: out.append("(padn)")
    case 2:
      let refresh = UInt32(try space.uint16(at: 2)) * 4
      out.append("(refresh: ")
      out.append(refresh)
      out.append(")")
    case 3:
      let address = IPv6Address(rawValue: try space.uint128(at: 2))
      out.append("(alt-CoA: ")
      out.append(host: address, options)
      out.append(")")
    case 4:
      let indices = try space.uint32(at: 2)
      out.append("(ni: ho=0x")
      out.append(hex: UInt16(truncatingIfNeeded: indices >> 16), width: 4)
      out.append(" co=0x")
      out.append(hex: UInt16(truncatingIfNeeded: indices), width: 4)
      out.append(")")
    case 5: out.append("(auth)")
    default:
      out.append("(type-0x")
      out.append(hexByte: type)
      out.append(": len=")
      out.append(option.byteCount - 2)
      out.append(")")
    }
    return true
  }

  /// Names and least sizes of the options that have one.
  private static let sizes: [UInt8: (StaticString, Int)] = [
    2: ("refresh", 4), 3: ("altcoa", 18), 4: ("ni", 6), 5: ("auth", 12),
  ]
}
