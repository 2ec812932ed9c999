public import Bytes

/// A 48-bit IEEE 802 address, kept as the integer its six bytes are in network order.
public struct MACAddress: RawRepresentable, Hashable, Sendable, BitwiseCopyable {
  /// The first byte sent is bits 47 to 40; bits above 47 are 0.
  public var rawValue: UInt64

  /// The value of a number, known or not.
  @inlinable public init(rawValue: UInt64) { self.rawValue = rawValue & 0xffff_ffff_ffff }

  /// ff:ff:ff:ff:ff:ff.
  public static let broadcast = MACAddress(rawValue: 0xffff_ffff_ffff)

  /// The group bit: the lowest of the first byte (IEEE 802-2014 section 8.2).
  @inlinable public var isMulticast: Bool { rawValue >> 40 & 1 == 1 }
}

extension TextOutput where Self: ~Copyable, Self: ~Escapable {
  /// Appends an address as six pairs of hexadecimal digits with colons between.
  @inlinable @inline(__always)
  public mutating func append(_ address: MACAddress) {
    let colon = UInt64(UInt8(ascii: ":"))
    let first = Self.hexDigits(UInt32(truncatingIfNeeded: address.rawValue >> 16))
    let last = UInt64(Self.hexDigits(UInt16(truncatingIfNeeded: address.rawValue)))
    let three = first & 0xffff | colon << 16 | (first >> 16 & 0xffff) << 24 | colon << 40 | (first >> 32) << 48
    append(word: three, length: 8)
    append(word: colon | (first >> 48) << 8 | colon << 24 | (last & 0xffff) << 32 | colon << 48, length: 7)
    append(word: last >> 16, length: 2)
  }
}
