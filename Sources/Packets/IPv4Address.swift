public import Bytes

/// An IPv4 address, kept as the integer its four bytes are in network order.
public struct IPv4Address: RawRepresentable, Hashable, Comparable, Sendable, BitwiseCopyable {
  /// `a.b.c.d` is `a << 24 | b << 16 | c << 8 | d`.
  public var rawValue: UInt32

  /// The value of a number, known or not.
  @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The address `a.b.c.d`.
  @inlinable
  public init(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) {
    rawValue = UInt32(a) << 24 | UInt32(b) << 16 | UInt32(c) << 8 | UInt32(d)
  }

  /// 224.0.0.0/4 (RFC 5771 section 3).
  @inlinable public var isMulticast: Bool { rawValue >> 28 == 0xe }

  /// By number.
  @inlinable public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

extension TextOutput where Self: ~Copyable, Self: ~Escapable {
  /// Appends an address as four decimal numbers with dots between.
  @inlinable @inline(__always)
  public mutating func append(_ address: IPv4Address) { append(dotted: address.rawValue) }
}
