internal import Bytes
internal import System

/// Looks for the next record of a pcap file behind damage.
///
/// A record has no mark: a place is taken for one when its header is like those that capture programs write and records
/// like it, of times not far from each other, follow for a while or up to the end of the file.
struct PcapSearch {
  /// Records in a row that are enough.
  private static let chain = 4
  /// Bytes of a packet at most.
  private static let longest = 262_144
  /// Seconds between a record and the one before at most.
  private static let longestPause: Int64 = 30 * 86_400

  private let format: PcapRecordFormat

  /// A search in a file with records of a format.
  init(_ format: PcapRecordFormat) { self.format = format }

  /// Goes to the next record.
  ///
  /// - Returns: whether there is one.
  func run(in input: inout SavefileInput) throws(SavefileError) -> Bool {
    try input.search(window: Self.chain * (Self.longest + format.headerLength)) { bytes, limit, isEnd in
      var place = 0
      while place < limit, bytes.has(format.headerLength, at: place) {
        if isPlausible(bytes, place, isEnd) { return place }
        place += 1
      }
      return nil
    }
  }

  /// Sees to it that a record which is at hand makes sense, or what follows it does.
  ///
  /// - Throws: `SavefileError` when neither does, or when records begin in the midst of it and none behind it.
  func check(_ input: inout SavefileInput) throws(SavefileError) {
    guard try input.supply(format.headerLength) == .ready else { return }
    let header = format.header(of: input.buffer.unread)
    // Others are found out by their lengths.
    guard !header.isZero, Int(header.capturedLength) <= format.maximumLength else { return }
    let next = format.headerLength + Int(header.capturedLength)
    guard try input.supply(next + format.headerLength) != .later, input.buffer.count > next else { return }
    let isGood = isPlausible(header, after: nil)
    if isGood, hasPlausibleHeader(input.buffer.unread, next, after: header) { return }
    guard try input.supply(next + Self.chain * 2048) != .later else { return }
    let bytes = input.buffer.unread
    if isPlausible(bytes, next, true) { return }
    if isGood, !(1..<next).contains(where: { isPlausible(bytes, $0, true) }) { return }
    throw SavefileError(.implausible, at: input.offset)
  }

  private func hasPlausibleHeader(_ bytes: RawSpan, _ place: Int, after header: PcapRecordHeader) -> Bool {
    bytes.has(format.headerLength, at: place)
      && isPlausible(format.header(of: bytes.suffix(from: place)), after: Int64(header.seconds))
  }

  private func isPlausible(_ bytes: RawSpan, _ first: Int, _ isEnd: Bool) -> Bool {
    var (place, seconds) = (first, Int64?.none)
    for count in 0..<Self.chain {
      // The end of the file right behind a whole record speaks for it, one within a record does not.
      if place == bytes.byteCount, isEnd { return count > 0 }
      guard bytes.has(format.headerLength, at: place) else { return count > 1 }
      let header = format.header(of: bytes.suffix(from: place))
      guard isPlausible(header, after: seconds) else { return false }
      seconds = Int64(header.seconds)
      place += format.headerLength + Int(header.capturedLength)
    }
    return place <= bytes.byteCount
  }

  private func isPlausible(_ header: PcapRecordHeader, after seconds: Int64?) -> Bool {
    guard header.capturedLength > 0, header.capturedLength <= header.originalLength,
      Int(header.capturedLength) <= min(format.maximumLength, format.snapshotLength, Self.longest),
      Int(header.originalLength) <= 1 << 20, header.nanoseconds >= 0, header.nanoseconds < 1_000_000_000
    else { return false }
    guard let seconds else { return true }
    return (seconds - Int64(header.seconds)).magnitude <= UInt64(Self.longestPause)
  }
}
