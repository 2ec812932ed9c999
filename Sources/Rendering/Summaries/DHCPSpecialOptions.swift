import Bytes
import Dissection
import Packets

extension DHCPOptionsText {
  /// Source: RFC 3004 section 4.
  func appendUserClasses(_ data: RawSpan, to out: inout TextBuffer) {
    guard data.byteCount >= 2 else { return out.append("[ERROR: length < 2 bytes]") }
    var at = 0
    var number = 1
    while let length = data.uint8(ifAt: at) {
      out.append("\n\t      instance#")
      out.append(number)
      out.append(": ")
      if length == 0 { return out.append("[ERROR: suboption length must be non-zero]") }
      guard data.has(Int(length), at: at + 1) else { return out.append("[ERROR: invalid option]") }
      out.append(quoted: data.prefix(Int(length), from: at + 1))
      out.append(", length ")
      out.append(length)
      number += 1
      at += 1 + Int(length)
    }
  }

  /// Source: RFC 4702 section 2.
  func appendDomain(_ data: RawSpan, to out: inout TextBuffer) {
    guard data.byteCount >= 3 else { return out.append("[ERROR: length < 3 bytes]") }
    let flags = data.load8(0)
    if flags & 0xf0 != 0 {
      out.append("[ERROR: MBZ nibble 0x")
      out.append(hex: flags >> 4)
      out.append(" != 0] ")
    }
    if flags & 0x0f != 0 {
      out.append("[")
      if flags & 1 != 0 { out.append("S") }
      if flags & 2 != 0 { out.append("O") }
      if flags & 4 != 0 { out.append("E") }
      if flags & 8 != 0 { out.append("N") }
      out.append("] ")
    }
    if data.load16(1) != 0 {
      out.append(data.load8(1))
      out.append("/")
      out.append(data.load8(2))
      out.append(" ")
    }
    out.append(quoted: data.suffix(from: 3))
  }

  /// Writes what a relay agent has added; returns the bytes used. Source: RFC 3046 section 2.
  func appendAgent(_ data: RawSpan, to out: inout TextBuffer) -> Int {
    var at = 0
    while data.has(2, at: at) {
      let type = data.load8(at)
      let length = Int(data.load8(at + 1))
      at += 2
      out.append("\n\t      ")
      out.append(Self.agentNames[type] ?? "Unknown")
      out.append(" SubOption ")
      out.append(type)
      out.append(", length ")
      out.append(length)
      out.append(": ")
      guard data.has(length, at: at) else {
        out.append("length goes past end of option")
        return data.byteCount
      }
      let value = data.prefix(length, from: at)
      if Self.agentNames[type] == nil { out.append(hex: value, indent: "\n\t\t") } else { out.append(visible: value) }
      at += length
    }
    return at
  }

  /// Source: RFC 3442.
  func appendRoutes(_ data: RawSpan, to out: inout TextBuffer, _ options: borrowing RenderOptions) {
    guard data.byteCount >= 5 else { return out.append("[ERROR: length < 5 bytes]") }
    var at = 0
    while let width = data.uint8(ifAt: at) {
      if at > 0 { out.append(",") }
      at += 1
      guard width <= 32 else {
        out.append("[ERROR: Mask width (")
        out.append(width)
        return out.append(") > 32]")
      }
      let octets = (Int(width) + 7) / 8
      guard data.has(octets + 4, at: at) else {
        out.append("[ERROR: Remaining length (")
        out.append(data.byteCount - at)
        out.append(") < ")
        out.append(octets + 4)
        return out.append(" bytes]")
      }
      out.append("(")
      appendNetwork(data.prefix(octets, from: at), width, to: &out)
      out.append(":")
      out.append(host: IPv4Address(rawValue: data.load32(at + octets)), options)
      out.append(")")
      at += octets + 4
    }
  }

  private func appendNetwork(_ octets: RawSpan, _ width: UInt8, to out: inout TextBuffer) {
    if width == 0 { return out.append("default") }
    for at in 0..<4 {
      if at > 0 { out.append(".") }
      out.append(octets.uint8(ifAt: at) ?? 0)
    }
    out.append("/")
    out.append(width)
  }

  private static let agentNames = Tokens([1: "Circuit-ID", 2: "Remote-ID", 6: "Subscriber-ID"])
}
