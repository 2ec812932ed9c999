public import Bytes
import Packets

/// What a driver tells of a frame of IEEE 802.11. Source: radiotap.org. Integers are little-endian.
///
///     0         1         2        4
///     | version | padding | length | which fields there are, 32 bits; bit 31: 32 more | ... | the fields
///
/// Each field stands at a multiple of the size of its integers, counted from the header's beginning.
public struct RadiotapHeader: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.radiotap
  public static let bindings: [Binding] = [.linkType(.ieee80211Radio)]

  private enum Offset {
    static let version = 0
    static let length = 2
    static let present = 4
  }

  private let bytes: RawSpan

  /// - Throws: `Truncation` when the whole header was not captured, or it says that it is too short for what it has.
  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(8)
    let length = Int(bytes.load16(Offset.length).byteSwapped)
    guard length >= 8 else { throw Truncation() }
    self.bytes = try bytes.bytes(at: 0, count: length)
    try self.bytes.require(fieldsOffset)
  }

  /// The version, which is 0.
  public var version: UInt8 { bytes.load8(Offset.version) }

  public var headerLength: Int { bytes.byteCount }

  /// The `index`th word of bits that say which fields there are; `nil` behind the last.
  public func present(_ index: Int) -> UInt32? {
    let offset = Offset.present + 4 * index
    guard index == 0 || offset < fieldsOffset else { return nil }
    return bytes.uint32(ifAt: offset)?.byteSwapped
  }

  /// Where the first field stands.
  private var fieldsOffset: Int {
    var offset = Offset.present
    while let word = bytes.uint32(ifAt: offset), word.byteSwapped >> 31 != 0 { offset += 4 }
    return offset + 4
  }

  /// The fields, to be read in the order of their bits.
  public var fieldReader: RadiotapReader {
    @_lifetime(copy self)
    get { RadiotapReader(bytes, from: fieldsOffset) }
  }

  /// The flags of the frame: 0x10 for a check sequence at its end, 0x20 for padding behind its header; 0 without them.
  public var flags: UInt8 {
    guard let word = present(0), word & 2 != 0 else { return 0 }
    var reader = fieldReader
    if word & 1 != 0, reader.read64() == nil { return 0 }
    return reader.read8() ?? 0
  }

  public var trailerLength: Int { flags & 0x10 != 0 ? 4 : 0 }

  public var next: NextProtocol { .kind(flags & 0x20 != 0 ? .paddedWLAN : .wlan) }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("radiotap.version", version, at: Offset.version, length: 1)
    visitor.visit("radiotap.length", UInt16(truncatingIfNeeded: headerLength), at: Offset.length, length: 2)
    var index = 0
    while let word = present(index) {
      visitor.visit("radiotap.present.word", word, at: Offset.present + 4 * index, length: 4)
      index += 1
    }
  }
}
