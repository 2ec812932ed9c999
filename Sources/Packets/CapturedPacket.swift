import Bytes

/// A packet on its way through the house: what the source knows about it, and its bytes where the source holds them.
///
/// A source lends it until it is asked for the next one; it cannot be kept, only copied out of.
public struct CapturedPacket: ~Escapable, BitwiseCopyable, Sendable {
  /// When it was captured.
  public var timestamp: Timestamp
  /// Bytes the packet had on the wire; never less than `bytes.byteCount` from a well-formed source.
  public var originalLength: Int
  /// What its first bytes are.
  public var linkType: LinkType
  /// The interface it was seen on: the kernel's index live, the number of the interface block in a pcapng file, else 0.
  public var interfaceIndex: UInt32
  /// Which way it went.
  public var direction: PacketDirection
  /// What the kernel says of its checksums.
  public var checksumState: ChecksumState
  /// Packets known to be lost just before this one.
  public var lostBefore: UInt32
  /// Whether `rawOptions`, and integers in the order of the machine that captured, are of the other byte order.
  public var isSwapped: Bool
  /// Whether it comes from a simple packet block of a pcapng file, which has no time.
  public var isSimple: Bool
  /// The time as it stands in a pcapng packet block, in the unit of its interface; 0 otherwise.
  public var clockTicks: UInt64
  /// The options of a pcapng packet block as they stand there; empty otherwise.
  public var rawOptions: RawSpan
  /// The captured bytes.
  public var bytes: RawSpan

  /// A packet of which only what every source knows is known.
  @inlinable
  @_lifetime(copy bytes)
  public init(timestamp: Timestamp, originalLength: Int, linkType: LinkType, bytes: RawSpan) {
    self.timestamp = timestamp
    self.originalLength = originalLength
    self.linkType = linkType
    interfaceIndex = 0
    direction = .unknown
    checksumState = .unknown
    lostBefore = 0
    (isSwapped, isSimple) = (false, false)
    clockTicks = 0
    rawOptions = bytes.extracting(0..<0)
    self.bytes = bytes
  }

  /// Bytes of it that were captured.
  @inlinable public var capturedLength: Int { bytes.byteCount }
}
