internal import Bytes
internal import Packets
internal import System

/// How the records of a pcap file are laid out:
///
///     0 seconds (4)   4 fraction (4)   8 captured length (4)   12 original length (4)
///
/// and in modified files 16 interface index (4)   20 protocol (2)   22 packet type (1)   23 unused (1).
struct PcapRecordFormat: Sendable {
  let order: ByteOrder
  let isNanoseconds: Bool
  let lengths: PcapLengths
  let headerLength: Int
  let linkType: LinkType
  /// Bytes that a packet has at most; more is damage.
  let maximumLength: Int
  /// Bytes of a packet that are handed on at most.
  let snapshotLength: Int

  init(_ header: PcapFileHeader) {
    order = header.magic.order
    isNanoseconds = header.magic.isNanoseconds
    lengths = header.lengths
    headerLength = header.magic.isModified ? 24 : 16
    linkType = header.linkType
    maximumLength = header.linkType.maximumSnapshotLength
    snapshotLength = header.snapshotLength
  }

  /// Bytes of nothing but zeros that are no records.
  static let zerosOfDamage = 64

  /// Whether a stretch begins with so many of them.
  static func isZero(_ bytes: RawSpan) -> Bool {
    bytes.has(zerosOfDamage, at: 0)
      && stride(from: 0, to: zerosOfDamage, by: 8).allSatisfy {
        bytes.load(fromByteOffset: $0, as: UInt64.self, .native) == 0
      }
  }

  /// The captured length up to which a record needs nothing but to be lent; -1 when its header is not a plain one:
  /// this machine's byte order, 16 bytes, lengths in today's order.
  var plainLimit: Int {
    order == .native && headerLength == 16 && lengths == .capturedFirst ? min(maximumLength, snapshotLength) : -1
  }

  /// The next packet; `nil` at the end, which `isAtEnd` tells, and when a stream has none yet.
  @_lifetime(&input)
  func next(
    from input: inout SavefileInput, isAtEnd: inout Bool
  ) throws(SavefileError) -> CapturedPacket? {
    guard let header = try nextHeader(from: &input, isAtEnd: &isAtEnd) else { return nil }
    let length = Int(header.capturedLength)
    guard try hasPacket(header, in: &input) else { return nil }
    let bytes = input.buffer.take(
      headerLength + length, skipping: headerLength, lending: min(length, snapshotLength))
    var packet = CapturedPacket(
      timestamp: Timestamp(seconds: Int64(header.seconds), nanoseconds: header.nanoseconds),
      originalLength: Int(header.originalLength), linkType: linkType, bytes: bytes)
    packet.isSwapped = order != .native
    return packet
  }

  /// The header of the next record, which stays in the buffer.
  private func nextHeader(
    from input: inout SavefileInput, isAtEnd: inout Bool
  ) throws(SavefileError) -> PcapRecordHeader? {
    switch try input.supply(headerLength) {
    case .ready:
      let header = header(of: input.buffer.unread)
      // An empty packet of the year 1970 is possible; but not several, one after the other.
      if header.isZero, try input.supply(Self.zerosOfDamage) == .ready, Self.isZero(input.buffer.unread) {
        throw SavefileError(.zeros, at: input.offset)
      }
      return header
    case .later: return nil
    case .end:
      let found = input.buffer.count
      guard found == 0 else {
        throw SavefileError(.recordHeaderCut(needed: headerLength, found: found), at: input.offset)
      }
      isAtEnd = true
      return nil
    }
  }

  /// Whether the whole packet behind a header is in the buffer, after it has been brought there if it can be.
  private func hasPacket(_ header: PcapRecordHeader, in input: inout SavefileInput) throws(SavefileError) -> Bool {
    let length = Int(header.capturedLength)
    guard length <= maximumLength else {
      let reason: SavefileError.Reason =
        length > snapshotLength
        ? .packetOverSnapshotLength(length: header.capturedLength, snapshotLength: snapshotLength)
        : .packetOverMaximum(length: header.capturedLength, maximum: maximumLength)
      throw SavefileError(reason, at: input.offset)
    }
    switch try input.supply(headerLength + length) {
    case .ready: return true
    case .later: return false
    case .end:
      let found = input.buffer.count - headerLength
      throw SavefileError(.packetCut(needed: length, found: found), at: input.offset)
    }
  }

  /// The fields of the record header that `bytes` begins with.
  ///
  /// - Precondition: `bytes` has 16 bytes.
  func header(of bytes: RawSpan) -> PcapRecordHeader {
    let fraction = bytes.load(fromByteOffset: 4, as: UInt32.self, order)
    var captured = bytes.load(fromByteOffset: 8, as: UInt32.self, order)
    var original = bytes.load(fromByteOffset: 12, as: UInt32.self, order)
    if lengths == .originalFirst || lengths == .smallerIsCaptured && captured > original {
      swap(&captured, &original)
    }
    // libpcap takes a fraction as signed in a file of its own byte order and as unsigned in the other.
    let signed = order == .native ? Int64(Int32(truncatingIfNeeded: fraction)) : Int64(fraction)
    return PcapRecordHeader(
      seconds: bytes.load(fromByteOffset: 0, as: UInt32.self, order), fraction: fraction,
      nanoseconds: isNanoseconds ? signed : signed * 1000, capturedLength: captured, originalLength: original)
  }
}
