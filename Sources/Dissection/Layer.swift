/// One protocol of a packet: where it stands and how long it says it is.
public struct Layer: Sendable, BitwiseCopyable {
  /// Which protocol.
  public var kind: ProtocolKind
  /// What is wrong with it.
  public var fault: Fault
  /// The bytes it lies in: 0 is the packet, others are derived from it.
  public var buffer: UInt8
  /// Where it begins in its buffer.
  public var start: Int32
  /// Where its captured bytes end in its buffer: never beyond what the layer around it declared as its own.
  public var end: Int32
  /// Bytes of header; 0 when the header is not whole.
  public var headerLength: Int32
  /// Bytes, header and payload, that it had on the wire as the layer around it tells; more than `end - start` when the
  /// packet was cut.
  public var length: Int

  /// A layer of which only its place is known.
  @inlinable
  public init(kind: ProtocolKind, start: Int, end: Int, length: Int) {
    self.kind = kind
    fault = .none
    buffer = 0
    self.start = Int32(truncatingIfNeeded: start)
    self.end = Int32(truncatingIfNeeded: end)
    headerLength = 0
    self.length = length
  }

  /// Its bytes in its buffer.
  @inlinable public var range: Range<Int> { Int(start)..<Int(end) }

  /// What stands behind its header in its buffer.
  @inlinable public var payload: Range<Int> { min(Int(start) + Int(headerLength), Int(end))..<Int(end) }

  /// The layer behind its header, which has what the header declares, however much of that was captured.
  ///
  /// - Parameter declared: bytes that the header says are its payload; `nil` for all the rest.
  /// - Returns: `nil` when the captured bytes end inside the header.
  @inline(__always)
  func inner(_ kind: ProtocolKind, length declared: Int?, trailer: Int) -> Layer? {
    let start = Int(start) + Int(headerLength)
    guard start <= Int(end) else { return nil }
    let available = max(0, length - Int(headerLength) - trailer)
    // A frame's length field only tells what is padding, and a datagram's may count what is in other fragments.
    let declared = self.kind.isLink || self.kind == .udp ? min(declared ?? available, available) : declared ?? available
    let rest = max(0, declared)
    // What was cut off a frame of IEEE 802.11 may be its check sequence, or a part of it.
    let captured = max(0, Int(end) - start - (self.kind == .radiotap ? 0 : trailer))
    let kept = self.kind.endsWithWhatCarriesIt ? captured : min(captured, rest)
    var layer = Layer(kind: kind, start: start, end: start + kept, length: rest)
    layer.buffer = buffer
    return layer
  }
}
