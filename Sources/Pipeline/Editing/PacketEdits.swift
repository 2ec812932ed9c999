/// What is changed in packets on their way to a savefile.
public struct PacketEdits: Equatable, Sendable {
  /// Bytes of a packet that are kept at most; `nil` for all.
  public var snapshotLength: Int?
  /// Nanoseconds that are added to every time.
  public var shift: Int64 = 0
  /// Which packets count as repeated, and are left out; `nil` for none.
  public var repetition: Repetition?

  /// Packets that have the same length and the same bytes as one of those just before them.
  public struct Repetition: Equatable, Sendable {
    /// How many before a packet are looked at.
    public var packets = 5
    /// How many nanoseconds before it; `nil` for any time.
    public var nanoseconds: Int64?

    /// Those of the last five packets.
    public init() {}
  }

  /// No change.
  public init() {}

  /// Whether nothing is changed.
  public var isEmpty: Bool { self == PacketEdits() }
}
