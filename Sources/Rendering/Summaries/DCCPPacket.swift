import Bytes
import Dissection
import Packets

extension Summary {
  static let dccp = Summary(kind: .dccp, mark: "dccp", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    try bytes.require(12)
    let missing = (bytes.load8(8) & 1 != 0 ? 16 : 12) - layer.length
    if missing > 0 {
      out.append("truncated-dccp - ")
      out.append(missing)
      return out.append(" bytes missing!")
    }
    let header = try DCCPPacket(bytes)
    packet.appendAddresses(of: index, (header.sourcePort, header.destinationPort), to: &out, options)
    out.append(": DCCP")
    if options.quietness > 0 { return header.appendQuietly(layer.length, to: &out) }
    if options.verbosity > 0 { packet.appendDetails(header, index, to: &out) }
    out.append(" ")
    guard try header.appendType(layer.length, to: &out) else { return }
    if header.type != 2, header.type != 0 {
      guard let number = header.acknowledgmentNumber else {
        throw out.giveUp("dccp")
      }
      out.append("(ack=")
      out.append(number)
      out.append(") ")
    }
    guard options.verbosity > 1 else { return }
    out.append("seq ")
    out.append(header.sequenceNumber)
    try header.appendOptions(bytes, to: &out)
  }
}

extension DissectedPacket {
  /// Writes the addresses of the nearest IP header, with ports, whatever stands between.
  func appendAddresses(
    of index: Int, _ ports: (source: UInt16, destination: UInt16), to out: inout TextBuffer,
    _ options: borrowing RenderOptions
  ) {
    var at = index - 1
    while at > 0, layers[at].kind != .ipv4, layers[at].kind != .ipv6 { at -= 1 }
    guard at >= 0 else { return }
    if layers[at].kind == .ipv4, let header = try? IPv4Packet(bytes(of: layers[at])) {
      out.append(host: header.source, options)
      out.append(dotted: ports.source)
      out.append(" > ")
      out.append(host: header.destination, options)
      out.append(dotted: ports.destination)
    } else if let header = try? IPv6Packet(bytes(of: layers[at])) {
      out.append(host: header.source, options)
      out.append(dotted: ports.source)
      out.append(" > ")
      out.append(host: header.destination, options)
      out.append(dotted: ports.destination)
    }
  }

  fileprivate func appendDetails(_ header: borrowing DCCPPacket, _ index: Int, to out: inout TextBuffer) {
    out.append(" (CCVal ")
    out.append(header.congestionValue)
    out.append(", CsCov ")
    out.append(header.coverage)
    let length = layers[index].length
    let covered = header.coveredLength(of: length)
    if let sum = transportSum(of: index, length: length, .dccp, covering: covered) {
      out.append(", cksum 0x")
      out.append(hex: header.checksum, width: 4)
      if sum == 0xffff {
        out.append(" (correct)")
      } else {
        out.append(" (incorrect -> 0x")
        out.append(hex: header.checksum.expected(folded: sum), width: 4)
        out.append(")")
      }
    }
    out.append(")")
  }
}

extension TextBuffer {
  fileprivate mutating func append(dotted port: UInt16) {
    append(".")
    append(port)
  }
}

extension DCCPPacket {
  fileprivate func appendQuietly(_ length: Int, to out: inout TextBuffer) {
    out.append(" ")
    out.append(UInt32(truncatingIfNeeded: length - headerLength))
    guard headerLength > length else { return }
    out.append(" [bad hdr length ")
    out.append(headerLength)
    out.append(" - too long, > ")
    out.append(length)
    out.append("]")
  }

  /// Writes the type and what belongs to it; returns whether the packet has all of that.
  fileprivate func appendType(_ length: Int, to out: inout TextBuffer) throws(Truncation) -> Bool {
    guard let name = Self.typeNames[type] else {
      out.append("unknown-type-")
      out.append(type)
      out.append(" ")
      return true
    }
    let missing = genericLength + typeLength - length
    if missing > 0 {
      out.append("truncated-")
      out.append(name)
      out.append(" - ")
      out.append(missing)
      out.append(" bytes missing!")
      return false
    }
    switch type {
    case 0, 1:
      let service = try self.service.captured()
      out.append(name)
      out.append(" (service=")
      out.append(service)
      out.append(")")
    case 7:
      let code = try resetCode.captured()
      // Its three bytes of data belong to it.
      _ = try service.captured()
      out.append(name)
      out.append(" (code=")
      out.append(Self.resetNames[code] ?? "invalid")
      out.append(")")
    default: out.append(name)
    }
    out.append(" ")
    return true
  }

  private static let typeNames = Tokens([
    0: "DCCP-Request", 1: "DCCP-Response", 2: "DCCP-Data", 3: "DCCP-Ack", 4: "DCCP-DataAck", 5: "DCCP-CloseReq",
    6: "DCCP-Close", 7: "DCCP-Reset", 8: "DCCP-Sync", 9: "DCCP-SyncAck",
  ])

  private static let resetNames = Tokens([
    0: "unspecified", 1: "closed", 2: "aborted", 3: "no_connection", 4: "packet_error", 5: "option_error",
    6: "mandatory_error", 7: "connection_refused", 8: "bad_service_code", 9: "too_busy", 10: "bad_init_cookie",
    11: "aggression_penalty",
  ])
}
