/// What an ICMPv6 message is. Source: IANA "Internet Control Message Protocol version 6 (ICMPv6) Parameters".
public struct ICMPv6Type: RawRepresentable, Hashable, Sendable, BitwiseCopyable {
  /// The number on the wire.
  public var rawValue: UInt8
  /// The value of a number, known or not.
  @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A packet could not be delivered (RFC 4443 section 3.1).
  public static let unreachable = ICMPv6Type(rawValue: 1)
  /// A packet was too big for the next link (RFC 4443 section 3.2).
  public static let packetTooBig = ICMPv6Type(rawValue: 2)
  /// A packet had crossed too many routers, or its fragments did not come (RFC 4443 section 3.3).
  public static let timeExceeded = ICMPv6Type(rawValue: 3)
  /// A packet had a field that nobody understood (RFC 4443 section 3.4).
  public static let parameterProblem = ICMPv6Type(rawValue: 4)
  /// A question that is to be sent back (RFC 4443 section 4.1).
  public static let echoRequest = ICMPv6Type(rawValue: 128)
  /// The answer to it (RFC 4443 section 4.2).
  public static let echoReply = ICMPv6Type(rawValue: 129)
  /// Who listens? Of either version (RFC 2710 section 3, RFC 9777 section 5.1).
  public static let listenerQuery = ICMPv6Type(rawValue: 130)
  /// Somebody listens (RFC 2710 section 3).
  public static let listenerReport = ICMPv6Type(rawValue: 131)
  /// Somebody does no longer listen (RFC 2710 section 3).
  public static let listenerDone = ICMPv6Type(rawValue: 132)
  /// Which routers are there? (RFC 4861 section 4.1).
  public static let routerSolicitation = ICMPv6Type(rawValue: 133)
  /// A router is here (RFC 4861 section 4.2).
  public static let routerAdvertisement = ICMPv6Type(rawValue: 134)
  /// Who has an address? (RFC 4861 section 4.3).
  public static let neighborSolicitation = ICMPv6Type(rawValue: 135)
  /// I have it (RFC 4861 section 4.4).
  public static let neighborAdvertisement = ICMPv6Type(rawValue: 136)
  /// There is a better way (RFC 4861 section 4.5).
  public static let redirect = ICMPv6Type(rawValue: 137)
  /// Prefixes change (RFC 2894 section 3).
  public static let routerRenumbering = ICMPv6Type(rawValue: 138)
  /// What are you called? (RFC 4620 section 4).
  public static let nodeInformationQuery = ICMPv6Type(rawValue: 139)
  /// The answer to it (RFC 4620 section 4).
  public static let nodeInformationReply = ICMPv6Type(rawValue: 140)
  /// Who has a link-layer address? (RFC 3122 section 2.1).
  public static let inverseSolicitation = ICMPv6Type(rawValue: 141)
  /// I have it (RFC 3122 section 2.2).
  public static let inverseAdvertisement = ICMPv6Type(rawValue: 142)
  /// Who listens to what (RFC 9777 section 5.2).
  public static let listenerReport2 = ICMPv6Type(rawValue: 143)
  /// Which home agents are there? (RFC 6275 section 6.5).
  public static let homeAgentRequest = ICMPv6Type(rawValue: 144)
  /// The answer to it (RFC 6275 section 6.6).
  public static let homeAgentReply = ICMPv6Type(rawValue: 145)
  /// Which prefixes are there at home? (RFC 6275 section 6.7).
  public static let mobilePrefixSolicitation = ICMPv6Type(rawValue: 146)
  /// The answer to it (RFC 6275 section 6.8).
  public static let mobilePrefixAdvertisement = ICMPv6Type(rawValue: 147)
  /// Routing in low-power and lossy networks (RFC 6550 section 6).
  public static let lossyRouting = ICMPv6Type(rawValue: 155)

  /// Whether it is one of the errors of RFC 4443, which quote the packet they are about.
  @inlinable public var isError: Bool { rawValue >= 1 && rawValue <= 4 }
}
