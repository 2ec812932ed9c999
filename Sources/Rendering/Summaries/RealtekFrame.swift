import Bytes
import Dissection
import Packets

extension Summary {
  static let realtek = Summary(kind: .realtek, mark: "rtl") { (packet, index, out, options) throws(Truncation) in
    if let layer = packet.layer(.ethernet, below: index), let frame = try? EthernetFrame(packet.bytes(of: layer)) {
      out.append(station: frame.source, options)
      out.append(" > ")
      out.append(station: frame.destination, options)
      out.append(", ")
    }
    let frame = try RealtekFrame(packet.bytes(of: packet.layers[index]))
    switch frame.number {
    case RealtekFrame.remoteControl:
      do {
        try frame.appendRemoteControl(to: &out, options)
      } catch {
        throw out.giveUp("rrcp")
      }
    case 0x02: out.append("REP")
    case 0x03, 0x23: out.append("RLDP")
    case 0x04: out.append("Realtek 8-byte DSA tag")
    case 0x90...0x9f: out.append("Realtek RTL8306 4-byte DSA tag")
    case 0xa0...0xaf: out.append("Realtek RTL8366RB 4-byte DSA tag")
    default:
      out.append("Realtek unknown type 0x")
      out.append(hexByte: frame.number)
    }
  }
}

extension RealtekFrame {
  fileprivate func appendRemoteControl(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let flags = try opcode.captured()
    let isReply = flags & 0x80 != 0
    let opcode = flags & 0x7f
    let isRegister = opcode == 1 || opcode == 2
    out.append(isReply ? "RRCP reply: " : "RRCP query: ")
    if let name = Self.opcodeNames[opcode] {
      out.append(name)
    } else {
      out.append("unknown opcode (0x")
      out.append(hexByte: opcode)
      out.append(")")
    }
    if isRegister {
      let register = try register.captured()
      out.append(" addr=0x", hex: register.address, width: 4)
      out.append(", data=0x", hex: register.data, width: 8)
    }
    out.append(", auth=0x", hex: try key.captured(), width: 4)
    if isRegister {
      try content.require(14)
      out.append(", cookie=0x", hex: content.load32(10), width: 8)
      out.append(hex: content.load32(6), width: 8)
      out.append(" ")
    } else if opcode == 0, isReply {
      try content.require(14)
      out.append(" downlink_port=", content.load8(0))
      out.append(", uplink_port=", content.load8(1))
      out.append(", uplink_mac=")
      out.append(station: MACAddress(rawValue: content.load48(2)), options)
      out.append(", vendor_id=", hex: content.load32(10), width: 8)
      out.append(" ,chip_id=", hex: content.load16(8), width: 4, " ")
    }
  }

  private static let opcodeNames = Tokens([0: "hello", 1: "get", 2: "set"])
}
