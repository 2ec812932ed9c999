internal import Glibc
internal import Packets

extension HostTables {
  /// The name of an address, as `AddressBytes` has it; `nil` when it has none. Takes its time.
  static func name(ofAddress address: [UInt8]) -> String? {
    func number<T: FixedWidthInteger>(_ type: T.Type) -> T { address.reduce(0) { $0 << 8 | T($1) } }
    switch address.count {
    case 4: return name(of: number(UInt32.self).bigEndian)
    case 16: return name(of: number(UInt128.self).bigEndian)
    case AddressBytes.stationCount: return name(of: MACAddress(rawValue: number(UInt64.self)))
    default: return nil
    }
  }

  /// The name of an IPv4 address in network byte order.
  private static func name(of address: UInt32) -> String? {
    var socket = sockaddr_in()
    socket.sin_family = sa_family_t(AF_INET)
    socket.sin_addr.s_addr = address
    // SAFETY: the pointer is of one `sockaddr_in`, which says of itself that it is one, for the call only.
    return unsafe withUnsafeBytes(of: &socket) { unsafe name(of: $0) }
  }

  /// The name of an IPv6 address in network byte order.
  private static func name(of address: UInt128) -> String? {
    var socket = sockaddr_in6()
    socket.sin6_family = sa_family_t(AF_INET6)
    unsafe withUnsafeMutableBytes(of: &socket.sin6_addr) { bytes in
      // SAFETY: an `in6_addr` has the 16 bytes of the address.
      unsafe bytes.storeBytes(of: address, as: UInt128.self)
    }
    // SAFETY: the pointer is of one `sockaddr_in6`, which says of itself that it is one, for the call only.
    return unsafe withUnsafeBytes(of: &socket) { unsafe name(of: $0) }
  }

  @unsafe
  private static func name(of address: UnsafeRawBufferPointer) -> String? {
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(NI_MAXHOST)) { name in
      let socket = unsafe address.baseAddress?.assumingMemoryBound(to: sockaddr.self)
      // SAFETY: the address has the length it is given with, the buffer its count.
      let result = unsafe getnameinfo(
        socket, socklen_t(address.count), name.baseAddress, socklen_t(name.count), nil, 0, NI_NAMEREQD)
      guard result == 0, let start = name.baseAddress else { return nil }
      return unsafe String(cString: start)
    }
  }
}
