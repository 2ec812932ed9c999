internal import CLinux
internal import Glibc
public import Packets

/// The IPv4 network that an interface is in.
public struct InterfaceNetwork: Equatable, Sendable {
  /// The interface's address.
  public let address: IPv4Address
  /// The network's mask.
  public let mask: UInt32

  /// The network of the first IPv4 address of an interface; `nil` when it has none.
  public init?(ofInterface name: String) {
    var list: UnsafeMutablePointer<ifaddrs>?
    guard unsafe getifaddrs(&list) == 0 else { return nil }
    // SAFETY: the list is the library's until it is freed; each entry points to the next one or to nothing.
    defer { unsafe freeifaddrs(list) }
    var next = unsafe list
    while let entry = unsafe next {
      unsafe next = entry.pointee.ifa_next
      guard unsafe String(cString: entry.pointee.ifa_name) == name,
        let address = unsafe Self.address(entry.pointee.ifa_addr),
        let mask = unsafe Self.address(entry.pointee.ifa_netmask)
      else { continue }
      self.address = IPv4Address(rawValue: address)
      self.mask = mask
      return
    }
    return nil
  }

  /// Whether an address is in the network.
  public func contains(_ other: IPv4Address) -> Bool { other.rawValue & mask == address.rawValue & mask }

  @unsafe
  private static func address(_ socket: UnsafeMutablePointer<sockaddr>?) -> UInt32? {
    guard let socket = unsafe socket, unsafe socket.pointee.sa_family == sa_family_t(AF_INET) else { return nil }
    // SAFETY: an address of this family is a `sockaddr_in`.
    let address = unsafe UnsafeRawPointer(socket).loadUnaligned(as: sockaddr_in.self)
    return UInt32(bigEndian: address.sin_addr.s_addr)
  }
}
