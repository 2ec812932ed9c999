public import Packets
public import Savefiles

/// Changes packets on their way to another sink.
public struct EditingSink<Base: OutputSink & ~Copyable>: ~Copyable, OutputSink {
  private var base: Base
  private let edits: PacketEdits
  private var window: RepetitionWindow?
  private let onRepetition: () -> Void

  /// A sink before another.
  ///
  /// - Parameter onRepetition: called for each packet that is left out because it repeats another.
  public init(_ base: consuming Base, _ edits: PacketEdits, onRepetition: @escaping () -> Void) {
    self.base = base
    self.edits = edits
    window = edits.repetition.map(RepetitionWindow.init)
    self.onRepetition = onRepetition
  }

  public var isFull: Bool { base.isFull }

  public mutating func write(_ packet: borrowing CapturedPacket) throws(OutputError) {
    if window?.add(packet) == true { return onRepetition() }
    var edited = copy packet
    if let length = edits.snapshotLength, edited.bytes.byteCount > length {
      edited.bytes = edited.bytes.extracting(0..<length)
      // A simple packet block has no room for that.
      edited.isSimple = false
    }
    if edits.shift != 0 { edited.timestamp = edited.timestamp.shifted(by: edits.shift) }
    try base.write(edited)
  }

  public mutating func flush() throws(OutputError) { try base.flush() }

  public mutating func settle(isIdle: Bool) throws(OutputError) { try base.settle(isIdle: isIdle) }

  public mutating func finish(isInterrupted: Bool) throws(OutputError) { try base.finish(isInterrupted: isInterrupted) }

  public mutating func note(_ statistics: PcapngStatistics, of interface: Int) { base.note(statistics, of: interface) }
}

extension Timestamp {
  /// The moment so many nanoseconds later, as far as there is one.
  fileprivate func shifted(by shift: Int64) -> Timestamp {
    let (whole, rest) = (shift / 1_000_000_000, shift % 1_000_000_000)
    var moved = Timestamp(seconds: seconds &+ whole, nanoseconds: nanoseconds &+ rest)
    guard isInRange else { return moved }
    if moved.nanoseconds < 0 {
      moved = Timestamp(seconds: moved.seconds &- 1, nanoseconds: moved.nanoseconds + 1_000_000_000)
    } else if moved.nanoseconds >= 1_000_000_000 {
      moved = Timestamp(seconds: moved.seconds &+ 1, nanoseconds: moved.nanoseconds - 1_000_000_000)
    }
    return moved
  }
}
