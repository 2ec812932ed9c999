internal import Bytes

/// Where records end in what is written.
enum RecordLayout {
  /// A file header and records, see `PcapRecordFormat`.
  case pcap
  /// Blocks with integers of an order, see `PcapngBlocks`.
  case pcapng(ByteOrder)

  /// Bytes before the first record.
  var headerLength: Int { if case .pcap = self { PcapFileHeader.byteCount } else { 0 } }

  /// The end of the record that begins at a place, and whether it is a packet; `nil` when its lengths are not there.
  func record(in bytes: RawSpan, at place: Int) -> (end: Int, isPacket: Bool)? {
    switch self {
    case .pcap:
      guard bytes.has(PlainRecordHeader.byteCount, at: place) else { return nil }
      let length = Int(bytes.load(fromByteOffset: place + 8, as: UInt32.self, .native))
      return (place + PlainRecordHeader.byteCount + length, true)
    case .pcapng(let order):
      guard bytes.has(PcapngBlocks.headerLength, at: place) else { return nil }
      let type = PcapngBlockType(rawValue: bytes.load(fromByteOffset: place, as: UInt32.self, order))
      return (place + Int(bytes.load(fromByteOffset: place + 4, as: UInt32.self, order)), type.isPacket)
    }
  }
}

extension RecordLayout {
  /// How many packets lie whole within the first `length` bytes, and where the last whole record ends.
  ///
  /// - Parameter hasHeader: whether the file's header has been written before.
  func wholeRecords(in bytes: RawSpan, upTo length: Int, hasHeader: Bool) -> (count: Int, end: Int) {
    var (count, end) = (0, 0)
    if !hasHeader {
      guard headerLength <= length else { return (0, 0) }
      end = headerLength
    }
    while let record = record(in: bytes, at: end), record.end <= length {
      end = record.end
      if record.isPacket { count += 1 }
    }
    return (count, end)
  }
}
