import Bytes
import Dissection
import Packets

extension Summary {
  static let netflow = Summary(kind: .netflow, mark: "cnfp", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    guard let datagram = try? NetFlowDatagram(packet.bytesBehindDatagram(index)) else {
      throw .giveUp(in: "cnfp", &out)
    }
    guard [1, 5, 6].contains(datagram.version) else {
      out.append("NetFlow v")
      return out.append(hex: datagram.version)
    }
    guard datagram.hasHeader else { throw Truncation() }
    try datagram.append(to: &out, options)
  }
}

extension NetFlowDatagram {
  fileprivate func append(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    out.append("NetFlow v")
    out.append(hex: version)
    out.append(", ")
    out.append(milliseconds: uptime ?? 0)
    out.append(" uptime, ")
    out.append(seconds ?? 0)
    out.append(".")
    out.append(nanoseconds ?? 0, width: 9)
    out.append(", ")
    if let sequence {
      out.append("#")
      out.append(sequence)
      out.append(", ")
    }
    // tcpdump takes the high half of the uptime for a part of it.
    let count = UInt32(count ?? 0) << 16 | (uptime ?? 0) >> 16
    out.append(count, padded: 2)
    out.append(" recs")
    for index in 0..<Int(count) {
      let record = try record(index)
      out.append("\n  started ")
      out.append(milliseconds: record.start)
      out.append(", last ")
      out.append(milliseconds: record.last)
      out.append("\n    ")
      append(record.source, record.masks.source, record.systems.source, record.sourcePort, to: &out)
      out.append(" > ")
      append(record.destination, record.masks.destination, record.systems.destination, record.destinationPort, to: &out)
      out.append(" >> ")
      out.append(record.nextHop)
      out.append("\n    ")
      append(record, to: &out, options)
    }
  }

  private func append(
    _ address: IPv4Address, _ mask: UInt8, _ system: UInt16, _ port: UInt16, to out: inout TextBuffer
  ) {
    out.append(address)
    if version != 1 {
      out.append("/")
      out.append(mask)
      out.append(":")
      out.append(system)
    }
    out.append(":")
    out.append(port)
  }

  private func append(
    _ record: borrowing Record, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) {
    if options.names != nil, let name = IPProtocol.keywords[record.ipProtocol] {
      out.append(name)
    } else {
      out.append(record.ipProtocol)
    }
    out.append(" ")
    if record.ipProtocol == 6 {
      Self.flagNames.append(UInt32(record.tcpFlags), none: "", separator: "", to: &out)
      if record.tcpFlags != 0 { out.append(" ") }
    }
    out.append("tos ")
    out.append(record.serviceType)
    out.append(", ")
    out.append(record.packets)
    out.append(" (")
    out.append(record.octets)
    out.append(" octets) ")
    guard version == 6 else { return }
    out.append("(")
    out.append(record.encapsulations.input)
    out.append("<>")
    out.append(record.encapsulations.output)
    out.append(" encaps)")
  }

  private static let flagNames = BitTokens([
    (0x01, "F"), (0x02, "S"), (0x04, "R"), (0x08, "P"), (0x10, "A"), (0x20, "U"),
  ])
}

extension TextBuffer {
  /// Appends milliseconds as seconds.
  fileprivate mutating func append(milliseconds: UInt32) {
    append(milliseconds / 1000)
    append(".")
    append(milliseconds % 1000, width: 3)
  }
}
