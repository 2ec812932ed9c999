public import Packets
public import Savefiles
public import System

/// The end of a packet's way.
public protocol OutputSink: PacketSink, ~Copyable where Failure == OutputError {
  /// Takes the packets that a source has at hand as they stand there, where that is of use, see
  /// `PacketSource.copyRecords`.
  ///
  /// - Returns: whether there may be more; `nil` when it is of no use.
  mutating func copyRecords<Source: PacketSource & ~Copyable>(
    of source: inout Source, isLast: (borrowing CapturedPacket) -> Bool
  ) throws(OutputError) -> Bool?

  /// A pause between packets: what is to be seen soon is handed to the kernel.
  ///
  /// - Parameter isIdle: whether no packet is at hand; otherwise a number of packets have passed.
  mutating func settle(isIdle: Bool) throws(OutputError)

  /// Nothing more comes: everything is written, and files are closed.
  ///
  /// - Parameter isInterrupted: whether somebody wants an end now, so that no line waits for a name any more.
  mutating func finish(isInterrupted: Bool) throws(OutputError)

  /// Keeps what is known so far of packets that did not come, where it is for something.
  ///
  /// - Parameter interface: the number of the interface among those that are captured on.
  mutating func note(_ statistics: PcapngStatistics, of interface: Int)

  /// Tells, where losses are told, that packets were lost behind the last one.
  mutating func tell(lostAtEnd count: Int) throws(OutputError)

  /// Which pcap records it takes next instead of packets.
  var recordRoom: RecordRoom { mutating get }

  /// Takes records that it has room for from where they lie, and forgets them; takes none when it is full then.
  mutating func write(records: inout GatherBuffer, _ run: RecordRun) throws(OutputError)

  /// Whether it takes no more packets, and that is no failure.
  var isFull: Bool { get }

  /// What other threads may do ahead for the packets it is to get; `nil` when that is nothing.
  var preparation: Preparation? { get }

  /// Takes the lines of `count` packets, as its `preparation` asks for them.
  mutating func write(lines: RawSpan, count: Int) throws(OutputError)

  /// Exchanges what the packets so far mean for lines to come, where it makes lines.
  mutating func exchange(_ history: inout LineHistory)
}

extension OutputSink where Self: ~Copyable {
  @inline(__always)
  public mutating func copyRecords<Source: PacketSource & ~Copyable>(
    of source: inout Source, isLast: (borrowing CapturedPacket) -> Bool
  ) throws(OutputError) -> Bool? { nil }

  public mutating func note(_ statistics: PcapngStatistics, of interface: Int) {}
  public mutating func tell(lostAtEnd count: Int) throws(OutputError) {}
  public var recordRoom: RecordRoom { .none }
  public mutating func write(records: inout GatherBuffer, _ run: RecordRun) throws(OutputError) {}
  public var isFull: Bool { false }
  public var preparation: Preparation? { nil }
  public mutating func write(lines: RawSpan, count: Int) throws(OutputError) {}
  public mutating func exchange(_ history: inout LineHistory) {}
}
