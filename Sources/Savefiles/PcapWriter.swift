internal import Bytes
public import Packets
public import System

/// Writes packets into a pcap file, as tcpdump does: this machine's byte order, version 2.4.
///
/// Packets gather in a buffer and go out in large writes, which all are checked, as closing is. When one fails, a regular
/// file is cut back to the packets that are whole. A writer that is let go without `close()` loses what is buffered.
public struct PcapWriter: ~Copyable, PacketSink {
  private let file: FileDescriptor
  private var buffer: WriteBuffer
  /// Whether the kernel has taken the file header, and how many packets.
  private var hasHeader = false
  private var packetsOut = 0
  /// Bytes that the kernel has taken.
  private var bytesOut = 0
  private var failure: SavefileWriteError?
  /// Packets written so far, in the buffer or out.
  public private(set) var packetCount = 0
  /// Bytes written so far, in the buffer or out.
  public var byteCount: Int { bytesOut + buffer.count }
  /// How fine the timestamps in the file are.
  public let precision: TimestampPrecision

  private static let bufferCapacity = 256 << 10
  /// Bytes of a run of records up to which copying them is cheaper than a write of their own.
  private static let longestCopy = 32 << 10

  /// Starts a file; its header is buffered with the packets.
  ///
  /// - Parameters:
  ///   - file: where the bytes go, from where it stands.
  ///   - linkType: that of every packet.
  ///   - linkTypeExtras: what stands in the header above the link type, see `SavefileReader.linkTypeExtras`.
  ///   - snapshotLength: what the header tells; packets are not cut to it.
  ///   - precision: microseconds, or nanoseconds with a magic number of their own. tcpdump writes microseconds whatever
  ///     it reads, unless it is told otherwise.
  public init(
    _ file: consuming FileDescriptor, linkType: LinkType, linkTypeExtras: UInt32 = 0, snapshotLength: Int,
    precision: TimestampPrecision = .microseconds
  ) {
    self.file = file
    self.precision = precision
    buffer = WriteBuffer(capacity: Self.bufferCapacity)
    buffer.append(precision == .nanoseconds ? PcapMagic.nanoseconds : PcapMagic.microseconds)
    buffer.append(UInt16(2))
    buffer.append(UInt16(4))
    buffer.append(UInt64(0))
    buffer.append(UInt32(truncatingIfNeeded: snapshotLength))
    buffer.append(UInt32(linkType.rawValue) | linkTypeExtras)
  }

  /// Puts a packet into the file.
  ///
  /// - Throws: `SavefileWriteError` when the kernel does not take what is buffered; then every later call throws it too.
  public mutating func write(_ packet: borrowing CapturedPacket) throws(SavefileWriteError) {
    if let failure { throw failure }
    let length = packet.bytes.byteCount
    if length + PlainRecordHeader.byteCount > buffer.room { try flush() }
    let fraction = packet.timestamp.nanoseconds
    buffer.append(UInt32(truncatingIfNeeded: packet.timestamp.seconds))
    buffer.append(UInt32(truncatingIfNeeded: precision == .nanoseconds ? fraction : fraction / 1000))
    buffer.append(UInt32(truncatingIfNeeded: length))
    buffer.append(UInt32(truncatingIfNeeded: packet.originalLength))
    guard length <= buffer.room else { return try writeThrough(packet.bytes, packets: 1) }
    buffer.append(packet.bytes)
    packetCount += 1
  }

  /// Puts records into the file as they are: many at once where they lie side by side.
  ///
  /// - Parameters:
  ///   - records: whole records in the format of this file, see `SavefileReader.recordsSuit(_:)`.
  ///   - count: how many they are.
  /// - Throws: `SavefileWriteError` as `write(_:)`.
  public mutating func write(records: RawSpan, count: Int) throws(SavefileWriteError) {
    if let failure { throw failure }
    if records.byteCount > Self.longestCopy {
      try flush()
      try writeThrough(records, packets: count)
    } else {
      if records.byteCount > buffer.room { try flush() }
      buffer.append(records)
      packetCount += count
    }
  }

  /// Hands all packets written so far to the kernel.
  ///
  /// - Throws: `SavefileWriteError` when it does not take them.
  public mutating func flush() throws(SavefileWriteError) {
    if let failure { throw failure }
    guard buffer.count > 0 else { return }
    var written = 0
    do throws(SystemCallError) {
      try buffer.flush(to: file, written: &written)
    } catch {
      let whole = wholeRecords(in: buffer.bytes, upTo: written)
      throw fail(error, whole: whole.count, torn: written - whole.end)
    }
    hasHeader = true
    packetsOut = packetCount
    bytesOut += written
  }

  /// Writes what is buffered and closes the file.
  ///
  /// - Throws: `SavefileWriteError` when writing or closing fails.
  public consuming func close() throws(SavefileWriteError) {
    try flush()
    let packets = packetsOut
    do throws(SystemCallError) {
      try file.close()
    } catch {
      throw SavefileWriteError(cause: error, wholePackets: packets)
    }
  }

  /// Writes the buffer, which holds at most the header of a record, and then bytes past it.
  private mutating func writeThrough(_ bytes: RawSpan, packets: Int) throws(SavefileWriteError) {
    var (header, written) = (0, 0)
    do throws(SystemCallError) {
      try buffer.flush(to: file, written: &header)
      try file.write(bytes, written: &written)
    } catch {
      let whole = packets > 1 ? wholeRecords(in: bytes, upTo: written) : (count: 0, end: 0)
      throw fail(error, whole: whole.count, torn: header + written - whole.end)
    }
    packetCount += packets
    packetsOut = packetCount
    bytesOut += header + written
  }

  /// How many of the records lie whole within the first `length` bytes, and where the last of them ends.
  private func wholeRecords(in bytes: RawSpan, upTo length: Int) -> (count: Int, end: Int) {
    var (count, end) = (0, 0)
    var next = hasHeader ? 0 : PcapFileHeader.byteCount
    while next <= length {
      end = next
      guard bytes.has(PlainRecordHeader.byteCount, at: end) else { break }
      next = end + PlainRecordHeader.byteCount
      next += Int(bytes.load(fromByteOffset: end + 8, as: UInt32.self, .native))
      if next <= length { count += 1 }
    }
    return (count, end)
  }

  /// Cuts off a torn record, and remembers why nothing more is written.
  private mutating func fail(_ cause: SystemCallError, whole: Int, torn: Int) -> SavefileWriteError {
    packetsOut += whole
    // What cannot be cut, a pipe or a file on a broken disk, stays as it is: the first error is the one to tell.
    try? file.retract(torn)
    let error = SavefileWriteError(cause: cause, wholePackets: packetsOut)
    failure = error
    return error
  }
}
