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

extension TextBuffer {
  /// Appends an address as six pairs of hexadecimal digits with colons between.
  @inlinable
  public mutating func append(_ address: MACAddress) {
    var shift: UInt64 = 40
    while true {
      append(hexByte: UInt8(truncatingIfNeeded: address.rawValue >> shift))
      if shift == 0 { return }
      append(byte: UInt8(ascii: ":"))
      shift -= 8
    }
  }
}
