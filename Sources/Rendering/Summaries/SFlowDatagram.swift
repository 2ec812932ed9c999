import Bytes
import Dissection
import Packets

extension Summary {
  static let sflow = Summary(kind: .sflow, mark: "sflow") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    let datagram = try SFlowDatagram(bytes)
    if layer.length < datagram.headerLength, datagram.addressType == 1 || datagram.addressType == 2 {
      out.append("sFlowv")
      out.append(datagram.version)
      out.append(" [length ")
      out.append(layer.length)
      return out.append(" < 28] (invalid)")
    }
    try bytes.require(SFlowDatagram.leastLength)
    if datagram.version != 5 {
      out.append("sFlow version ")
      out.append(datagram.version)
      return out.append(" packet not supported")
    }
    try datagram.append(layer.length, to: &out, options)
    guard options.verbosity > 0 else { return }
    var samples = SFlowSamples(bytes, at: datagram.headerLength, length: layer.length - datagram.headerLength)
    try samples.append(datagram.sampleCount ?? 0, to: &out, options)
  }
}

extension SFlowDatagram {
  /// Bytes of header with an IPv4 address.
  fileprivate static let leastLength = 28

  fileprivate func append(
    _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let isIPv4 = addressType == 1
    guard let subAgent, isIPv4 || agent6 != nil else { throw Truncation() }
    if options.verbosity > 0, sampleCount == nil { throw Truncation() }
    out.append("sFlowv")
    out.append(version)
    out.append(isIPv4 ? ", IPv4 agent " : ", IPv6 agent ")
    if isIPv4, let agent4 { out.append(host: agent4, options) }
    if !isIPv4, let agent6 { out.append(host: agent6, options) }
    out.append(", agent-id ")
    out.append(subAgent)
    if options.verbosity > 0, let sequence, let uptime, let sampleCount {
      out.append(", seqnum ")
      out.append(sequence)
      out.append(", uptime ")
      out.append(uptime)
      out.append(", samples ")
      out.append(sampleCount)
    }
    out.append(", length ")
    out.append(length)
  }
}
