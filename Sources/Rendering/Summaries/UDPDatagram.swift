import Bytes
import Dissection
import Packets

extension Summary {
  static let udp = Summary(kind: .udp, mark: "udp", goesOnWhenCut: true, write: writeUDP)

  /// Called directly by `summarize`.
  static func writeUDP(
    _ packet: borrowing DissectedPacket, _ index: Int, _ out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    let partial = UDPDatagram.Partial(bytes)
    guard let source = partial.sourcePort, let destination = partial.destinationPort else {
      packet.appendEndpoints(of: index, nil, .udp, to: &out, options)
      throw Truncation()
    }
    // A payload that UDP does not carry leaves nothing to be told of a whole header.
    if let choice = options.payloadChoice, choice.udp == nil, layer.length >= 8, let datagram = try? UDPDatagram(bytes)
    {
      if !datagram.isMalformed, datagram.length > 0 || layer.length > 65_535 { return }
    }
    // A message of Sun RPC is told with a transaction for a port.
    if options.payloadChoice?.udp == .rpc, try packet.summarize(index + 1, into: &out, options) { return }
    packet.appendEndpoints(of: index, (source, destination), .udp, to: &out, options)
    if layer.length < 8 {
      out.append("truncated-udp ")
      out.append(layer.length)
      return
    }
    try bytes.require(6)
    let declared = Int(bytes.load16(4))
    let length = declared == 0 && layer.length > 65_535 ? layer.length : declared
    if length < 8 {
      out.append("truncated-udplength ")
      out.append(length)
      return
    }
    let datagram = try UDPDatagram(bytes)
    if options.payloadChoice != nil {
      try packet.summarize(index + 1, into: &out, options)
      return
    }
    // NFS is looked for before anything else.
    if options.quietness == 0, index + 1 < packet.layers.count, packet.layers[index + 1].kind == .rpc {
      try packet.summarize(index + 1, into: &out, options)
      return
    }
    let isFragmented = packet.isFragmented(around: index)
    let available = min(length, layer.length)
    // Over IPv4, where it is no duty, the checksum is told a level later.
    let isIPv6 = packet.isOverIPv6(index)
    if options.verbosity > (isIPv6 ? 0 : 1), !options.skipsChecksums, !isFragmented {
      packet.appendChecksum(datagram, index, available, isIPv6, to: &out)
    }
    if options.quietness == 0, try packet.summarize(index + 1, into: &out, options) { return }
    if length > layer.length, !isFragmented {
      out.append("UDP, bad length ")
      out.append(length - 8)
      out.append(" > ")
      out.append(layer.length - 8)
    } else {
      out.append("UDP, length ")
      out.append(length - 8)
    }
  }
}

extension DissectedPacket {
  fileprivate func appendChecksum(
    _ datagram: UDPDatagram, _ index: Int, _ length: Int, _ isIPv6: Bool, to out: inout TextBuffer
  ) {
    if datagram.checksum == 0, !isIPv6 { return out.append(UDPDatagram.noChecksum) }
    guard let sum = transportSum(of: index, length: length, .udp) else { return }
    let state = packet.checksumState
    out.write(atMost: 48) { datagram.appendChecksum(sum, state, to: &$0) }
  }
}

extension UDPDatagram {
  /// What is said of a datagram that has no checksum.
  static let noChecksum: StaticString = "[no cksum] "

  /// Appends what is to be said of the checksum: at most 48 bytes.
  ///
  /// - Parameter sum: the sum over what it covers, folded.
  @inline(__always)
  func appendChecksum(_ sum: UInt16, _ state: ChecksumState, to out: inout TextCursor) {
    if sum == 0xffff { return out.append("[udp sum ok] ") }
    if state.isUnfinished { return out.append("[udp cksum not yet computed (offload)] ") }
    out.append("[bad udp cksum 0x")
    out.append(hexWord: checksum)
    out.append(" -> 0x")
    out.append(hexWord: checksum.expected(folded: sum))
    out.append("!] ")
  }
}
