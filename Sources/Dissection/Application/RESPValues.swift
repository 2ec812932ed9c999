public import Bytes

/// The values of a message, the elements of arrays after the arrays themselves.
public struct RESPValues: ~Escapable {
  /// A value.
  public enum Value: Sendable, Equatable {
    /// Characters, where they stand.
    case text(Range<Int>)
    /// An array that has elements; they follow.
    case array
    /// A string or an array with nothing in it.
    case empty
    /// No value.
    case null
    /// A length that is no number.
    case invalid
    /// A length that is too large for anybody.
    case tooLarge
    /// A length below 0 that does not mean no value.
    case negative
  }

  private enum Length {
    case count(Int)
    case other(Value)
  }

  private let bytes: RawSpan
  private var at = 0
  private var missing = 0
  private var owesLineEnd = false

  /// The values in the bytes.
  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) { self.bytes = bytes }

  /// Whether what comes next is a command in words, or nothing, and no value that says what it is.
  public var isAtUntyped: Bool {
    guard let opening = bytes.uint8(ifAt: at) else { return true }
    switch opening {
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "$"), UInt8(ascii: "*"): return false
    default: return true
    }
  }

  /// The next value; `nil` at the end.
  ///
  /// - Throws: `Truncation` when the value, or one that an array has announced, is not whole.
  @_lifetime(self: copy self)
  public mutating func next() throws(Truncation) -> Value? {
    if owesLineEnd {
      // What stands between a string and the end of line is not looked at.
      _ = try line()
      owesLineEnd = false
    }
    guard at < bytes.byteCount || missing > 0 else { return nil }
    let opening = try bytes.uint8(at: at)
    missing = max(0, missing - 1)
    switch opening {
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: ":"):
      at += 1
      return .text(try line())
    case UInt8(ascii: "$"):
      at += 1
      return try string()
    case UInt8(ascii: "*"):
      at += 1
      return try array()
    default: return .text(try command())
    }
  }

  /// What stands before the next end of line, which is skipped.
  @_lifetime(self: copy self)
  private mutating func line() throws(Truncation) -> Range<Int> {
    let start = at
    while try bytes.uint16(at: at) != 0x0d0a { at += 1 }
    at += 2
    return start..<(at - 2)
  }

  @_lifetime(self: copy self)
  private mutating func string() throws(Truncation) -> Value {
    switch try length() {
    case .other(let value): return value
    case .count(let count):
      try bytes.require(count, at: at)
      let start = at
      at += count
      owesLineEnd = true
      return count == 0 ? .empty : .text(start..<(start + count))
    }
  }

  @_lifetime(self: copy self)
  private mutating func array() throws(Truncation) -> Value {
    switch try length() {
    case .other(let value): return value
    case .count(let count):
      missing += count
      return count == 0 ? .empty : .array
    }
  }

  /// Reads a decimal number and the end of line behind it.
  @_lifetime(self: copy self)
  private mutating func length() throws(Truncation) -> Length {
    let isNegative = try bytes.uint8(at: at) == UInt8(ascii: "-")
    if isNegative { at += 1 }
    var value = 0
    var digits = 0
    while case let byte = try bytes.uint8(at: at), byte >= 0x30, byte <= 0x39 {
      // One more than the largest is enough to know that it is too large.
      value = min(value * 10 + Int(byte - 0x30), Int(Int32.max) + 1)
      digits += 1
      at += 1
    }
    if digits == 0 {
      at += 1
      return .other(.invalid)
    }
    guard try accept(0x0d), try accept(0x0a) else { return .other(.invalid) }
    if isNegative { return .other(value == 1 ? .null : .negative) }
    return value > Int(Int32.max) ? .other(.tooLarge) : .count(value)
  }

  /// Skips a byte; returns whether it was the expected one.
  @_lifetime(self: copy self)
  private mutating func accept(_ expected: UInt8) throws(Truncation) -> Bool {
    let byte = try bytes.uint8(at: at)
    at += 1
    return byte == expected
  }

  /// A command, between ends of lines of any kind.
  @_lifetime(self: copy self)
  private mutating func command() throws(Truncation) -> Range<Int> {
    skipLineEnds()
    let start = at
    while !Self.isLineEnd(try bytes.uint8(at: at)) { at += 1 }
    let end = at
    skipLineEnds()
    return start..<end
  }

  @_lifetime(self: copy self)
  private mutating func skipLineEnds() {
    while let byte = bytes.uint8(ifAt: at), Self.isLineEnd(byte) { at += 1 }
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0d || byte == 0x0a }
}
