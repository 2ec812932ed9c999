internal import Bytes
internal import Packets
internal import System

/// The header of a pcap file (draft-ietf-opsawg-pcap section 4):
///
///     0 magic (4)   4 major version (2)   6 minor version (2)   8 reserved (8)   16 snapshot length (4)   20 link type (4)
struct PcapFileHeader {
  static let byteCount = 24
  /// The bits of the link type field that are the link type.
  static let linkTypeMask: UInt32 = 0x03ff_ffff

  let magic: PcapMagic
  let linkType: LinkType
  /// The bits of the link type field above the link type, where they stand: the length of a frame check sequence.
  let linkTypeExtras: UInt32
  let snapshotLength: Int
  let lengths: PcapLengths

  /// Takes the header off the file's beginning.
  init(from input: inout SavefileInput, _ magic: PcapMagic) throws(SavefileError) {
    guard try input.await(Self.byteCount) else {
      throw SavefileError(.fileHeaderCut(needed: Self.byteCount, found: input.buffer.count), at: 0)
    }
    try self.init(input.buffer.take(Self.byteCount, skipping: 0, lending: Self.byteCount), magic)
  }

  /// Reads the header.
  ///
  /// - Precondition: `bytes` has `byteCount` bytes.
  private init(_ bytes: RawSpan, _ magic: PcapMagic) throws(SavefileError) {
    let order = magic.order
    let major = bytes.load(fromByteOffset: 4, as: UInt16.self, order)
    let minor = bytes.load(fromByteOffset: 6, as: UInt16.self, order)
    let field = bytes.load(fromByteOffset: 20, as: UInt32.self, order)
    guard let lengths = PcapLengths(major: major, minor: minor) else {
      throw SavefileError(.unsupportedVersion(.pcap, major: major, minor: minor), at: 0)
    }
    guard let linkType = LinkType(savefileNumber: field & Self.linkTypeMask) else {
      throw SavefileError(.unknownLinkType(field & Self.linkTypeMask), at: 0)
    }
    self.magic = magic
    self.lengths = lengths
    self.linkType = linkType
    linkTypeExtras = field & ~Self.linkTypeMask
    let declared = bytes.load(fromByteOffset: 16, as: UInt32.self, order)
    let length = linkType.snapshotLength(declared: declared)
    // A cooked capture of that libpcap had an Ethernet header put in front of what the snapshot length allowed.
    let hasMadeUpHeader = magic.isModified && linkType == .ethernet
    snapshotLength = hasMadeUpHeader ? min(length + 14, Int(Int32.max)) : length
  }
}
