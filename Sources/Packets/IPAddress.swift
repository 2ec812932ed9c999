/// An address of either family.
public enum IPAddress: Hashable, Sendable {
  /// 32 bits.
  case ipv4(IPv4Address)
  /// 128 bits.
  case ipv6(IPv6Address)
}
