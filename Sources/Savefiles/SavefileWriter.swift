public import Packets
public import System

/// Writes packets into a savefile of either family.
public struct SavefileWriter: ~Copyable, PacketSink {
  // Two optionals and no enumeration, whose cases cannot be changed in place when they cannot be copied.
  @usableFromInline var pcap: PcapWriter?
  private var pcapng: PcapngWriter?

  init(_ writer: consuming PcapWriter) { pcap = consume writer }

  init(_ writer: consuming PcapngWriter) { pcapng = consume writer }

  /// Bytes written so far, in the buffer or out.
  public var byteCount: Int {
    // An optional of what cannot be copied can be looked into only where it could be changed.
    mutating get {
      let (one, other) = (pcap?.byteCount, pcapng?.byteCount)
      return one ?? other ?? 0
    }
  }

  /// Puts a packet into the file.
  ///
  /// - Throws: `SavefileWriteError` when the kernel does not take what is buffered; then every later call throws it too.
  public mutating func write(_ packet: borrowing CapturedPacket) throws(SavefileWriteError) {
    try pcap?.write(packet)
    try pcapng?.write(packet)
  }

  /// Puts the packets that a source has at hand into the file as they stand there, see `PacketSource.copyRecords`.
  ///
  /// - Returns: whether there may be more; `nil` when the file is of another format.
  /// - Throws: `SavefileWriteError` as `write(_:)`.
  @inlinable @inline(__always)
  public mutating func copyRecords<Source: PacketSource & ~Copyable>(
    of source: inout Source, isLast: (borrowing CapturedPacket) -> Bool
  ) throws(SavefileWriteError) -> Bool? {
    try pcap?.copyRecords(of: &source, isLast: isLast)
  }

  /// Writes what a file has besides packets as far as that is known: where no packet comes for a long time.
  ///
  /// - Throws: `SavefileWriteError` when the kernel does not take what is buffered.
  public mutating func takeSideBlocks() throws(SavefileWriteError) { try pcapng?.takeSideBlocks() }

  /// Keeps what is known of packets that did not come, for a file that has room for it at its end.
  ///
  /// - Parameter interface: the number of the interface in the list.
  public mutating func note(_ statistics: PcapngStatistics, of interface: Int = 0) {
    pcapng?.note(statistics, of: interface)
  }

  /// Hands all packets written so far to the kernel.
  ///
  /// - Throws: `SavefileWriteError` when it does not take them.
  public mutating func flush() throws(SavefileWriteError) {
    try pcap?.flush()
    try pcapng?.flush()
  }

  /// Puts records into a pcap file, from where they lie; forgets them.
  ///
  /// - Parameter records: whole records in the format of the file, which is not a pcapng file.
  /// - Throws: `SavefileWriteError` as `write(_:)`.
  public mutating func write(records: inout GatherBuffer) throws(SavefileWriteError) {
    try pcap?.write(records: &records)
  }

  /// Ends the file: hands over all that is to be in it. Whoever closes it then may be another thread.
  ///
  /// - Throws: `SavefileWriteError` when the kernel does not take what is buffered.
  public consuming func end() throws(SavefileWriteError) -> SavefileEnd? {
    if let pcap = pcap.take() { return try pcap.end() }
    return try pcapng.take()?.end()
  }

  /// Writes what is buffered and closes the file.
  ///
  /// - Throws: `SavefileWriteError` when writing or closing fails.
  public consuming func close() throws(SavefileWriteError) { try end()?.close() }
}
