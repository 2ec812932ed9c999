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
  public mutating func append(_ address: IPv6Address) {
    let zeros = longestZeroRun(of: address)
    var index = 0
    while index < 8 {
      if index == zeros.lowerBound {
        append(index == 0 ? "::" : ":")
        index = zeros.upperBound
        continue
      }
      if index == 6, zeros.lowerBound == 0, endsInIPv4(address, zeros) {
        append(IPv4Address(rawValue: UInt32(truncatingIfNeeded: address.rawValue)))
        return
      }
      append(group: address.group(index), isLast: index == 7)
      index += 1
    }
  }

  /// Appends a group, and the colon behind it unless it is the last.
  @inline(__always)
  private mutating func append(group: UInt16, isLast: Bool) {
    let digits = max(1, (19 &- group.leadingZeroBitCount) >> 2)
    let word = Self.hexDigits(UInt32(group)) &>> UInt64((8 &- digits) &* 8)
    let colon = UInt64(UInt8(ascii: ":")) &<< UInt64(digits &* 8)
    append(word: isLast ? word : word | colon, length: isLast ? digits : digits &+ 1)
  }

  /// `::a.b.c.d`, and `::ffff:a.b.c.d`.
  private func endsInIPv4(_ address: IPv6Address, _ zeros: Range<Int>) -> Bool {
    zeros.count == 6 || (zeros.count == 5 && address.group(5) == 0xffff)
  }

  /// The groups that `::` stands for; far behind the address when there are none.
  private func longestZeroRun(of address: IPv6Address) -> Range<Int> {
    // Bit i stands for group i.
    var isZero: UInt32 = 0
    for index in 0..<8 where address.group(index) == 0 { isZero |= 1 &<< UInt32(index) }
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
}
