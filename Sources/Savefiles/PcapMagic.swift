internal import Bytes

/// What the first four bytes of a pcap file tell (draft-ietf-opsawg-pcap section 4).
struct PcapMagic: Equatable {
  /// The order of every integer in the file.
  var order: ByteOrder
  /// Whether fractions of a second are nanoseconds.
  var isNanoseconds = false
  /// Whether each record has the longer header of a Linux libpcap of 1999 (Alexey Kuznetzov's patch).
  var isModified = false

  static let microseconds: UInt32 = 0xa1b2_c3d4
  static let nanoseconds: UInt32 = 0xa1b2_3c4d
  static let modified: UInt32 = 0xa1b2_cd34

  /// Looks at the first four bytes, read as a big-endian integer; `nil` when they are no pcap file's.
  init?(_ value: UInt32) {
    switch value {
    case Self.microseconds: order = .bigEndian
    case Self.microseconds.byteSwapped: order = .littleEndian
    case Self.nanoseconds: (order, isNanoseconds) = (.bigEndian, true)
    case Self.nanoseconds.byteSwapped: (order, isNanoseconds) = (.littleEndian, true)
    case Self.modified: (order, isModified) = (.bigEndian, true)
    case Self.modified.byteSwapped: (order, isModified) = (.littleEndian, true)
    default: return nil
    }
  }
}
