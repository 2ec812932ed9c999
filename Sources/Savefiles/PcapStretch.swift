public import Bytes
public import Packets

/// Where the records of a pcap file lie in a stretch of it that was read by itself.
///
/// A pcap file has no marks between its records: in the middle of one, a beginning can only be guessed, and proves
/// right when the stretch before ends there.
public struct PcapStretch: Sendable {
  /// A record in a stretch.
  public struct Record: Sendable {
    /// When the packet was captured.
    public let timestamp: Timestamp
    /// Bytes it had on the wire.
    public let originalLength: Int
    /// Where its captured bytes lie in the stretch.
    public let bytes: Range<Int>

    @inlinable
    init(timestamp: Timestamp, originalLength: Int, bytes: Range<Int>) {
      self.timestamp = timestamp
      self.originalLength = originalLength
      self.bytes = bytes
    }

    /// The same record with its captured bytes at another place.
    public func moved(to start: Int) -> Record {
      Record(timestamp: timestamp, originalLength: originalLength, bytes: start..<(start + bytes.count))
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
      timestamp: Timestamp(seconds: Int64(header.seconds), nanoseconds: Int64(header.fraction) &* fractionUnit),
      originalLength: Int(header.originalLength), bytes: start..<(start &+ length))
    return (record, start &+ length)
  }

  /// The packet of a record, in place.
  @inlinable @inline(__always)
  @_lifetime(copy bytes)
  public func packet(_ record: Record, in bytes: RawSpan) -> CapturedPacket {
    var packet = CapturedPacket(
      timestamp: record.timestamp, originalLength: record.originalLength, linkType: linkType,
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
      timestamp: Timestamp(seconds: Int64(header.seconds), nanoseconds: header.nanoseconds),
      originalLength: Int(header.originalLength), bytes: start..<(start + min(length, format.snapshotLength)))
    return .record(record, next: start + length)
  }

  /// A place from `0` to `limit` where records seem to begin.
  public func guess(_ bytes: RawSpan, limit: Int) -> Int? {
    var place = 0
    while place < limit, bytes.has(format.headerLength, at: place) {
      if hasPlausibleLengths(bytes, place), isPlausible(bytes, place) { return place }
      place += 1
    }
    return nil
  }

  /// Bytes that a packet has on the wire at most where a record is guessed.
  private static let longestPacket: UInt32 = 1 << 20

  /// A look at the two lengths, whichever comes first: nearly every wrong place is found out by it.
  @inline(__always)
  private func hasPlausibleLengths(_ bytes: RawSpan, _ place: Int) -> Bool {
    let first = bytes.load(fromByteOffset: place &+ 8, as: UInt32.self, format.order)
    let second = bytes.load(fromByteOffset: place &+ 12, as: UInt32.self, format.order)
    return first != 0 && first <= Self.longestPacket && second <= Self.longestPacket
  }

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
