import Bytes
import Dissection
import Packets

extension Summary {
  static let ahcp = Summary(kind: .ahcp, mark: "ahcp", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    do throws(PartStop) {
      try AHCPText(packet.bytes(of: layer), layer.length).append(to: &out, options)
    } catch {
      try out.append(stop: error, in: "ahcp")
    }
  }
}

/// Writes a message that configures hosts of an ad hoc network. Source: draft-chroboczek-ahcp-00.
private struct AHCPText: ~Escapable {
  private let bytes: RawSpan
  private let length: Int

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, _ length: Int) {
    self.bytes = bytes
    self.length = length
  }

  func append(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(PartStop) {
    out.append("AHCP")
    if length < 2 { return try appendInvalid(0, length, to: &out) }
    if try bytes.byte(0) != Self.magic { return try appendInvalid(0, length, to: &out) }
    let version = try bytes.byte(1)
    guard version == 1 else { return out.append(" Version ", version, " (unknown)") }
    out.append(" Version 1")
    if length < AHCPMessage.fixedLength { return try appendInvalid(2, length, to: &out) }
    if options.verbosity == 0 {
      try bytes.check(AHCPMessage.fixedLength)
    } else {
      out.append("\n\tHopcount ", try bytes.byte(2))
      out.append(", Original Hopcount ", try bytes.byte(3))
      out.append(", Nonce 0x", hex: try bytes.word(4), width: 8)
      try append(identifier: 8, ", Source Id ", to: &out)
      try append(identifier: 16, ", Destination Id ", to: &out)
    }
    try appendBody(AHCPMessage.fixedLength, to: &out, options)
  }

  /// Says that bytes make no sense, and that they are cut where they are.
  private func appendInvalid(_ at: Int, _ end: Int, to out: inout TextBuffer) throws(PartStop) {
    out.append(" (invalid)")
    try bytes.check(max(0, end - at), at: at)
  }

  private func append(identifier at: Int, _ label: StaticString, to out: inout TextBuffer) throws(PartStop) {
    try bytes.need(8, at: at)
    out.append(label)
    for index in 0..<8 {
      if index > 0 { out.append(":") }
      out.append(hexByte: bytes.load8(at + index))
    }
  }

  private func appendBody(
    _ at: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    if at + 4 > length { return try appendInvalid(at, length, to: &out) }
    let (type, zero, count) = (try bytes.byte(at), try bytes.byte(at + 1), Int(try bytes.half(at + 2)))
    if options.verbosity > 0 {
      out.append("\n\t")
      out.append(type, named: Self.typeNames, orElse: "Unknown-")
      if zero != 0 { out.append(", MBZ ", zero) }
      out.append(", Length ", count)
    }
    if at + 4 + count > length { return try appendInvalid(at + 4, length, to: &out) }
    guard options.verbosity > 1 else { return try bytes.check(count, at: at + 4) }
    try appendOptions(at + 4, at + 4 + count, to: &out, options)
  }

  private func appendOptions(
    _ start: Int, _ end: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    var at = start
    while at < end {
      let type = try bytes.byte(at)
      at += 1
      out.append("\n\t ")
      out.append(type, named: Self.optionNames, orElse: "Unknown-")
      // Padding, and the mark that the next option must be understood.
      if type < 2 { continue }
      if at + 1 > end { return try appendInvalid(at, end, to: &out) }
      let count = Int(try bytes.byte(at))
      at += 1
      if at + count > end { return try appendInvalid(at, end, to: &out) }
      try append(option: type, at, at + count, to: &out, options)
      at += count
    }
  }

  private func append(
    option type: UInt8, _ at: Int, _ end: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    switch type {
    case 2, 3:
      if end - at != 4 { return try appendInvalid(at, end, to: &out) }
      let value = try bytes.word(at)
      out.append(": ")
      if type == 2 { out.append(utc: value) } else { out.append("", value, "s") }
    case 4, 8, 12, 13: try append(addresses: at, end, isIPv6: true, hasLengths: false, to: &out, options)
    case 5, 9: try append(addresses: at, end, isIPv6: false, hasLengths: false, to: &out, options)
    case 6, 10: try append(addresses: at, end, isIPv6: true, hasLengths: true, to: &out, options)
    case 11: try append(addresses: at, end, isIPv6: false, hasLengths: true, to: &out, options)
    default:
      out.append(" (Length ", end - at, ")")
      try bytes.check(end - at, at: at)
    }
  }

  private func append(
    addresses start: Int, _ end: Int, isIPv6: Bool, hasLengths: Bool, to out: inout TextBuffer,
    _ options: borrowing RenderOptions
  ) throws(PartStop) {
    let (address, size) = (isIPv6 ? 16 : 4, (isIPv6 ? 16 : 4) + (hasLengths ? 1 : 0))
    for at in stride(from: start, to: end, by: size) {
      if at + size > end { return try appendInvalid(at, end, to: &out) }
      try bytes.need(size, at: at)
      out.append(at == start ? ": " : ", ")
      if isIPv6 { try out.append(ipv6: bytes, at: at, options) } else { try out.append(ipv4: bytes, at: at, options) }
      if hasLengths { out.append("/", bytes.load8(at + address)) }
    }
  }

  private static let magic: UInt8 = 43
  private static let typeNames = Tokens([
    0: "Discover", 1: "Offer", 2: "Request", 3: "Ack", 4: "Nack", 5: "Release",
  ])
  private static let optionNames = Tokens([
    0: "Pad", 1: "Mandatory", 2: "Origin Time", 3: "Expires", 4: "My-IPv6-Address", 5: "My-IPv4-Address",
    6: "IPv6 Prefix", 7: "IPv4 Prefix", 8: "IPv6 Address", 9: "IPv4 Address", 10: "IPv6 Prefix Delegation",
    11: "IPv4 Prefix Delegation", 12: "Name Server", 13: "NTP Server",
  ])
}

extension TextBuffer {
  /// Appends a moment in seconds since 1970: `2011-04-07 19:45:34 UTC`.
  fileprivate mutating func append(utc seconds: UInt32) {
    append(date: CivilTime(seconds: Int64(seconds)))
    append(" UTC")
  }
}
