internal import Bytes
public import Packets
public import System

/// The packets of a savefile, pcap or pcapng, from a file or a pipe.
///
/// A file that is compressed with gzip, zstd, lz4 or xz is decompressed by a thread beside whoever reads the packets.
///
/// The file is read in large pieces, and each packet is lent where it stands in the buffer. Memory does not grow with
/// the file: no length that the file declares is believed beyond libpcap's limits, nor before the bytes are there.
///
/// A file that ends or breaks in the middle gives all whole packets before that; then `next()` throws once, and from
/// then on there is nothing more. From a pipe, `next()` gives `nil` while nothing has come; `wait()` waits.
public struct SavefileReader: ~Copyable, PacketSource {
  /// Which family of formats the file is of.
  public let format: SavefileFormat
  /// How it is compressed; `nil` for not at all.
  public let compression: Compression?
  public let linkType: LinkType
  /// The bits above the link type in a pcap file's header, in their place, for whoever writes them again: whether and
  /// how long frames have a check sequence. 0 in pcapng.
  public let linkTypeExtras: UInt32
  public let snapshotLength: Int
  public let precision: TimestampPrecision
  /// What the packets were captured on, as far as it is known yet; a packet's `interfaceIndex` is a number in it.
  public let interfaces: PcapngInterfaceList
  /// What the first section of a pcapng file tells of where it was made; `nil` in pcap.
  public let section: PcapngSectionFacts?
  /// Whether the file was written on a machine of the other byte order: some link types begin with integers in that.
  public let isSwapped: Bool
  public private(set) var isAtEnd = false

  @usableFromInline var input: SavefileInput
  /// How the records of a pcap file are read, `nil` in pcapng.
  let records: PcapRecordFormat?
  /// What is known of a pcapng file. Not an optional: what lends cannot be called through one.
  var pcapng: PcapngFile
  /// Gets what is passed over of a damaged file; `nil` where damage ends the reading.
  private var onSkip: ((SkippedBytes) -> Void)?
  /// The captured length up to which a record is lent by the short way, see `PcapRecordFormat.plainLimit`.
  @usableFromInline private(set) var plainLimit: Int
  /// What a plain record's fraction is multiplied with to be nanoseconds.
  @usableFromInline let fractionUnit: Int64

  /// Bytes read at once: few calls, and all of it still in a core's second-level cache when it is used.
  public static let bufferCapacity = 256 << 10

  /// Reads a savefile's beginning.
  ///
  /// - Parameters:
  ///   - file: where its bytes come from.
  ///   - interfaces: those of files read before, for whoever writes the packets of all of them into one.
  ///   - sideBlocks: gets what a pcapng file holds besides packets; `nil` to pass it over. While it is full, `next()`
  ///     gives `nil`.
  ///   - follows: whether the end of a file on a disk is a pause: then `next()` gives `nil` there and `wait()` waits a
  ///     moment for more.
  ///   - bufferCapacity: bytes that are read at once.
  ///   - wakeDescriptor: a descriptor that ends waiting for a pipe when it can be read, as a signal watch has one.
  /// - Throws: `SavefileError` when it cannot be read, is no savefile, or one of a kind that libpcap refuses.
  public init(
    _ file: consuming FileDescriptor, interfaces: PcapngInterfaceList = PcapngInterfaceList(),
    sideBlocks: SideBlocks? = nil, wakeDescriptor: Int32? = nil, follows: Bool = false,
    bufferCapacity: Int = SavefileReader.bufferCapacity
  ) throws(SavefileError) {
    var input = try SavefileInput(file, wakeDescriptor: wakeDescriptor, bufferCapacity: bufferCapacity)
    if follows { try input.follow() }
    var magic = try Self.magic(of: &input)
    let found = Compression(magic: magic)
    if let found {
      guard !follows else { throw SavefileError(.cannotFollow, at: 0) }
      input = try SavefileInput(decompressing: input, found)
      magic = try Self.magic(of: &input)
    }
    guard let pcap = PcapMagic(magic) else {
      let file = try PcapngFile(from: &input, interfaces, sideBlocks)
      format = .pcapng
      linkType = file.linkType
      linkTypeExtras = 0
      snapshotLength = file.snapshotLength
      isSwapped = file.blocks.order != .native
      self.interfaces = interfaces
      precision = file.precision
      section = file.section
      compression = found
      (records, pcapng) = (nil, file)
      (plainLimit, fractionUnit) = (-1, 1)
      self.input = input
      return
    }
    let header = try PcapFileHeader(from: &input, pcap)
    let records = PcapRecordFormat(header)
    // Its packets are of interface 0; a file before that one, of the same link type, has described it.
    if interfaces.count == 0 {
      _ = interfaces.add(
        PcapngInterfaceFacts(
          linkType: header.linkType, snapshotLength: UInt32(truncatingIfNeeded: header.snapshotLength)))
    }
    self.interfaces = interfaces
    format = .pcap
    linkType = header.linkType
    linkTypeExtras = header.linkTypeExtras
    snapshotLength = header.snapshotLength
    isSwapped = pcap.order != .native
    section = nil
    compression = found
    precision = pcap.isNanoseconds ? .nanoseconds : .microseconds
    (self.records, pcapng) = (records, PcapngFile())
    (plainLimit, fractionUnit) = (records.plainLimit, pcap.isNanoseconds ? 1 : 1000)
    self.input = input
  }

