import Bytes
public import Packets

/// Walks a packet from its link layer inwards and tells its layers.
///
/// The walk never fails: it ends where the packet, what was captured of it, or what is known ends, and the last layer
/// says which. Every step goes forward or ends, and there are at most `depthLimit` of them.
public struct Dissector: ~Copyable {
  /// Layers a packet may have; more are left unlooked at.
  public static let depthLimit = 32

  /// Decrypted bytes that a packet may have before no more is decrypted.
  private static let derivedLimit = 1 << 20

  /// Holds the registry where it can be read without a copy for every layer.
  private final class Shelf: Sendable {
    let registry: Registry

    init(_ registry: Registry) { self.registry = registry }
  }

  private let shelf: Shelf
  private let takesShortWay: Bool
  private var layers = InlineArray<32, Layer>(repeating: Layer(kind: .ethernet, start: 0, end: 0, length: 0))

  /// Keys to what ESP encrypts; `nil` to leave it alone.
  private let decryptor: (any PayloadDecryptor)?
  /// What was decrypted of the packet, one after the other: buffer 1.
  private var derived: [UInt8] = []

  /// A walk over the protocols of a registry.
  ///
  /// - Parameters:
  ///   - decryptor: keys to what ESP encrypts; `nil` to leave it alone.
  ///   - takesShortWay: whether usual packets are known without a walk through their headers, which makes no difference.
  public init(registry: Registry = .all, decryptor: (any PayloadDecryptor)? = nil, takesShortWay: Bool = true) {
    shelf = Shelf(registry)
    // Ports are not asked where the user says what is carried.
    self.takesShortWay = takesShortWay && registry.payloadChoice == nil
    self.decryptor = decryptor
  }

  /// Where the headers of a usual packet stand; `nil` for one whose layers must be looked for.
  @inline(__always)
  public func usual(_ packet: borrowing CapturedPacket) -> UsualPacket? {
    usual(packet.bytes, originalLength: packet.originalLength, linkType: packet.linkType)
  }

  /// The same, given a packet's captured bytes, its length on the wire and what its first bytes are.
  @inline(__always)
  public func usual(_ bytes: RawSpan, originalLength: Int, linkType: LinkType) -> UsualPacket? {
    guard takesShortWay else { return nil }
    let shelf = shelf
    return shelf.registry.usual(bytes, originalLength, linkType)
  }

  /// A packet's layers, lent until the next call.
  @_lifetime(&self, copy packet)
  public mutating func dissect(_ packet: borrowing CapturedPacket) -> DissectedPacket {
    let count = walk(packet)
    return DissectedPacket(packet: packet, layers: layers.span.extracting(0..<count), derived: derived.rawSpan)
  }

  /// The same of a packet of which it is known that it is usual.
  @_lifetime(&self, copy packet)
  public mutating func dissect(_ packet: borrowing CapturedPacket, _ usual: UsualPacket) -> DissectedPacket {
    let count = walk(packet, usual)
    return DissectedPacket(packet: packet, layers: layers.span.extracting(0..<count), derived: derived.rawSpan)
  }

  private mutating func walk(_ packet: borrowing CapturedPacket) -> Int {
    if let usual = usual(packet) { return walk(packet, usual) }
    let shelf = shelf
    guard let kind = shelf.registry.kind(at: .linkType(packet.linkType)) else { return 0 }
    let layer = Layer(kind: kind, start: 0, end: packet.bytes.byteCount, length: packet.originalLength)
    return walk(packet, from: layer, 0)
  }

  private mutating func walk(_ packet: borrowing CapturedPacket, _ usual: UsualPacket) -> Int {
    var count = 0
    usual.forEachLayer(of: packet) { layer in
      layers[count] = layer
      count += 1
    }
    let declared = usual.declaredLength(in: packet.bytes)
    guard let kind = usual.payloadKind, let inner = layers[count - 1].inner(kind, length: declared, trailer: 0) else {
      return count
    }
    return walk(packet, from: inner, count)
  }

  /// Walks on from a layer behind so many that are known; how many there are then.
  private mutating func walk(_ packet: borrowing CapturedPacket, from first: Layer, _ known: Int) -> Int {
    if !derived.isEmpty { derived.removeAll(keepingCapacity: true) }
    let shelf = shelf
    let bytes = packet.bytes
    var layer = first
    var count = known
    while true {
      var inner =
        layer.buffer == 0 ? shelf.registry.step(&layer, bytes) : shelf.registry.step(&layer, derived.rawSpan)
      if layer.kind == .esp, let decryptor { inner = decrypted(layer, count, packet, decryptor) }
      layers[count] = layer
      count += 1
      guard count < Self.depthLimit, let inner else { return count }
      layer = inner
    }
  }

  /// What an ESP header's payload is when there is a key for it: its bytes in the derived buffer.
  private mutating func decrypted(
    _ layer: Layer, _ count: Int, _ packet: borrowing CapturedPacket, _ decryptor: any PayloadDecryptor
  ) -> Layer? {
    // Only what was captured whole is decrypted.
    guard layer.fault == .none, Int(layer.end) - Int(layer.start) >= layer.length else { return nil }
    guard let destination = destination(of: count, packet), derived.count < Self.derivedLimit else { return nil }
    let found =
      layer.buffer == 0
      ? Self.plaintext(of: layer, in: packet.bytes, to: destination, decryptor)
      : Self.plaintext(of: layer, in: derived.rawSpan, to: destination, decryptor)
    guard let plaintext = found else { return nil }
    let start = derived.count
    derived += plaintext
    var inner = Layer(kind: .decrypted, start: start, end: derived.count, length: plaintext.count)
    inner.buffer = 1
    return inner
  }

  private static func plaintext(
    of layer: Layer, in bytes: RawSpan, to destination: IPAddress, _ decryptor: any PayloadDecryptor
  ) -> [UInt8]? {
    guard let header = try? EncapsulatedPayload(bytes.extracting(layer.range)) else { return nil }
    var plaintext: [UInt8] = []
    let isDone = decryptor.decrypt(
      bytes.extracting(layer.payload), securityParametersIndex: header.securityParametersIndex, to: destination,
      into: &plaintext)
    return isDone ? plaintext : nil
  }

  /// Whom the nearest IP header below carries something to; `nil` for a fragment that is not the last, since only that
  /// one ends with what says what it is.
  private func destination(of count: Int, _ packet: borrowing CapturedPacket) -> IPAddress? {
    var at = count - 1
    while at >= 0, layers[at].kind != .ipv4, layers[at].kind != .ipv6 { at -= 1 }
    guard at >= 0 else { return nil }
    let layer = layers[at]
    return layer.buffer == 0
      ? Self.destination(of: layer, in: packet.bytes) : Self.destination(of: layer, in: derived.rawSpan)
  }

  private static func destination(of layer: Layer, in bytes: RawSpan) -> IPAddress? {
    let bytes = bytes.extracting(layer.range)
    if layer.kind == .ipv4, let header = try? IPv4Packet(bytes) {
      return header.moreFragments ? nil : .ipv4(header.destination)
    }
    guard let header = try? IPv6Packet(bytes) else { return nil }
    return .ipv6(header.destination)
  }
}
