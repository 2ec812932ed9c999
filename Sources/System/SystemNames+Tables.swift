internal import CLinux
internal import Glibc
internal import Packets

/// What the C library finds in its tables and through the resolver.
enum HostTables {
  /// The IPv4 addresses of a host.
  static func ipv4Addresses(ofHost name: String) -> [IPv4Address] {
    unsafe addresses(ofHost: name, family: AF_INET) { address in
      let socket = unsafe address.assumingMemoryBound(to: sockaddr_in.self).pointee
      return IPv4Address(rawValue: UInt32(bigEndian: socket.sin_addr.s_addr))
    }
  }

  /// The IPv6 addresses of a host.
  static func ipv6Addresses(ofHost name: String) -> [IPv6Address] {
    unsafe addresses(ofHost: name, family: AF_INET6) { address in
      var socket = unsafe address.assumingMemoryBound(to: sockaddr_in6.self).pointee
      let raw = unsafe withUnsafeBytes(of: &socket.sin6_addr) { unsafe $0.loadUnaligned(as: UInt128.self) }
      return IPv6Address(rawValue: UInt128(bigEndian: raw))
    }
  }

  private static func addresses<Address>(
    ofHost name: String, family: Int32, _ address: (UnsafeRawPointer) -> Address
  ) -> [Address] {
    var hints = unsafe addrinfo()
    unsafe hints.ai_family = family
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    unsafe hints.ai_protocol = Int32(IPPROTO_TCP)
    var first: UnsafeMutablePointer<addrinfo>?
    guard unsafe getaddrinfo(name, nil, &hints, &first) == 0 else { return [] }
    // SAFETY: the list is whole until it is freed, and each entry has an address of the family asked for.
    defer { unsafe freeaddrinfo(first) }
    var found: [Address] = []
    var next = unsafe first
    while let entry = unsafe next {
      if let socket = unsafe entry.pointee.ai_addr { unsafe found.append(address(UnsafeRawPointer(socket))) }
      unsafe next = entry.pointee.ai_next
    }
    return found
  }

  /// The number of a network in networks(5).
  static func network(named name: String) -> UInt32? {
    // SAFETY: the entry is read before any other call.
    guard let entry = unsafe getnetbyname(name) else { return nil }
    return unsafe entry.pointee.n_net
  }

  /// The address of a host in ethers(5).
  static func ethernetAddress(ofHost name: String) -> MACAddress? {
    var octets = [UInt8](repeating: 0, count: 6)
    // SAFETY: the function fills six bytes, which the array has.
    guard unsafe clinux_ether_address(name, &octets) else { return nil }
    return MACAddress(rawValue: octets.reduce(0) { $0 << 8 | UInt64($1) })
  }

  /// The name of an address in ethers(5).
  static func name(of address: MACAddress) -> String? {
    let octets = (0..<6).map { UInt8(truncatingIfNeeded: address.rawValue >> (8 * (5 - $0))) }
    return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1024) { name in
      // SAFETY: a line of the file is no longer than the C library's own buffer, which has 1024 bytes.
      guard let start = name.baseAddress, unsafe clinux_ether_name(octets, start) else { return nil }
      return unsafe String(cString: start)
    }
  }

  /// The port of a service in services(5).
  static func port(ofService name: String, protocol kind: String) -> UInt16? {
    // SAFETY: the entry is read before any other call.
    guard let entry = unsafe getservbyname(name, kind) else { return nil }
    return UInt16(truncatingIfNeeded: unsafe entry.pointee.s_port).bigEndian
  }

  /// The number of a protocol in protocols(5).
  static func ipProtocol(named name: String) -> UInt8? {
    // SAFETY: the entry is read before any other call.
    guard let entry = unsafe getprotobyname(name) else { return nil }
    return UInt8(exactly: unsafe entry.pointee.p_proto)
  }

  /// The index of a network interface.
  static func interfaceIndex(named name: String) -> UInt32? {
    let index = unsafe if_nametoindex(name)
    return index == 0 ? nil : index
  }
}
