import Bytes
public import Packets

/// A packet with its layers, outermost first, lent by a `Dissector` until its next packet.
public struct DissectedPacket: ~Escapable, ~Copyable {
  /// The packet itself.
  public let packet: CapturedPacket
  /// Its layers, outermost first; the last may be faulty. Empty when nothing is known of the link type.
  public let layers: Span<Layer>
  /// Bytes that were decrypted: what layers with a buffer other than 0 stand in.
  public let derived: RawSpan
  /// What earlier packets say about it.
  public var notes = PacketNotes()

  /// A packet of which these layers were found.
  @_lifetime(copy packet, copy layers, copy derived)
  public init(packet: borrowing CapturedPacket, layers: Span<Layer>, derived: RawSpan) {
    self.packet = copy packet
    self.layers = layers
    self.derived = derived
  }

  /// A layer's captured bytes, its header's first.
  @inlinable
  @_lifetime(copy self)
  public func bytes(of layer: Layer) -> RawSpan { buffer(of: layer).extracting(layer.range) }

  /// The captured bytes behind a layer's header.
  @inlinable
  @_lifetime(copy self)
  public func payload(of layer: Layer) -> RawSpan { buffer(of: layer).extracting(layer.payload) }

  /// The bytes that a layer's place is counted in.
  @inlinable
  @_lifetime(copy self)
  public func buffer(of layer: Layer) -> RawSpan { layer.buffer == 0 ? packet.bytes : derived }

  /// The nearest layer of a kind below `index`: the IP header that carries a segment, say.
  @inlinable
  public func layer(_ kind: ProtocolKind, below index: Int) -> Layer? {
    var at = index - 1
    while at >= 0 {
      if layers[at].kind == kind { return layers[at] }
      at -= 1
    }
    return nil
  }
}
