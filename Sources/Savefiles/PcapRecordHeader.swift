/// What the header of a pcap record says.
struct PcapRecordHeader {
  let seconds: UInt32
  /// The fraction as it stands in the file.
  let fraction: UInt32
  /// The same; any number that fits in 32 bits of the file's unit.
  let nanoseconds: Int64
  let capturedLength: UInt32
  let originalLength: UInt32

  /// Whether it holds nothing at all.
  var isZero: Bool { seconds == 0 && nanoseconds == 0 && capturedLength == 0 && originalLength == 0 }
}
