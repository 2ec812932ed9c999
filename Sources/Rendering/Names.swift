import Bytes
import Packets

// Addresses and ports, by name where the options have names and the machine knows one.

extension TextBuffer {
  mutating func append(host address: IPv4Address, _ options: borrowing RenderOptions) {
    if let names = options.names, let name = names.name(of: address) {
      append(name: name, options)
    } else {
      append(address)
    }
  }

  mutating func append(host address: IPv6Address, _ options: borrowing RenderOptions) {
    if let names = options.names, let name = names.name(of: address) {
      append(name: name, options)
    } else {
      append(address)
    }
  }

  mutating func append(tcpPort port: UInt16, _ options: borrowing RenderOptions) {
    if let names = options.names, let name = names.name(ofTCPPort: port) { append(string: name) } else { append(port) }
  }

  mutating func append(udpPort port: UInt16, _ options: borrowing RenderOptions) {
    if let names = options.names, let name = names.name(ofUDPPort: port) { append(string: name) } else { append(port) }
  }

  /// Appends an Ethernet address; when names are wanted, its name or its maker's.
  mutating func append(station address: MACAddress, _ options: borrowing RenderOptions) {
    guard let names = options.names else { return append(address) }
    if let name = names.name(of: address) { return append(string: name) }
    append(address)
    append(" (oui ")
    append(Vendor.name(of: address))
    append(")")
  }

  private mutating func append(name: String, _ options: borrowing RenderOptions) {
    if options.omitsDomains, let dot = name.utf8.firstIndex(of: UInt8(ascii: ".")) {
      append(string: String(name[..<dot]))
    } else {
      append(string: name)
    }
  }
}