  /// How many bytes a regular file had when it was opened, `nil` for a pipe.
  public var size: Int? { input.size }

  /// Lets damage be passed over from now on: packets go on at the next place that looks like a record.
  ///
  /// - Parameter tell: gets every part that is passed over.
  public mutating func recover(tell: @escaping (SkippedBytes) -> Void) {
    onSkip = tell
    // Every record is looked at: one that only looks whole hides damage.
    plainLimit = -1
  }

  /// Where in the file the next record or block stands, in bytes.
  public var offset: Int { input.offset }

  /// What is needed to read stretches of the file each by itself: of a pcap file that is no pipe.
  public var stretches: PcapStretch? {
    guard let records, input.size != nil else { return nil }
    return PcapStretch(records, firstOffset: PcapFileHeader.byteCount)
  }

  /// The file, for whoever reads stretches of it: lent as long as the reader lives.
  public var file: FileDescriptor { FileDescriptor(borrowing: input.fileNumber) }

  /// Whether it is a file on a disk that is read as it is.
  public var isPlainFile: Bool { input.size != nil }

  /// Closes a file on a disk, which is opened anew at its path for each piece that is read.
  public mutating func park(path: String) { input.park(path) }

  /// Goes on at another place of a regular file.
  ///
  /// - Throws: `SavefileError` when it cannot be gone to.
  public mutating func resume(at offset: Int) throws(SavefileError) {
    try input.resume(at: offset)
    isAtEnd = false
  }

  private static func magic(of input: inout SavefileInput) throws(SavefileError) -> UInt32 {
    guard try input.await(4) else {
      let found = input.buffer.count
      throw SavefileError(found == 0 ? .empty : .fileHeaderCut(needed: 4, found: found), at: 0)
    }
    return input.buffer.unread.load32(0)
  }

  @inlinable @inline(__always)
  @_lifetime(&self)
  public mutating func next() throws(SavefileError) -> CapturedPacket? {
    guard let length = plainRecordLength() else { return try nextSlowly() }
    return takePlainRecord(length)
  }

  /// The length of the next record with its header, when it is a plain one and lies whole in the buffer.
  @inlinable @inline(__always)
  func plainRecordLength() -> Int? {
    let available = input.buffer.count
    guard available >= PlainRecordHeader.byteCount else { return nil }
    let captured = Int(PlainRecordHeader(input.buffer.unread).capturedLength)
    let length = captured &+ PlainRecordHeader.byteCount
    // One without bytes may be no record, and is looked at more closely.
    return captured != 0 && captured <= plainLimit && length <= available ? length : nil
  }

  /// Takes a plain record of which the length is known.
  @inlinable @inline(__always)
  @_lifetime(&self)
  mutating func takePlainRecord(_ length: Int) -> CapturedPacket {
    let header = PlainRecordHeader(input.buffer.unread)
    return CapturedPacket(
      timestamp: Timestamp(seconds: Int64(header.seconds), nanoseconds: Int64(header.fraction) &* fractionUnit),
      originalLength: Int(header.originalLength), linkType: linkType,
      bytes: input.buffer.take(
        length, skipping: PlainRecordHeader.byteCount, lending: length &- PlainRecordHeader.byteCount))
  }

  /// The next packet when it is not a plain record that lies whole in the buffer.
  @usableFromInline
  @inline(never)
  @_lifetime(&self)
  mutating func nextSlowly() throws(SavefileError) -> CapturedPacket? {
    while !isAtEnd {
      do throws(SavefileError) {
        if let records, onSkip != nil { try PcapSearch(records).check(&input) }
        if let records { return try records.next(from: &input, isAtEnd: &isAtEnd) }
        return try pcapng.next(from: &input, isAtEnd: &isAtEnd)
      } catch {
        guard let onSkip, let skipped = try skip(damage: error) else {
          isAtEnd = true
          throw error
        }
        if skipped.reachesEnd { isAtEnd = true }
        onSkip(skipped)
      }
    }
    return nil
  }

  public mutating func wait() throws(SavefileError) {
    // What it stopped for is done by now, and the rest is there already.
    if pcapng.hasPaused {
      pcapng.hasPaused = false
    } else {
      _ = try input.wait()
    }
  }
}
