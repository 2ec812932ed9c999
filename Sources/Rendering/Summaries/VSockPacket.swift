import Bytes
import Dissection

extension Summary {
  static let vsock = Summary(kind: .vsock, mark: "vsock", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let bytes = packet.bytes(of: packet.layers[index])
    let header = try VSockPacket(bytes)
    out.append(header.transport, VSockPacket.transportNames, orInvalid: "transport")
    // What tcpdump calls the length is what was captured.
    let isCut = bytes.byteCount < header.headerLength
    if options.verbosity == 0 { out.append(" ") }
    if options.verbosity > 0, !isCut {
      if let virtio = header.virtio { virtio.append(to: &out) }
      out.append("\n\t")
    }
    out.append("", header.source, ".")
    out.append("", header.sourcePort, " > ")
    out.append("", header.destination, ".")
    out.append("", header.destinationPort, " ")
    if let name = VSockPacket.operationNames[header.operation] {
      out.append(name)
    } else {
      out.append(" invalid op (", header.operation, ")")
    }
    out.append(", length ", bytes.byteCount)
    if options.verbosity > 0, isCut { throw Truncation() }
    guard options.verbosity > 1, header.operation == 4 else { return }
    let payload = bytes.suffix(from: header.headerLength)
    if payload.isEmpty { throw Truncation() }
    out.append("\n")
    out.append(hex: payload, indent: "\t")
  }
}

extension VSockPacket.Virtio {
  fileprivate func append(to out: inout TextBuffer) {
    out.append(" (len ", length, ", type ")
    out.append(type, Tokens([1: "STREAM"]), orInvalid: "type")
    out.append(", op ")
    out.append(operation, Self.operationNames, orInvalid: "op")
    out.append(", flags ", hex: flags)
    out.append(", buf_alloc ", bufferSize)
    out.append(", fwd_cnt ", forwarded, ")")
  }

  private static let operationNames = Tokens([
    0: "INVALID", 1: "REQUEST", 2: "RESPONSE", 3: "RST", 4: "SHUTDOWN", 5: "RW", 6: "CREDIT UPDATE",
    7: "CREDIT REQUEST",
  ])
}

extension VSockPacket {
  fileprivate static let transportNames = Tokens([0: "UNKNOWN", 1: "NO_INFO", 2: "VIRTIO"])
  fileprivate static let operationNames = Tokens([
    0: "UNKNOWN", 1: "CONNECT", 2: "DISCONNECT", 3: "CONTROL", 4: "PAYLOAD",
  ])
}

extension TextBuffer {
  fileprivate mutating func append(_ value: UInt16, _ names: Tokens, orInvalid what: StaticString) {
    if let name = names[value] { return append(name) }
    append("Invalid ")
    append(what)
    append(" (", value, ")")
  }
}
