import Bytes
import Dissection
import Packets

extension DissectedPacket {
  /// The captured bytes from a layer's first to the end of what the nearest IP packet around it has: where tcpdump's
  /// "snapshot end" is, which the length of a datagram does not move.
  @_lifetime(copy self)
  func untilSnapshotEnd(from index: Int) -> RawSpan {
    let layer = layers[index]
    let buffer = buffer(of: layer)
    var at = index
    while at >= 0, layers[at].kind != .ipv4, layers[at].kind != .ipv6 { at -= 1 }
    let isBounded = at >= 0 && layers[at].buffer == layer.buffer
    let end = isBounded ? Int(layers[at].end) : buffer.byteCount
    return buffer.extracting(min(Int(layer.start), end)..<end)
  }
}
