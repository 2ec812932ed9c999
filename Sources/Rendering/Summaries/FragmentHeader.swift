import Bytes
import Dissection
import Packets

extension Summary {
  static let fragment = Summary(kind: .fragment, mark: "frag6") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let partial = FragmentHeader.Partial(packet.bytes(of: layer))
    let offset = try partial.fragmentOffset.captured()
    if options.verbosity > 0 {
      let identification = try partial.identification.captured()
      out.append("frag (0x")
      out.append(hex: identification, width: 8)
      out.append(":")
    } else {
      out.append("frag (")
    }
    out.append(offset)
    out.append("|")
    // A packet that says it ends inside the header has a length below zero: it is told as the reference tells it,
    // without a sign.
    out.append(UInt64(bitPattern: Int64(packet.fragmentLength(layer, below: index))))
    out.append(")")
    guard offset == 0 else { return }
    out.append(" ")
    guard layer.range.count > 8 else { return }
    let header = try FragmentHeader(packet.bytes(of: layer))
    try packet.summarizeIPv6Payload(of: index, header.nextHeader, into: &out, options)
  }
}

extension DissectedPacket {
  /// Bytes behind a fragment header as the fixed header's length has it.
  fileprivate func fragmentLength(_ layer: Layer, below index: Int) -> Int {
    guard let base = self.layer(.ipv6, below: index), let header = try? IPv6Packet(bytes(of: base)) else { return 0 }
    return 40 + Int(header.declaredLength) - Int(layer.start - base.start) - 8
  }
}
