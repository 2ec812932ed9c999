public import Bytes

/// The header of a pcap record in this machine's byte order, as it stands there.
@usableFromInline
struct PlainRecordHeader: BitwiseCopyable {
  @usableFromInline let seconds: UInt32
  @usableFromInline let fraction: Int32
  @usableFromInline let capturedLength: UInt32
  @usableFromInline let originalLength: UInt32

  @usableFromInline static var byteCount: Int { 16 }

  /// The header that `bytes` begins with.
  ///
  /// - Precondition: `bytes` has `byteCount` bytes.
  @inlinable @inline(__always)
  init(_ bytes: RawSpan) {
    seconds = bytes.load(fromByteOffset: 0, as: UInt32.self, .native)
    fraction = bytes.load(fromByteOffset: 4, as: Int32.self, .native)
    capturedLength = bytes.load(fromByteOffset: 8, as: UInt32.self, .native)
    originalLength = bytes.load(fromByteOffset: 12, as: UInt32.self, .native)
  }
}
