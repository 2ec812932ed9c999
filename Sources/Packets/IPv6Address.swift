public import Bytes

/// An IPv6 address, kept as the integer its sixteen bytes are in network order.
public struct IPv6Address: RawRepresentable, Hashable, Comparable, Sendable, BitwiseCopyable {
  /// The first byte of the address is the highest of the integer.
  public var rawValue: UInt128

  /// The value of a number, known or not.
  @inlinable public init(rawValue: UInt128) { self.rawValue = rawValue }

  /// ff00::/8 (RFC 4291 section 2.7).
  @inlinable public var isMulticast: Bool { rawValue >> 120 == 0xff }

  /// The `index`th of the eight 16-bit groups, 0 being the first written.
  @inlinable public func group(_ index: Int) -> UInt16 {
    let half = UInt64(truncatingIfNeeded: index < 4 ? rawValue >> 64 : rawValue)
    return UInt16(truncatingIfNeeded: half &>> UInt64(48 &- 16 &* (index & 3)))
  }

  /// By number.
  @inlinable public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

extension TextBuffer {
  /// Appends an address as RFC 5952 writes it, the longest run of zero groups (two at least) as `::`, and an IPv4
  /// address in an IPv4-compatible or IPv4-mapped one with dots.
  public mutating func append(_ address: IPv6Address) { write(atMost: 46) { $0.append(address) } }
}

extension TextCursor {
  /// Appends an address as `TextBuffer` does: at most 46 bytes.
  public mutating func append(_ address: IPv6Address) {
    let zeros = address.longestZeroRun
    guard zeros.lowerBound < 8 else { return append(whole: address) }
    if zeros.lowerBound == 0, address.endsInIPv4(zeros) { return append(endingInIPv4: address, zeros) }
    append(groups: 0..<zeros.lowerBound, of: address, isLast: false)
    append(byte: UInt8(ascii: ":"))
    if zeros.lowerBound == 0 { append(byte: UInt8(ascii: ":")) }
    if zeros.upperBound < 8 { append(groups: zeros.upperBound..<8, of: address, isLast: true) }
  }

  /// Appends all eight groups.
  @inline(__always)
  private mutating func append(whole address: IPv6Address) {
    append(pair: UInt32(truncatingIfNeeded: address.rawValue >> 96), isLast: false)
    append(pair: UInt32(truncatingIfNeeded: address.rawValue >> 64), isLast: false)
    append(pair: UInt32(truncatingIfNeeded: address.rawValue >> 32), isLast: false)
    append(pair: UInt32(truncatingIfNeeded: address.rawValue), isLast: true)
  }

  @inline(__always)
  private mutating func append(pair: UInt32, isLast: Bool) {
    let digits = Self.hexDigits(pair)
    append(groupDigits: UInt32(truncatingIfNeeded: digits), isLast: false)
    append(groupDigits: UInt32(truncatingIfNeeded: digits >> 32), isLast: isLast)
  }

  /// Appends groups with colons behind them.
  ///
  /// - Parameter isLast: whether there is none behind the last one.
  @inline(__always)
  private mutating func append(groups: Range<Int>, of address: IPv6Address, isLast: Bool) {
    var rest = address.rawValue &<< UInt128(16 &* groups.lowerBound)
    for index in groups {
      let group = UInt16(truncatingIfNeeded: rest >> 112)
      append(groupDigits: Self.hexDigits(group), isLast: isLast && index &+ 1 == groups.upperBound)
      rest &<<= 16
    }
  }

  /// Appends an address of which the last four bytes are told as IPv4's.
  @inline(never)
  private mutating func append(endingInIPv4 address: IPv6Address, _ zeros: Range<Int>) {
    append(word: 0x3a3a, length: 2)
    if zeros.upperBound < 6 { append(groupDigits: Self.hexDigits(address.group(5)), isLast: false) }
    append(dotted: UInt32(truncatingIfNeeded: address.rawValue))
  }

  /// Appends a group's digits without the zeros in front, and a colon behind it unless it is the last.
  @inline(__always)
  private mutating func append(groupDigits digits: UInt32, isLast: Bool) {
    // The last digit counts as none that may be missing.
    let missing = (digits ^ 0x3030_3030 | 0x0100_0000).trailingZeroBitCount >> 3
    let word = UInt64(digits) | UInt64(UInt8(ascii: ":")) << 32
    append(word: word &>> UInt64(missing &* 8), length: (isLast ? 4 : 5) &- missing)
  }
}

extension IPv6Address {
  /// `::a.b.c.d`, and `::ffff:a.b.c.d`.
  @inline(__always)
  fileprivate func endsInIPv4(_ zeros: Range<Int>) -> Bool {
    zeros.count == 6 || (zeros.count == 5 && group(5) == 0xffff)
  }

  /// The groups that `::` stands for; far behind the address when there are none.
  @inline(__always)
  fileprivate var longestZeroRun: Range<Int> {
    // Bit i stands for group i.
    let isZero =
      Self.zeroGroups(UInt64(truncatingIfNeeded: rawValue >> 64))
      | Self.zeroGroups(UInt64(truncatingIfNeeded: rawValue)) << 4
    // Where runs of `length` zero groups start.
    var starts = isZero & isZero &>> 1
    guard starts != 0 else { return 8..<8 }
    var length = 2
    while case let longer = starts & isZero &>> UInt32(length), longer != 0 {
      starts = longer
      length += 1
    }
    return starts.trailingZeroBitCount..<(starts.trailingZeroBitCount + length)
  }

  /// Which of four groups are zero: bit 0 for the one that is written first.
  @inline(__always)
  private static func zeroGroups(_ half: UInt64) -> UInt32 {
    let low: UInt64 = 0x7fff_7fff_7fff_7fff
    let marks = ~((half & low &+ low) | half | low) >> 15
    return UInt32(truncatingIfNeeded: marks >> 48 | marks >> 31 & 2 | marks >> 14 & 4 | marks << 3 & 8)
  }
}
