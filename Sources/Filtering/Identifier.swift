import Packets

/// What qualifiers qualify: an address, a name or a number.
enum Identifier: Equatable {
  /// A name, of whatever the qualifiers say.
  case name(String)
  /// A number.
  case number(UInt32)
  /// Two to four numbers with dots.
  case dotted(String)
  /// `10.0.0.0/8`.
  case dottedPrefix(String, UInt32)
  /// `10.0.0.0 mask 255.0.0.0`.
  case dottedMask(String, mask: String)
  /// An IPv6 address.
  case ipv6(IPv6Address)
  /// `2001:db8::/32`.
  case ipv6Prefix(IPv6Address, UInt32)
  /// An Ethernet address.
  case mac(MACAddress)
  /// An ARCnet address.
  case arcnet(UInt8)
}
