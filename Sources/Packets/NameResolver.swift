/// Text to number, for filter expressions: what the machine's own files and resolver say.
public protocol NameResolver {
  /// The IPv4 addresses of a host, in the resolver's order; empty when there is none.
  func ipv4Addresses(ofHost name: String) -> [IPv4Address]
  /// The IPv6 addresses of a host, in the resolver's order; empty when there is none.
  func ipv6Addresses(ofHost name: String) -> [IPv6Address]
  /// The address of a network (networks(5)): as many octets as it names, in the low bytes (`10` is 10, `10.1` is 0x0a01).
  func network(named name: String) -> UInt32?
  /// The Ethernet address of a host (ethers(5)).
  func ethernetAddress(ofHost name: String) -> MACAddress?
  /// The TCP port of a service (services(5)).
  func tcpPort(ofService name: String) -> UInt16?
  /// The UDP port of a service (services(5)).
  func udpPort(ofService name: String) -> UInt16?
  /// The number of a protocol above IP (protocols(5)).
  func ipProtocol(named name: String) -> UInt8?
  /// The index of a network interface of this machine.
  func interfaceIndex(named name: String) -> UInt32?
}
