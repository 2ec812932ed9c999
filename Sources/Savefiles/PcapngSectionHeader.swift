internal import Bytes

/// A section header block (draft-ietf-opsawg-pcapng section 4.1), without header and trailer:
///
///     0 byte-order magic (4)   4 major version (2)   6 minor version (2)   8 section length (8)   16 options
struct PcapngSectionHeader {
  static let byteOrderMagic: UInt32 = 0x1a2b_3c4d
  static let fixedLength = 16
  /// Bytes of a whole block, the fewest and the most that are believed.
  static let lengths = 28...(1 << 20)
  /// Bytes of a file that tell whether it is pcapng.
  static let leastKnown = 12

  let magic: UInt32
  let major: UInt16
  let minor: UInt16

  /// Reads the contents of a block.
  ///
  /// - Precondition: `contents` has `fixedLength` bytes.
  init(_ contents: RawSpan, _ order: ByteOrder) {
    magic = contents.load(fromByteOffset: 0, as: UInt32.self, order)
    major = contents.load(fromByteOffset: 4, as: UInt16.self, order)
    minor = contents.load(fromByteOffset: 6, as: UInt16.self, order)
  }

  /// What the first bytes of a file tell of its first section.
  struct Beginning {
    let order: ByteOrder
    /// Bytes of the whole block.
    let length: UInt32

    /// Looks at a file's beginning, of `leastKnown` bytes; `nil` when it is not pcapng.
    init?(_ bytes: RawSpan) {
      guard bytes.load32(0) == PcapngBlockType.sectionHeader.rawValue else { return nil }
      switch bytes.load32(8) {
      case PcapngSectionHeader.byteOrderMagic: order = .bigEndian
      case PcapngSectionHeader.byteOrderMagic.byteSwapped: order = .littleEndian
      default: return nil
      }
      length = bytes.load(fromByteOffset: 4, as: UInt32.self, order)
    }
  }
}
