/// What an IPv4 or IPv6 packet carries. Source: IANA "Assigned Internet Protocol Numbers".
public struct IPProtocol: RawRepresentable, Hashable, Sendable, BitwiseCopyable {
  /// The number on the wire.
  public var rawValue: UInt8
  /// The value of a number, known or not.
  @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// IPv6 hop-by-hop options (RFC 8200 section 4.3).
  public static let hopByHop = IPProtocol(rawValue: 0)
  /// ICMP (RFC 792).
  public static let icmp = IPProtocol(rawValue: 1)
  /// IGMP (RFC 9776).
  public static let igmp = IPProtocol(rawValue: 2)
  /// IPv4 in IP (RFC 2003).
  public static let ipv4 = IPProtocol(rawValue: 4)
  /// TCP (RFC 9293).
  public static let tcp = IPProtocol(rawValue: 6)
  /// UDP (RFC 768).
  public static let udp = IPProtocol(rawValue: 17)
  /// DCCP (RFC 4340).
  public static let dccp = IPProtocol(rawValue: 33)
  /// IPv6 in IP (RFC 2473).
  public static let ipv6 = IPProtocol(rawValue: 41)
  /// IPv6 routing header (RFC 8200 section 4.4).
  public static let routing = IPProtocol(rawValue: 43)
  /// IPv6 fragment header (RFC 8200 section 4.5).
  public static let fragment = IPProtocol(rawValue: 44)
  /// GRE (RFC 2784).
  public static let gre = IPProtocol(rawValue: 47)
  /// Encapsulating security payload (RFC 4303).
  public static let esp = IPProtocol(rawValue: 50)
  /// Authentication header (RFC 4302).
  public static let authentication = IPProtocol(rawValue: 51)
  /// ICMPv6 (RFC 4443).
  public static let icmpv6 = IPProtocol(rawValue: 58)
  /// Nothing follows (RFC 8200 section 4.7).
  public static let noNext = IPProtocol(rawValue: 59)
  /// IPv6 destination options (RFC 8200 section 4.6).
  public static let destinationOptions = IPProtocol(rawValue: 60)
  /// Disks over the network, as Sun had them.
  public static let networkDisk = IPProtocol(rawValue: 77)
  /// IPv6 mobility as it was before it had its number.
  public static let oldMobility = IPProtocol(rawValue: 62)
  /// EIGRP (RFC 7868).
  public static let eigrp = IPProtocol(rawValue: 88)
  /// PIM (RFC 7761).
  public static let pim = IPProtocol(rawValue: 103)
  /// Compressed payload (RFC 3173).
  public static let compression = IPProtocol(rawValue: 108)
  /// PGM (RFC 3208).
  public static let pgm = IPProtocol(rawValue: 113)
  /// SCTP (RFC 9260).
  public static let sctp = IPProtocol(rawValue: 132)
  /// IPv6 mobility header (RFC 6275).
  public static let mobility = IPProtocol(rawValue: 135)
  /// An Ethernet frame (RFC 8986 section 4.9).
  public static let ethernet = IPProtocol(rawValue: 143)

  /// Whether it is a header of IPv6 between the fixed one and the payload (RFC 8200 section 4, RFC 6275).
  @inlinable public var isIPv6Extension: Bool {
    switch self {
    case .hopByHop, .routing, .fragment, .destinationOptions, .mobility, .oldMobility: true
    default: false
    }
  }
}
