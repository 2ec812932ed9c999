/// What an Ethernet frame, a VLAN tag or a SNAP header carries.
///
/// Values below 0x0600 are lengths (IEEE 802.3 section 3.2.6). Source: IEEE's EtherType list, `linux/if_ether.h`.
public struct EtherType: RawRepresentable, Hashable, Sendable, BitwiseCopyable {
  /// The number on the wire.
  public var rawValue: UInt16
  /// The value of a number, known or not.
  @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// IPv4 (RFC 894).
  public static let ipv4 = EtherType(rawValue: 0x0800)
  /// ARP (RFC 826).
  public static let arp = EtherType(rawValue: 0x0806)
  /// Reverse ARP (RFC 903).
  public static let reverseARP = EtherType(rawValue: 0x8035)
  /// A customer VLAN tag (IEEE 802.1Q).
  public static let vlan = EtherType(rawValue: 0x8100)
  /// IPv6 (RFC 2464).
  public static let ipv6 = EtherType(rawValue: 0x86dd)
  /// A service VLAN tag (IEEE 802.1ad).
  public static let serviceVLAN = EtherType(rawValue: 0x88a8)
  /// An Ethernet frame inside something else (RFC 1701).
  public static let transparentEthernet = EtherType(rawValue: 0x6558)
  /// A MACsec tag (IEEE 802.1AE).
  public static let macsec = EtherType(rawValue: 0x88e5)
  /// Service tags as sent before IEEE 802.1ad had its number.
  public static let qinq = EtherType(rawValue: 0x9100)

  /// Whether it is the length of an 802.3 frame and no type at all: up to 1500 (IEEE 802.3-2018 section 3.2.6).
  @inlinable public var isLength: Bool { rawValue <= 1500 }
  /// AppleTalk's datagrams.
  public static let appleTalk = EtherType(rawValue: 0x809b)
  /// IPX.
  public static let ipx = EtherType(rawValue: 0x8137)
}
