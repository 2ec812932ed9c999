/// The ways to compress a savefile.
public enum Compression: String, CaseIterable, Sendable {
  /// RFC 1952.
  case gzip
  /// RFC 8878.
  case zstd
  /// The LZ4 frame format.
  case lz4
  /// The .xz file format; it is read, not written.
  case xz

  /// The compression that a file begins with; `nil` for any other file.
  ///
  /// - Parameter magic: its first four bytes, as a big-endian integer.
  init?(magic: UInt32) {
    switch magic {
    case 0x28b5_2ffd: self = .zstd
    case 0x0422_4d18: self = .lz4
    case 0xfd37_7a58: self = .xz
    case let magic where magic >> 8 == 0x1f8b08: self = .gzip
    // A frame of something else, which both zstd and lz4 pass over; what follows it is zstd's by custom.
    case let magic where magic.byteSwapped & 0xffff_fff0 == 0x184d_2a50: self = .zstd
    default: return nil
    }
  }
}
