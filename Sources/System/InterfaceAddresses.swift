internal import CLinux
internal import Glibc
public import Packets

/// The addresses of a network interface, as the system has them now.
public struct InterfaceAddresses: Sendable {
  /// IPv4 addresses with their masks.
  public private(set) var ipv4: [(address: IPv4Address, mask: UInt32)] = []
  /// IPv6 addresses with the bits of their prefixes.
  public private(set) var ipv6: [(address: IPv6Address, prefixLength: UInt8)] = []
  /// The hardware address; `nil` where there is none of 48 bits.
  public private(set) var hardware: MACAddress?

  /// The addresses of an interface; none when there is no such interface.
  public init(ofInterface name: String) {
    var list: UnsafeMutablePointer<ifaddrs>?
    guard unsafe getifaddrs(&list) == 0 else { return }
    // SAFETY: the list is the library's until it is freed; each entry points to the next one or to nothing.
    defer { unsafe freeifaddrs(list) }
    var next = unsafe list
    while let entry = unsafe next {
      unsafe next = entry.pointee.ifa_next
      guard unsafe String(cString: entry.pointee.ifa_name) == name, let address = unsafe entry.pointee.ifa_addr else {
        continue
      }
      unsafe add(address, entry.pointee.ifa_netmask)
    }
  }

  @unsafe
  private mutating func add(_ address: UnsafeMutablePointer<sockaddr>, _ mask: UnsafeMutablePointer<sockaddr>?) {
    // SAFETY: what a socket address is of is told by its family, and each is as large as the structure of that family.
    switch unsafe Int32(address.pointee.sa_family) {
    case AF_INET:
      let mask = unsafe mask.map { unsafe Self.ipv4($0) } ?? UInt32.max
      ipv4.append((IPv4Address(rawValue: unsafe Self.ipv4(address)), mask))
    case AF_INET6:
      let mask = unsafe mask.map { unsafe Self.ipv6($0) } ?? UInt128.max
      ipv6.append((IPv6Address(rawValue: unsafe Self.ipv6(address)), UInt8(truncatingIfNeeded: mask.nonzeroBitCount)))
    case AF_PACKET:
      let link = unsafe UnsafeRawPointer(address).loadUnaligned(as: sockaddr_ll.self)
      guard link.sll_halen == 6 else { return }
      let bytes = link.sll_addr
      let parts = [bytes.0, bytes.1, bytes.2, bytes.3, bytes.4, bytes.5]
      hardware = MACAddress(rawValue: parts.reduce(0) { $0 << 8 | UInt64($1) })
    default: break
    }
  }

  @unsafe
  private static func ipv4(_ address: UnsafeMutablePointer<sockaddr>) -> UInt32 {
    let address = unsafe UnsafeRawPointer(address).loadUnaligned(as: sockaddr_in.self)
    return UInt32(bigEndian: address.sin_addr.s_addr)
  }

  @unsafe
  private static func ipv6(_ address: UnsafeMutablePointer<sockaddr>) -> UInt128 {
    // The address stands behind family, port and flow label (`netinet/in.h`).
    let bytes = unsafe UnsafeRawPointer(address) + 8
    return UInt128(bigEndian: unsafe bytes.loadUnaligned(as: UInt128.self))
  }
}
