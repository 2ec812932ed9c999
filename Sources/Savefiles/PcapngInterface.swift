internal import Bytes
internal import Packets

/// An interface description block (draft-ietf-opsawg-pcapng section 4.2), without header and trailer:
///
///     0 link type (2)   2 reserved (2)   4 snapshot length (4)   8 options
struct PcapngInterface {
  /// The link type's number and the snapshot length as they stand there.
  let linkTypeNumber: UInt16
  let declaredSnapshotLength: UInt32
  private(set) var resolution = PcapngResolution.microseconds
  /// Seconds to add to every timestamp.
  private(set) var timestampOffset: Int64 = 0

  static let fixedLength = 8

  private enum Code {
    static let end: UInt16 = 0
    static let resolution: UInt16 = 9
    static let timestampOffset: UInt16 = 14
  }

  /// Reads the contents of a block.
  init(_ bytes: RawSpan, _ order: ByteOrder) throws(SavefileFault) {
    let cut = SavefileFault(.blockContentsCut(type: PcapngBlockType.interfaceDescription.rawValue))
    guard bytes.byteCount >= Self.fixedLength else { throw cut }
    linkTypeNumber = bytes.load(fromByteOffset: 0, as: UInt16.self, order)
    declaredSnapshotLength = bytes.load(fromByteOffset: 4, as: UInt32.self, order)
    var options = PcapngOptions(bytes.suffix(from: Self.fixedLength), order)
    var seen: (resolution: Bool, offset: Bool) = (false, false)
    while true {
      let option: PcapngOptions.Option?
      do { option = try options.next() } catch { throw cut }
      guard let option else { return }
      switch option.code {
      case Code.end:
        try Self.check(option, length: 0, isRepeated: false)
        return
      case Code.resolution:
        try Self.check(option, length: 1, isRepeated: seen.resolution)
        seen.resolution = true
        resolution = try PcapngResolution(option: options.bytes.load8(option.offset))
      case Code.timestampOffset:
        try Self.check(option, length: 8, isRepeated: seen.offset)
        seen.offset = true
        timestampOffset = options.bytes.load(fromByteOffset: option.offset, as: Int64.self, order)
      default: break
      }
    }
  }

  private static func check(
    _ option: PcapngOptions.Option, length: Int, isRepeated: Bool
  ) throws(SavefileFault) {
    guard option.length == length else {
      throw SavefileFault(.optionLength(code: option.code, length: UInt16(option.length), expected: length))
    }
    guard !isRepeated else { throw SavefileFault(.repeatedOption(code: option.code)) }
  }
}
