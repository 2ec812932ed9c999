import Bytes
import Dissection
import Packets

extension Summary {
  static let autoRP = Summary(kind: .autoRP, mark: "cisco_autorp", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    if layer.length < 8 { throw Truncation() }
    var text = CiscoAutoRPText(packet.bytes(of: layer), length: layer.length)
    try text.append(to: &out, options)
  }
}

/// Writes a message of Auto-RP.
private struct CiscoAutoRPText: ~Escapable {
  private let bytes: RawSpan
  private var at = 8
  private var rest: Int

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, length: Int) {
    self.bytes = bytes
    rest = length - 8
  }

  private func byte(_ offset: Int, _ out: inout TextBuffer) throws(Truncation) -> UInt8 {
    guard let value = bytes.uint8(ifAt: offset) else { throw .giveUp(in: "cisco_autorp", &out) }
    return value
  }

  private func need(_ count: Int) throws(Truncation) { if rest < count { throw Truncation() } }

  @_lifetime(self: copy self)
  mutating func append(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    out.append(" auto-rp ")
    switch try byte(0, &out) {
    case 0x11: out.append("candidate-advert")
    case 0x12: out.append("mapping")
    case let type:
      out.append("type-0x")
      out.append(hex: type, width: 2)
    }
    let count = try byte(1, &out)
    out.append(" Hold ")
    guard let holdTime = bytes.uint16(ifAt: 2) else { throw .giveUp(in: "cisco_autorp", &out) }
    if holdTime == 0 { out.append("FOREVER") } else { out.append(span: UInt32(holdTime)) }
    for _ in 0..<count { try appendPoint(to: &out, options) }
  }

  @_lifetime(self: copy self)
  private mutating func appendPoint(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    try need(4)
    guard let address = bytes.uint32(ifAt: at) else { throw .giveUp(in: "cisco_autorp", &out) }
    out.append(" RP ")
    out.append(host: IPv4Address(rawValue: address), options)
    (at, rest) = (at + 4, rest - 4)
    try need(1)
    let flags = try byte(at, &out)
    out.append([" PIMv?", " PIMv1", " PIMv2", " PIMv1+2"][Int(flags & 3)])
    if flags & 0xfc != 0 {
      out.append(" [rsvd=0x")
      out.append(hex: flags & 0xfc, width: 2)
      out.append("]")
    }
    (at, rest) = (at + 1, rest - 1)
    try need(1)
    let count = try byte(at, &out)
    (at, rest) = (at + 1, rest - 1)
    var separator: StaticString = " "
    for _ in 0..<count {
      try need(6)
      try appendGroup(separator, to: &out, options)
      separator = ","
      (at, rest) = (at + 6, rest - 6)
    }
  }

  private func appendGroup(
    _ separator: StaticString, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    guard bytes.has(6, at: at) else { throw .giveUp(in: "cisco_autorp", &out) }
    let flags = bytes.load8(at)
    out.append(separator)
    if flags & 1 != 0 { out.append("!") }
    out.append(host: IPv4Address(rawValue: bytes.load32(at + 2)), options)
    out.append("/")
    out.append(bytes.load8(at + 1))
    if flags & 2 != 0 { out.append(" bidir") }
    guard flags & 0xfc != 0 else { return }
    out.append("[rsvd=0x")
    out.append(hex: flags & 0xfc, width: 2)
    out.append("]")
  }
}
