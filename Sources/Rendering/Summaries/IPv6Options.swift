import Bytes
import Dissection
import Packets

extension Summary {
  static let hopByHop = Summary(kind: .hopByHop, mark: "hbhopt") { (packet, index, out, options) throws(Truncation) in
    let bytes = packet.bytes(of: packet.layers[index])
    let header = try HopByHopOptions(bytes)
    let rule = packet.jumboRule(at: index)
    var isWhole = bytes.has(header.headerLength, at: 0)
    if isWhole {
      out.append("HBH ")
      isWhole = IPv6OptionWriter(bytes: header.optionBytes, jumbo: rule).append(header.options, to: &out, options)
    }
    if !isWhole { out.append(truncationMark: "hbhopt") }
    if rule == .needed, packet.lacksJumboLength(at: index) {
      return out.append("[No valid Jumbo Payload Hop-by-Hop option found] (invalid)")
    }
    guard isWhole else { return }
    try packet.summarizeIPv6Payload(of: index, header.nextHeader, into: &out, options)
  }

  static let destinationOptions = Summary(kind: .destinationOptions, mark: "dstopt") {
    (packet, index, out, options) throws(Truncation) in
    let bytes = packet.bytes(of: packet.layers[index])
    let header = try DestinationOptions(bytes)
    guard bytes.has(header.headerLength, at: 0) else { return out.append(truncationMark: "dstopt") }
    out.append("DSTOPT ")
    let writer = IPv6OptionWriter(bytes: header.optionBytes, jumbo: .misplaced)
    if options.verbosity > 0, !writer.append(header.options, to: &out, options) {
      return out.append(truncationMark: "dstopt")
    }
    try packet.summarizeIPv6Payload(of: index, header.nextHeader, into: &out, options)
  }
}

extension DissectedPacket {
  /// What a jumbo payload option means in the hop-by-hop options at `index`.
  fileprivate func jumboRule(at index: Int) -> IPv6OptionWriter.JumboRule {
    guard let layer = layer(.ipv6, below: index), let header = try? IPv6Packet(bytes(of: layer)) else {
      return .needless
    }
    return header.declaredLength == 0 ? .needed : .needless
  }

  /// Whether the packet around the hop-by-hop options at `index`, which has no length, gets none from them.
  fileprivate func lacksJumboLength(at index: Int) -> Bool {
    guard let layer = layer(.ipv6, below: index), let header = try? IPv6Packet(bytes(of: layer)) else { return false }
    return header.jumboPayloadLength == nil
  }
}

/// Writes the options of one header.
private struct IPv6OptionWriter: ~Escapable {
  /// Whether a jumbo payload option has a meaning where it stands.
  enum JumboRule {
    /// It gives the packet's length.
    case needed
    /// The fixed header has the length.
    case needless
    /// It is no option of this header.
    case misplaced
  }

  let bytes: RawSpan
  let jumbo: JumboRule

  @_lifetime(copy bytes)
  init(bytes: RawSpan, jumbo: JumboRule) {
    self.bytes = bytes
    self.jumbo = jumbo
  }

  /// Writes the options, but without `-v` only what is wrong with them; returns whether they are well-formed.
  func append(_ all: consuming IPv6Options, to out: inout TextBuffer, _ options: borrowing RenderOptions) -> Bool {
    var hasJumbo = false
    while let option = all.next() {
      guard append(option, hasJumbo: hasJumbo, to: &out, options) else { return false }
      if option.type == IPv6Option.jumboPayload { hasJumbo = true }
    }
    if all.fault != nil { return false }
    if options.verbosity > 0 { out.append(" ") }
    return true
  }

  private func append(
    _ option: IPv6Option, hasJumbo: Bool, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) -> Bool {
    let isTold = options.verbosity > 0
    switch option.type {
    case IPv6Option.pad1:
      if isTold { out.append("(pad1)") }
    case IPv6Option.padN:
      if isTold { out.append("(padn)") }
    case IPv6Option.routerAlert:
      guard has(option, "rtalert", 4, isExact: true, to: &out) else { return false }
      if isTold {
        out.append("(rtalert: 0x")
        out.append(hex: bytes.load16(option.offset + 2), width: 4)
        out.append(") ")
      }
    case IPv6Option.jumboPayload:
      guard has(option, "jumbo", 6, isExact: true, to: &out) else { return false }
      if isTold { append(jumbo: bytes.load32(option.offset + 2), isRepeated: hasJumbo, to: &out) }
    case IPv6Option.homeAddress:
      guard has(option, "homeaddr", 18, isExact: false, to: &out) else { return false }
      if isTold { return append(homeAddress: option, to: &out, options) }
    default:
      if isTold { out.append(type: option.type, "(opt_type", length: option.length - 2, ")") }
    }
    return true
  }

  /// Whether an option has the size that its type has; says so otherwise.
  private func has(
    _ option: IPv6Option, _ name: StaticString, _ size: Int, isExact: Bool, to out: inout TextBuffer
  ) -> Bool {
    if isExact ? option.length == size : option.length >= size { return true }
    out.append("(")
    out.append(name)
    if bytes.byteCount - option.offset < size {
      out.append(": trunc)")
    } else {
      out.append(": invalid len ")
      out.append(option.length - 2)
      out.append(")")
    }
    return false
  }

  private func append(jumbo length: UInt32, isRepeated: Bool, to out: inout TextBuffer) {
    out.append("(jumbo: ")
    out.append(length)
    if isRepeated {
      out.append(" - already seen")
    } else {
      switch jumbo {
      case .misplaced: out.append(" - not a hop-by-hop option")
      case .needless: out.append(" - payload len != 0")
      case .needed: if length < 65_536 { out.append(" - < 65536") }
      }
    }
    out.append(") ")
  }

  /// Writes a home address, and the options inside its option.
  private func append(
    homeAddress option: IPv6Option, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) -> Bool {
    out.append("(homeaddr: ")
    out.append(host: IPv6Address(rawValue: bytes.load128(option.offset + 2)), options)
    var inner = IPv6Options(bytes.prefix(option.length - 18, from: option.offset + 18))
    while let option = inner.next() {
      switch option.type {
      case IPv6Option.pad1: out.append(", pad1")
      case IPv6Option.padN: out.append(", padn")
      default: out.append(type: option.type, ", sopt_type", length: option.length - 2, "")
      }
    }
    guard inner.fault == nil else { return false }
    out.append(")")
    return true
  }
}

extension TextBuffer {
  fileprivate mutating func append(type: UInt8, _ name: StaticString, length: Int, _ end: StaticString) {
    append(name)
    append(" 0x")
    append(hexByte: type)
    append(": len=")
    append(length)
    append(end)
  }
}
