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

  /// An option whose value is an integer.
  public init(_ code: UInt16, integer: some FixedWidthInteger) {
    var bytes: [UInt8] = []
    bytes.append(integer)
    self.init(code, bytes)
  }

  /// A comment, in any block.
  public static func comment(_ text: String) -> PcapngOption { PcapngOption(1, text) }
}
