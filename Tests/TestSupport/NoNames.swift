import Packets

/// A resolver that knows no name, for expressions without any.
public struct NoNames: NameResolver {
  public init() {}

  public func ipv4Addresses(ofHost name: String) -> [IPv4Address] { [] }
  public func ipv6Addresses(ofHost name: String) -> [IPv6Address] { [] }
  public func network(named name: String) -> UInt32? { nil }
  public func ethernetAddress(ofHost name: String) -> MACAddress? { nil }
  public func tcpPort(ofService name: String) -> UInt16? { nil }
  public func udpPort(ofService name: String) -> UInt16? { nil }
  public func ipProtocol(named name: String) -> UInt8? { nil }
  public func interfaceIndex(named name: String) -> UInt32? { nil }
}
