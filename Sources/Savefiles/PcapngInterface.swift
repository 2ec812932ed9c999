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
  /// What else is told of it, in this machine's byte order.
  private(set) var options: [PcapngOption] = []

  static let fixedLength = 8

  private enum Code {
    static let end: UInt16 = 0
    static let resolution: UInt16 = 9
    static let timestampOffset: UInt16 = 14
  }

  /// Bytes of options that are kept at most.
  private static let mostKept = 64 << 10

  /// Reads the contents of a block.
  init(_ bytes: RawSpan, _ order: ByteOrder) throws(SavefileFault) {
    let cut = SavefileFault(.blockContentsCut(type: PcapngBlockType.interfaceDescription.rawValue))
    guard bytes.byteCount >= Self.fixedLength else { throw cut }
    linkTypeNumber = bytes.load(fromByteOffset: 0, as: UInt16.self, order)
    declaredSnapshotLength = bytes.load(fromByteOffset: 4, as: UInt32.self, order)
    var list = PcapngOptions(bytes.suffix(from: Self.fixedLength), order)
    var seen: (resolution: Bool, offset: Bool) = (false, false)
    while true {
      let option: PcapngOptions.Option?
      do { option = try list.next() } catch { throw cut }
      guard let option else { return }
      switch option.code {
      case Code.end:
        try Self.check(option, length: 0, isRepeated: false)
        return
      case Code.resolution:
        try Self.check(option, length: 1, isRepeated: seen.resolution)
        seen.resolution = true
        keep(option, of: list.bytes, order)
        resolution = try PcapngResolution(option: list.bytes.load8(option.offset))
      case Code.timestampOffset:
        try Self.check(option, length: 8, isRepeated: seen.offset)
        seen.offset = true
        keep(option, of: list.bytes, order)
        timestampOffset = list.bytes.load(fromByteOffset: option.offset, as: Int64.self, order)
      default: keep(option, of: list.bytes, order)
      }
    }
  }

  private mutating func keep(_ option: PcapngOptions.Option, of bytes: RawSpan, _ order: ByteOrder) {
    guard !PcapngOption.customNotCopied.contains(option.code), bytes.byteCount <= Self.mostKept else { return }
    var value = (0..<option.length).map { bytes.load8(option.offset + $0) }
    if order != .native { PcapngInterfaceFacts.swap(&value, of: option.code) }
    options.append(PcapngOption(option.code, value))
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
