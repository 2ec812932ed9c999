public import Bytes

/// An option of a pcapng block: its code and its value as it stands in a file of this machine's byte order
/// (draft-ietf-opsawg-pcapng section 3.5).
public struct PcapngOption: Hashable, Sendable {
  /// What it tells; the same code tells something else in another type of block.
  public var code: UInt16
  /// The value, without padding; at most 65,535 bytes.
  public var value: [UInt8]

  /// An option of any value, which is cut at 65,535 bytes.
  public init(_ code: UInt16, _ value: [UInt8]) {
    self.code = code
    self.value = value.count > 0xffff ? Array(value[..<0xffff]) : value
  }

  /// An option whose value is a text.
  public init(_ code: UInt16, _ text: String) { self.init(code, Array(text.utf8)) }

  /// An option whose value is an integer, in this machine's byte order or in another.
  public init(_ code: UInt16, integer: some FixedWidthInteger, _ order: ByteOrder = .native) {
    var bytes: [UInt8] = []
    bytes.append(integer, order)
    self.init(code, bytes)
  }

  /// What others have agreed on among themselves, in any block: what may be copied into another file, and what may not.
  static let custom: ClosedRange<UInt16> = 2988...2989
  static let customNotCopied: ClosedRange<UInt16> = 19372...19373

  /// Turns the number round that the value of such an option begins with.
  static func swapCustom(_ value: inout [UInt8]) {
    if value.count >= 4 { value[..<4].reverse() }
  }

  /// A comment, in any block.
  public static func comment(_ text: String) -> PcapngOption { PcapngOption(1, text) }
}
