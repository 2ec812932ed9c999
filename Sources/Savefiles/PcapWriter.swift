internal import Bytes
public import Packets
public import System

/// Writes packets into a pcap file, as tcpdump does: this machine's byte order, version 2.4.
///
/// Packets gather in a buffer and go out in large writes, which all are checked, as closing is. When one fails, a regular
/// file is cut back to the packets that are whole. A writer that is let go without `close()` loses what is buffered.
public struct PcapWriter: ~Copyable, PacketSink, RecordSink {
  private var output: SavefileOutput
  /// How fine the timestamps in the file are.
  public let precision: TimestampPrecision

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
    self.init(
      SavefileOutput(file, .pcap), linkType: linkType, linkTypeExtras: linkTypeExtras, snapshotLength: snapshotLength,
      precision: precision)
  }

  /// The same into an output of whatever kind, which is of this format.
  init(
    _ output: consuming SavefileOutput, linkType: LinkType, linkTypeExtras: UInt32, snapshotLength: Int,
    precision: TimestampPrecision
  ) {
    self.precision = precision
    self.output = output
    self.output.buffer.append(precision == .nanoseconds ? PcapMagic.nanoseconds : PcapMagic.microseconds)
    self.output.buffer.append(UInt16(2))
    self.output.buffer.append(UInt16(4))
    self.output.buffer.append(UInt64(0))
    self.output.buffer.append(UInt32(truncatingIfNeeded: snapshotLength))
    self.output.buffer.append(UInt32(linkType.rawValue) | linkTypeExtras)
  }

  /// Packets written so far, in the buffer or out.
  public var packetCount: Int { output.packetCount }

  /// Bytes written so far, in the buffer or out.
  public var byteCount: Int { output.byteCount }

  /// Puts a packet into the file.
  ///
  /// - Throws: `SavefileWriteError` when the kernel does not take what is buffered; then every later call throws it too.
  public mutating func write(_ packet: borrowing CapturedPacket) throws(SavefileWriteError) {
    let length = packet.bytes.byteCount
    try output.makeRoom(length + PlainRecordHeader.byteCount)
    let fraction = packet.timestamp.nanoseconds
    output.buffer.append(UInt32(truncatingIfNeeded: packet.timestamp.seconds))
    output.buffer.append(UInt32(truncatingIfNeeded: precision == .nanoseconds ? fraction : fraction / 1000))
    output.buffer.append(UInt32(truncatingIfNeeded: length))
    output.buffer.append(UInt32(truncatingIfNeeded: packet.originalLength))
    guard length <= output.buffer.room else { return try output.writeThrough(packet.bytes, packets: 1) }
    output.buffer.append(packet.bytes)
    output.packetCount += 1
  }

  /// Puts records into the file as they are.
  ///
  /// - Throws: `SavefileWriteError` as `write(_:)`.
  public mutating func write(records: RawSpan, count: Int) throws(SavefileWriteError) {
    if records.byteCount > Self.longestCopy {
      try output.flush()
      try output.writeThrough(records, packets: count)
    } else {
      try output.makeRoom(records.byteCount)
      output.buffer.append(records)
      output.packetCount += count
    }
  }

  /// Puts the packets that a source has at hand into the file, see `PacketSource.copyRecords`.
  @inlinable @inline(__always)
  mutating func copyRecords<Source: PacketSource & ~Copyable>(
    of source: inout Source, isLast: (borrowing CapturedPacket) -> Bool
  ) throws(SavefileWriteError) -> Bool { try source.copyRecords(to: &self, isLast: isLast) }

  /// Hands all packets written so far to the kernel.
  ///
  /// - Throws: `SavefileWriteError` when it does not take them.
  public mutating func flush() throws(SavefileWriteError) { try output.flush() }

  /// Puts records into the file that lie here and there, from where they lie; forgets them.
  ///
  /// - Parameter records: whole records in the format of this file.
  /// - Throws: `SavefileWriteError` as `write(_:)`.
  public mutating func write(records: inout GatherBuffer) throws(SavefileWriteError) { try output.write(&records) }

  /// Writes what is buffered and closes the file.
  ///
  /// - Throws: `SavefileWriteError` when writing or closing fails.
  public consuming func close() throws(SavefileWriteError) { try end().close() }

  /// Ends the file, which is still to be closed.
  consuming func end() throws(SavefileWriteError) -> SavefileEnd {
    try output.flush()
    return SavefileEnd(output)
  }
}
