/// The internet checksum: the one's complement of the one's complement sum of 16-bit words.
///
/// Pieces that are added one after the other must all but the last have an even length. Source: RFC 1071.
public struct InternetChecksum: Sendable {
  @usableFromInline var sum: UInt64 = 0

  /// The checksum of nothing.
  @inlinable public init() {}

  /// Adds bytes; an odd last byte counts as the high byte of a word.
  ///
  /// One's complement sums are the same however many words are added at once, and come out swapped where the words
  /// are (RFC 1071 section 2): so eight bytes are added as they lie in memory, and the carries counted above them.
  @inlinable
  public mutating func add(_ bytes: RawSpan) {
    var wide = UInt128(0)
    var offset = 0
    while offset <= bytes.byteCount &- 32 {
      // SAFETY: 32 bytes stand at the offset; any bit pattern is a value of the type.
      unsafe wide &+= UInt128(bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
      unsafe wide &+= UInt128(bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset &+ 8, as: UInt64.self))
      unsafe wide &+= UInt128(bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset &+ 16, as: UInt64.self))
      unsafe wide &+= UInt128(bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset &+ 24, as: UInt64.self))
      offset &+= 32
    }
    while offset <= bytes.byteCount &- 8 {
      // SAFETY: 8 bytes stand at the offset; any bit pattern is a value of the type.
      unsafe wide &+= UInt128(bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
      offset &+= 8
    }
    add(native: wide)
    addLast(of: bytes, from: offset)
  }

  /// Adds a sum of words in the byte order of this machine.
  @inlinable @inline(__always)
  mutating func add(native wide: UInt128) {
    let (sum, carries) = UInt64(truncatingIfNeeded: wide).addingReportingOverflow(
      UInt64(truncatingIfNeeded: wide >> 64))
    var folded = (sum >> 32) &+ (sum & 0xffff_ffff) &+ (carries ? 1 : 0)
    folded = (folded >> 32) &+ (folded >> 16 & 0xffff) &+ (folded & 0xffff)
    folded = (folded >> 16) &+ (folded & 0xffff)
    folded = (folded >> 16) &+ (folded & 0xffff)
    self.sum &+= UInt64(UInt16(bigEndian: UInt16(truncatingIfNeeded: folded)))
  }

  /// Adds the fewer than eight bytes from an even offset on.
  @inlinable @inline(__always)
  mutating func addLast(of bytes: RawSpan, from start: Int) {
    var offset = start
    if bytes.byteCount & 4 != 0 {
      sum &+= UInt64(bytes.load32(offset))
      offset &+= 4
    }
    if bytes.byteCount & 2 != 0 {
      sum &+= UInt64(bytes.load16(offset))
      offset &+= 2
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
