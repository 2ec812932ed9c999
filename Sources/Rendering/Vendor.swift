import Packets

/// Makers of Ethernet cards, by the first three bytes of an address. Source: IEEE's list of organisation identifiers.
enum Vendor {
  /// The maker's name, `Unknown` for most.
  static func name(of address: MACAddress) -> StaticString { name(of: UInt32(address.rawValue >> 24)) }

  /// The name of an organisation by its 24-bit number.
  static func name(of organization: UInt32) -> StaticString {
    switch organization {
    case 0x000000: "Ethernet"
    case 0x00000c: "Cisco"
    case 0x000142: "Cisco"
    case 0x0000f8: "Cisco bridged"
    case 0x0000a2: "Bay Networks"
    case 0x080007: "Appletalk"
    case 0x0080c2: "RFC 2684 bridged"
    case 0x00120f: "IEEE 802.3 Private"
    default: "Unknown"
    }
  }
}
