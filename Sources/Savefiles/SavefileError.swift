public import System

/// What is wrong with a savefile that is read, and where.
///
/// The facts only; the words, and the file's name, are the tool's.
public struct SavefileError: Error, Equatable {
  /// What is wrong.
  public var reason: Reason
  /// Where in the file the header, record or block stands that is wrong, in bytes from its beginning.
  public var offset: Int

  /// A fault found at `offset`.
  public init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  /// The kinds of fault. Lengths are in bytes.
  public enum Reason: Equatable, Sendable {
    /// The file cannot be read.
    case system(SystemCallError)
    /// What the file compresses cannot be had; the offset is that in the compressed file.
    case compressed(CodecFault)
    /// It is a directory.
    case directory
    /// A file that is to be followed is a pipe, or compressed.
    case cannotFollow
    /// A file that is followed has become shorter than what was read of it.
    case shrunk(length: Int)
    /// It has no bytes at all.
    case empty
    /// It begins as no savefile does.
    case unknownFormat
    /// Whoever waits for the file's beginning was called off by the wake descriptor.
    case interrupted
    /// It ends within the file header.
    case fileHeaderCut(needed: Int, found: Int)
    /// A version that nobody reads any more (pcap before 2.0), or one that nobody reads yet.
    case unsupportedVersion(SavefileFormat, major: UInt16, minor: UInt16)
    /// A link type without a meaning; all 26 bits that pcap has for it.
    case unknownLinkType(UInt32)
    /// The file ends within the header of a record.
    case recordHeaderCut(needed: Int, found: Int)
    /// The file ends within the bytes of a packet.
    case packetCut(needed: Int, found: Int)
    /// Nothing but zeros where records should be, as a system that went down leaves them.
    case zeros
    /// A record's header tells a time or lengths that no capture program writes, and what stands behind it is no record
    /// either; asked only of files that are recovered.
    case implausible
    /// A packet is longer than the file's snapshot length allows.
    case packetOverSnapshotLength(length: UInt32, snapshotLength: Int)
    /// A packet is longer than any of its link type can be.
    case packetOverMaximum(length: UInt32, maximum: Int)
    /// The first section header's length is out of its bounds.
    case sectionHeaderLength(length: UInt32, minimum: Int, maximum: Int)
    /// The file ends within a block.
    case blockCut(needed: Int, found: Int)
    /// A block is shorter than what every block has.
    case blockTooShort(length: UInt32, minimum: Int)
    /// A block's length is not a multiple of four.
    case blockUnaligned(length: UInt32)
    /// A block is larger than what is believed.
    case blockTooLong(length: UInt32, maximum: Int)
    /// A block ends with another length than it begins with.
    case blockLengthsDiffer(header: UInt32, trailer: UInt32)
    /// A block has no room for what one of its type has.
    case blockContentsCut(type: UInt32)
    /// An option of an interface description has a length of its own idea.
    case optionLength(code: UInt16, length: UInt16, expected: Int)
    /// An option of an interface description stands there twice.
    case repeatedOption(code: UInt16)
    /// An interface's timestamps are finer than 64 bits can count: 2 or 10 to the power of minus `exponent`.
    case resolutionTooFine(base: Int, exponent: UInt8)
    /// There is no interface description.
    case noInterface
    /// A packet comes before the first interface description.
    case packetBeforeInterface
    /// A packet names an interface that the section does not describe.
    case unknownInterface(UInt32)
    /// A section describes more interfaces than are kept.
    case tooManyInterfaces(maximum: Int)
    /// A later section has no byte order at all.
    case badByteOrderMagic(UInt32)
  }
}
