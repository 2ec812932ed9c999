import Bytes
import Dissection
import Packets

extension Summary {
  static let hsrp = Summary(kind: .hsrp, mark: "hsrp") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    let version = try bytes.uint8(at: 0)
    out.append("HSRPv", version)
    guard version == 0 else { return }
    out.append("-")
    let opcode = try bytes.uint8(at: 1)
    if let name = operationNames[opcode] { out.append(name) } else { out.append("unknown (", opcode, ")") }
    out.append(" ", layer.length, ": state=")
    let state = try bytes.uint8(at: 2)
    if let name = standbyNames[state] { out.append(name) } else { out.append("Unknown (", state, ")") }
    out.append(" ")
    out.append("group=", try bytes.uint8(at: 6), " ")
    let reserved = try bytes.uint8(at: 7)
    if reserved != 0 { out.append("[reserved=", reserved, "!] ") }
    let address = IPv4Address(rawValue: try bytes.uint32(at: 16))
    out.append("addr=")
    out.append(host: address, options)
    guard options.verbosity > 0 else { return }
    let message = try HSRPMessage(bytes)
    out.append(" hellotime=")
    out.append(span: UInt32(message.helloTime))
    out.append(" holdtime=")
    out.append(span: UInt32(message.holdTime))
    out.append(" priority=", message.priority, " auth=\"")
    out.append(zeroPadded: bytes.prefix(8, from: 8))
    out.append("\"")
  }

  private static let operationNames = Tokens([0: "hello", 1: "coup", 2: "resign"])
  private static let standbyNames = Tokens([
    0: "initial", 1: "learn", 2: "listen", 4: "speak", 8: "standby", 16: "active",
  ])
}
