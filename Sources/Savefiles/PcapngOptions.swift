internal import Bytes

/// The options at the end of a pcapng block, one after the other:
///
///     0 code (2)   2 length (2)   4 value, padded to a multiple of four
///
/// Ends with the span or with the option of code 0 (draft-ietf-opsawg-pcapng section 3.5).
struct PcapngOptions: ~Escapable {
  /// An option and where its value stands.
  struct Option {
    let code: UInt16
    let length: Int
    let offset: Int
  }

  let bytes: RawSpan
  let order: ByteOrder
  private var offset = 0

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, _ order: ByteOrder) {
    self.bytes = bytes
    self.order = order
  }

  /// The next option, that of code 0 too; `nil` at the end.
  ///
  /// - Throws: `Truncation` when an option has no room in the block.
  @_lifetime(self: copy self)
  mutating func next() throws(Truncation) -> Option? {
    guard offset < bytes.byteCount else { return nil }
    let code = try bytes.integer(at: offset, as: UInt16.self, order)
    let length = Int(try bytes.integer(at: offset + 2, as: UInt16.self, order))
    let padded = (length + 3) & ~3
    try bytes.require(padded, at: offset + 4)
    defer { offset += 4 + padded }
    return Option(code: code, length: length, offset: offset + 4)
  }
}
