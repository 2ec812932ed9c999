import Bytes

/// A set of words that a text protocol's messages may begin with, whatever the case of their letters.
public struct TextWords: Sendable {
  private let words: Set<UInt128>

  /// The most characters a word may have.
  static let maximumLength = 16

  init(_ words: [String]) {
    self.words = Set(words.map { $0.utf8.reduce(UInt128(0)) { $0 << 8 | UInt128($1) } })
  }

  /// Whether the bytes of a token are one of the words.
  func contains(_ token: RawSpan) -> Bool {
    guard token.byteCount <= Self.maximumLength else { return false }
    var value = UInt128(0)
    for at in 0..<token.byteCount {
      let byte = token.load8(at)
      let upper = byte >= 0x61 && byte <= 0x7a ? byte &- 0x20 : byte
      value = value << 8 | UInt128(upper)
    }
    return words.contains(value)
  }
}
