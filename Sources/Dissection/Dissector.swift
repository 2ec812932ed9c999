import Bytes
public import Packets

/// Walks a packet from its link layer inwards and tells its layers.
///
/// The walk never fails: it ends where the packet, what was captured of it, or what is known ends, and the last layer
/// says which. Every step goes forward or ends, and there are at most `depthLimit` of them.
public struct Dissector: ~Copyable {
  /// Layers a packet may have; more are left unlooked at.
  public static let depthLimit = 32

  private let registry: Registry
  private var layers = InlineArray<32, Layer>(repeating: Layer(kind: .ethernet, start: 0, end: 0, length: 0))

  /// A walk over the protocols of a registry.
  public init(registry: Registry = Registry()) { self.registry = registry }

  /// A packet's layers, lent until the next call.
  @_lifetime(&self, copy packet)
  public mutating func dissect(_ packet: borrowing CapturedPacket) -> DissectedPacket {
    let count = walk(packet)
    return DissectedPacket(packet: packet, layers: layers.span.extracting(0..<count))
  }

  private mutating func walk(_ packet: borrowing CapturedPacket) -> Int {
    guard let kind = registry.kind(at: .linkType(packet.linkType)) else { return 0 }
    let bytes = packet.bytes
    var layer = Layer(kind: kind, start: 0, end: bytes.byteCount, length: packet.originalLength)
    var count = 0
    while true {
      let inner = registry.step(&layer, bytes)
      layers[count] = layer
      count += 1
      guard count < Self.depthLimit, let inner else { return count }
      layer = inner
    }
  }
}
