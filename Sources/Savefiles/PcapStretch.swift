public import Bytes
public import Packets

/// Where the records of a pcap file lie in a stretch of it that was read by itself.
///
/// A pcap file has no marks between its records: in the middle of one, a beginning can only be guessed, and proves
/// right when the stretch before ends there.
public struct PcapStretch: Sendable {
  /// A record in a stretch: small, because a stretch has many, and each is handed on till its line is written.
  public struct Record: Sendable, BitwiseCopyable {
    @usableFromInline let seconds: UInt32
    /// As it stands in the file.
    @usableFromInline let fraction: UInt32
    @usableFromInline let wireLength: UInt32
    @usableFromInline let start: UInt32
    @usableFromInline let length: UInt32

    @inlinable @inline(__always)
    init(seconds: UInt32, fraction: UInt32, originalLength: UInt32, start: Int, length: Int) {
      (self.seconds, self.fraction, wireLength) = (seconds, fraction, originalLength)
      (self.start, self.length) = (UInt32(truncatingIfNeeded: start), UInt32(truncatingIfNeeded: length))
    }

    /// Bytes it had on the wire.
    @inlinable public var originalLength: Int { Int(wireLength) }
    /// Where its captured bytes lie in the stretch.
    @inlinable public var bytes: Range<Int> { Int(start)..<(Int(start) &+ Int(length)) }

    /// The same record with its captured bytes at another place.
    public func moved(to start: Int) -> Record {
      Record(
        seconds: seconds, fraction: fraction, originalLength: wireLength, start: start, length: Int(length))
    }
  }

  /// What stands at a place of a stretch.
  public enum Finding: Sendable {
    /// A whole record, and where the next one begins.
    case record(Record, next: Int)
    /// The beginning of one that needs the stretch to have so many bytes.
    case needs(Int)
    /// Nothing that a reader would accept.
    case damage
  }

  /// Records in a row that make a guess good enough to try.
  private static let chain = 4
  /// Seconds between neighbours in such a row.
  private static let longestPause: UInt32 = 86_400

  private let format: PcapRecordFormat
  /// What the packets are.
  public let linkType: LinkType
  /// Where the first record of the file stands.
  public let firstOffset: Int

  /// As in `SavefileReader`.
  @usableFromInline let plainLimit: Int
  @usableFromInline let fractionUnit: Int64
  /// Whether integers of the capturing machine are of the other byte order.
  public let isSwapped: Bool

  init(_ format: PcapRecordFormat, firstOffset: Int) {
    self.format = format
    plainLimit = format.plainLimit
    fractionUnit = format.isNanoseconds ? 1 : 1000
    linkType = format.linkType
    isSwapped = format.order != .native
    self.firstOffset = firstOffset
  }

  /// The most bytes that a record has, its header included.
  public var maximumRecordLength: Int { format.headerLength + format.maximumLength }

  /// A record at a place of a stretch and where the next one begins, when it is whole and of the usual kind.
  @inlinable @inline(__always)
  public func plainRecord(in bytes: RawSpan, at place: Int) -> (Record, next: Int)? {
    guard bytes.has(PlainRecordHeader.byteCount, at: place) else { return nil }
    let header = PlainRecordHeader(bytes.extracting(place..<(place &+ PlainRecordHeader.byteCount)))
    let length = Int(header.capturedLength)
    let start = place &+ PlainRecordHeader.byteCount
    guard length != 0, length <= plainLimit, length <= bytes.byteCount &- start else { return nil }
    let record = Record(
      seconds: header.seconds, fraction: UInt32(bitPattern: header.fraction), originalLength: header.originalLength,
      start: start, length: length)
    return (record, start &+ length)
  }

  /// When the packet of a record was captured.
  @inlinable @inline(__always)
  public func timestamp(of record: Record) -> Timestamp {
    // Signed in a file of this machine's byte order only, as in libpcap.
    let fraction = isSwapped ? Int64(record.fraction) : Int64(Int32(bitPattern: record.fraction))
    return Timestamp(seconds: Int64(record.seconds), nanoseconds: fraction &* fractionUnit)
  }

  /// The packet of a record, in place.
  @inlinable @inline(__always)
  @_lifetime(copy bytes)
  public func packet(_ record: Record, in bytes: RawSpan) -> CapturedPacket {
    var packet = CapturedPacket(
      timestamp: timestamp(of: record), originalLength: record.originalLength, linkType: linkType,
      bytes: bytes.extracting(record.bytes))
    packet.isSwapped = isSwapped
    return packet
  }

  /// What stands at a place of a stretch.
  public func look(_ bytes: RawSpan, at place: Int) -> Finding {
    guard bytes.has(format.headerLength, at: place) else { return .needs(place + format.headerLength) }
    let header = format.header(of: bytes.suffix(from: place))
    let length = Int(header.capturedLength)
    guard length <= format.maximumLength else { return .damage }
    if header.isZero, PcapRecordFormat.isZero(bytes.suffix(from: place)) { return .damage }
    let start = place + format.headerLength
    guard bytes.has(length, at: start) else { return .needs(start + length) }
    let record = Record(
      seconds: header.seconds, fraction: header.fraction, originalLength: header.originalLength, start: start,
      length: min(length, format.snapshotLength))
    return .record(record, next: start + length)
  }

  /// A place from `0` to `limit` where records seem to begin.
  public func guess(_ bytes: RawSpan, limit: Int) -> Int? {
    // Nearly every wrong place is found out by one look at the two lengths, whichever comes first.
    let tooLong = format.order == .native ? Self.tooLong : Self.tooLong.byteSwapped
    for place in 0..<max(0, min(limit, bytes.byteCount &- format.headerLength &+ 1)) {
      let lengths = bytes.load(fromByteOffset: place &+ 8, as: UInt64.self, .native)
      if lengths & tooLong == 0, isPlausible(bytes, place) { return place }
    }
    return nil
  }

  /// Bytes that a packet has on the wire at most where a record is guessed.
  private static let longestPacket: UInt32 = 1 << 20
  /// The bits that neither of two lengths has which are not greater.
  private static let tooLong: UInt64 = 0xffe0_0000_ffe0_0000

  /// Whether a row of records, each like one that a capture program writes, begins at a place.
  private func isPlausible(_ bytes: RawSpan, _ first: Int) -> Bool {
    var place = first
    var seconds: UInt32?
    for _ in 0..<Self.chain {
      // What the stretch does not reach cannot speak against it, but one record at least must be seen.
      guard bytes.has(format.headerLength, at: place) else { return place > first }
      let header = format.header(of: bytes.suffix(from: place))
      guard header.capturedLength <= header.originalLength, header.capturedLength > 0,
        header.capturedLength <= format.snapshotLength, header.originalLength <= Self.longestPacket,
        header.nanoseconds >= 0, header.nanoseconds < 1_000_000_000
      else { return false }
      if let seconds, seconds.distance(to: header.seconds).magnitude > UInt(Self.longestPause) { return false }
      seconds = header.seconds
      place += format.headerLength + Int(header.capturedLength)
    }
    return true
  }
}
