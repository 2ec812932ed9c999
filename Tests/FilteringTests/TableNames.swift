import Packets

/// A resolver of a few names, so that tests need no network and no files.
struct TableNames: NameResolver {
  func ipv4Addresses(ofHost name: String) -> [IPv4Address] {
    switch name {
    case "localhost": [IPv4Address(127, 0, 0, 1)]
    case "twin": [IPv4Address(10, 0, 0, 1), IPv4Address(10, 0, 0, 2)]
    default: []
    }
  }
  func ipv6Addresses(ofHost name: String) -> [IPv6Address] { name == "six" ? [IPv6Address(rawValue: 1)] : [] }
  func network(named name: String) -> UInt32? { name == "loopback" ? 127 : nil }
  func ethernetAddress(ofHost name: String) -> MACAddress? {
    name == "twin" ? MACAddress(rawValue: 0x0200_0000_0001) : nil
  }
  func tcpPort(ofService name: String) -> UInt16? {
    ["http": 80, "https": 443, "ssh": 22, "ftp": 21, "ftp-data": 20, "smtp": 25, "domain": 53, "telnet": 23][name]
  }
  func udpPort(ofService name: String) -> UInt16? {
    ["https": 443, "domain": 53, "bootps": 67, "bootpc": 68, "tftp": 69, "ntp": 123, "syslog": 514][name]
  }
  func ipProtocol(named name: String) -> UInt8? { ["icmp": 1, "tcp": 6, "udp": 17, "esp": 50, "ospf": 89][name] }
  func interfaceIndex(named name: String) -> UInt32? { nil }
}
