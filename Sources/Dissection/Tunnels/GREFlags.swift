/// The first two octets of a GRE header. Source: RFC 1701, RFC 2637 section 4.1.
public struct GREFlags: OptionSet, Sendable, BitwiseCopyable {
  /// The octets as they stand.
  public var rawValue: UInt16

  /// The flags of a number.
  @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The checksum counts.
  public static let checksum = GREFlags(rawValue: 0x8000)
  /// There are routing entries.
  public static let routing = GREFlags(rawValue: 0x4000)
  /// There is a key.
  public static let key = GREFlags(rawValue: 0x2000)
  /// There is a sequence number.
  public static let sequence = GREFlags(rawValue: 0x1000)
  /// All routing entries are strict.
  public static let strictRouting = GREFlags(rawValue: 0x0800)
  /// There is an acknowledgment number, in version 1.
  public static let acknowledgment = GREFlags(rawValue: 0x0080)

  /// 0, or 1 for PPTP.
  @inlinable public var version: UInt8 { UInt8(rawValue & 7) }
}
