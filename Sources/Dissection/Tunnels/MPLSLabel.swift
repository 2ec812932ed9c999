/// An entry of an MPLS label stack. Source: RFC 3032 section 2.1, RFC 5462.
public struct MPLSLabel: RawRepresentable, Sendable, BitwiseCopyable {
  /// The entry as it stands.
  public var rawValue: UInt32

  /// The entry of a number.
  @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The label itself; 0 to 15 have a meaning of their own.
  public var value: UInt32 { rawValue >> 12 }

  /// The traffic class.
  public var trafficClass: UInt8 { UInt8(rawValue >> 9 & 7) }

  /// Whether it is the last of its stack.
  public var isBottom: Bool { rawValue & 0x100 != 0 }

  /// Routers it may still cross.
  public var timeToLive: UInt8 { UInt8(rawValue & 0xff) }
}
