/// The first word of a network service header. Source: RFC 8300 section 2.2.
public struct NSHBase: RawRepresentable, Sendable, BitwiseCopyable {
  /// The word as it stands.
  public var rawValue: UInt32

  /// The word of a number.
  @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// 0.
  public var version: UInt8 { UInt8(rawValue >> 30) }

  /// The two bits behind the version: 2 for operation, administration and maintenance.
  public var flags: UInt8 { UInt8(rawValue >> 28 & 3) }

  /// Service functions it may still pass.
  public var timeToLive: UInt8 { UInt8(rawValue >> 22 & 0x3f) }

  /// Words of header, context headers included; less than 2 is malformed.
  public var lengthInWords: Int { Int(rawValue >> 16 & 0x3f) }

  /// What the context headers are: 1 four words, 2 records with types and lengths.
  public var metadataType: UInt8 { UInt8(rawValue >> 8 & 0x0f) }

  /// What it carries: 1 IPv4, 2 IPv6, 3 Ethernet, 4 NSH, 5 MPLS.
  public var nextProtocol: UInt8 { UInt8(rawValue & 0xff) }
}
