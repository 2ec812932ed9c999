import Bytes
import Dissection
import Packets

extension Summary {
  static let pppControl = Summary(kind: .pppControl, mark: "ppp") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    let number = packet.pppProtocol(of: index)
    let name = PPPNames.protocols[number] ?? "unknown ctrl-proto"
    out.append(name)
    out.append(", ")
    let partial = PPPControlPacket.Partial(bytes)
    guard layer.length >= 4, let code = partial.code, let identifier = partial.identifier else {
      out.append("[|")
      out.append(name)
      return out.append("]")
    }
    out.append(code: code, identifier, layer.length)
    guard options.verbosity > 0 else { return }
    let length = Int(try partial.length.captured())
    guard out.append(encodedLength: length, layer.length), length > 4 else { return }
    let front = packet.buffer(of: layer).prefix(6, from: Int(layer.start) - 2)
    if options.verbosity > 1 { out.append(hex: front) }
    let content = PPPControlContent(protocolNumber: number, code: code, length: length, name: name)
    try content.append(bytes, to: &out, options)
    if code > 13, options.verbosity <= 1 {
      out.append(hex: packet.buffer(of: layer).prefix(length + 2, from: Int(layer.start) - 2), indent: "\n\t  ")
    }
  }
}

extension DissectedPacket {
  /// The protocol number in the frame that carries a layer.
  fileprivate func pppProtocol(of index: Int) -> UInt16 {
    guard index > 0 else { return 0 }
    let frame = bytes(of: layers[index - 1])
    if layers[index - 1].kind == .pppHDLC { return (try? PPPHDLCFrame(frame).protocolNumber) ?? 0 }
    return PPPFrame.Partial(frame).protocolNumber ?? 0
  }
}

/// What stands behind the fixed header of a control packet.
private struct PPPControlContent {
  let protocolNumber: UInt16
  let code: UInt8
  /// Bytes of the packet.
  let length: Int
  let name: StaticString

  func append(_ bytes: RawSpan, to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    switch code {
    case 0:
      guard length >= 11 else { return }
      try appendMagic(bytes, to: &out)
      let vendor = try bytes.uint24(at: 8)
      out.append(" Vendor: ")
      out.append(Vendor.name(of: vendor))
      out.append(" (")
      out.append(vendor)
      out.append(")")
    case 1...4: try appendOptions(bytes, to: &out, options)
    case 8: try appendRejection(bytes, to: &out)
    case 9...11:
      guard length >= 8 else { return }
      try appendMagic(bytes, to: &out)
      guard length > 8 else { return }
      out.append("\n\t  -----trailing data-----")
      guard bytes.has(length - 8, at: 8) else { return out.append(unmarked: name) }
      out.append(hex: bytes.prefix(length - 8, from: 8), indent: "\n\t  ")
    case 12:
      guard length >= 8 else { return }
      try appendMagic(bytes, to: &out)
      guard length > 8 else { return }
      out.append("\n\t  Message\n\t    ")
      // The text is told four bytes too long, as tcpdump does.
      out.append(visible: bytes.prefix(length - 4, from: 8))
      if !bytes.has(length - 4, at: 8) { out.append(unmarked: name) }
    case 13:
      guard length >= 12 else { return }
      try appendMagic(bytes, to: &out)
      let seconds = try bytes.uint32(at: 8)
      out.append(", Seconds-Remaining ")
      out.append(seconds)
      out.append("s")
    default: break
    }
  }

  private func appendMagic(_ bytes: RawSpan, to out: inout TextBuffer) throws(Truncation) {
    let number = try bytes.uint32(at: 4)
    out.append("\n\t  Magic-Num 0x")
    out.append(hex: number, width: 8)
  }

  private func appendRejection(_ bytes: RawSpan, to out: inout TextBuffer) throws(Truncation) {
    guard length >= 6 else { return }
    let number = try bytes.uint16(at: 4)
    out.append("\n\t  Rejected ")
    out.append(PPPNames.protocols[number] ?? "unknown")
    out.append(" Protocol (0x")
    out.append(hex: number, width: 4)
    out.append(")")
    guard length > 6 else { return }
    out.append("\n\t  Rejected Packet")
    out.append(hex: bytes.prefix(length - 2, from: 6), indent: "\n\t    ")
  }

  /// Writes the options of a configuration.
  private func appendOptions(
    _ bytes: RawSpan, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    guard let family = PPPOptionFamily(rawValue: protocolNumber) else { return }
    var offset = 4
    while offset < length {
      let size = try family.append(bytes.suffix(from: offset), length, to: &out, options)
      if size == 0 { return }
      if length - offset < size {
        out.append(" [remaining options length ")
        out.append(length - offset)
        out.append(" < ")
        out.append(size)
        return out.append("] (invalid)")
      }
      offset += size
    }
  }
}

extension TextBuffer {
  /// Appends code, identifier and length of a control packet.
  fileprivate mutating func append(code: UInt8, _ identifier: UInt8, _ length: Int) {
    append(PPPNames.codes[code] ?? "Unknown Opcode")
    append(" (0x")
    append(hexByte: code)
    append("), id ")
    append(identifier)
    append(", length ")
    append(length + 2)
  }

  /// Appends the length that a control packet has of itself; returns whether it makes sense.
  fileprivate mutating func append(encodedLength length: Int, _ room: Int) -> Bool {
    append("\n\tencoded length ")
    append(length)
    if length < 4 {
      append(" (< 4))")
      return false
    }
    if length > room {
      append(" (> packet length ")
      append(room)
      append("))")
      return false
    }
    append(" (=Option(s) length ")
    append(length - 4)
    append(")")
    return true
  }

  /// Appends the mark of a packet that was cut, with no blank before it.
  fileprivate mutating func append(unmarked name: StaticString) {
    append("[|")
    append(name)
    append("]")
  }
}
