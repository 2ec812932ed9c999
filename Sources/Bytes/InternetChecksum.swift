/// The internet checksum: the one's complement of the one's complement sum of 16-bit words.
///
/// Pieces that are added one after the other must all but the last have an even length. Source: RFC 1071.
public struct InternetChecksum: Sendable {
  @usableFromInline var sum: UInt64 = 0

  /// The checksum of nothing.
  @inlinable public init() {}

  /// Adds bytes; an odd last byte counts as the high byte of a word.
  @inlinable
  public mutating func add(_ bytes: RawSpan) {
    var offset = 0
    let words = bytes.byteCount & ~3
    while offset < words {
      sum &+= UInt64(bytes.load32(offset))
      offset += 4
    }
    if bytes.byteCount & 2 != 0 {
      sum &+= UInt64(bytes.load16(offset))
      offset += 2
    }
    if bytes.byteCount & 1 != 0 { sum &+= UInt64(bytes.load8(offset)) << 8 }
  }

  /// Adds one 16-bit word.
  @inlinable public mutating func add(_ word: UInt16) { sum &+= UInt64(word) }

  /// Adds the two words of a 32-bit integer.
  @inlinable public mutating func add(_ word: UInt32) { sum &+= UInt64(word) }

  /// The sum folded to 16 bits, not complemented: `0xffff` over data that hold their own right checksum.
  @inlinable public var folded: UInt16 {
    var value = sum
    while value > 0xffff { value = (value >> 16) + (value & 0xffff) }
    return UInt16(truncatingIfNeeded: value)
  }

  /// The checksum of what was added; 0 over data that hold their own right checksum.
  @inlinable public var value: UInt16 { ~folded }
}
