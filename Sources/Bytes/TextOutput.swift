/// Where text is written: a buffer, or a cursor in one.
public protocol TextOutput: ~Copyable, ~Escapable {
  /// Appends the `length` low bytes of `word`, its lowest byte first.
  ///
  /// - Parameter length: 0 to 8.
  mutating func append(word: UInt64, length: Int)

  /// Appends one byte.
  mutating func append(byte: UInt8)

  /// Appends a literal.
  mutating func append(_ text: StaticString)
}
