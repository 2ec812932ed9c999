internal import CLinux
internal import Glibc

/// The devices of this machine that packets can be captured from, found without libpcap.
public enum InterfaceList {
  /// The network devices of this namespace and `any`, in the order and with the numbers of `tcpdump -D`: those in use
  /// first, then `any`, the loopback, and what is not running or not up.
  ///
  /// - Throws: `CaptureError` when the kernel does not tell.
  public static func all() throws(CaptureError) -> [CaptureInterface] {
    var found: [CaptureInterface] = []
    let query = try InterfaceQuery(interface: "")
    try forEachAddress { name, flags, _ in
      // An alias (eth0:1) is an address of a device and no device.
      let device = String(name.prefix { $0 != ":" })
      guard !found.contains(where: { $0.name == device }) else { return }
      found.append(interface(device, flags: flags, query))
    }
    return sorted(found + [.any])
  }

  /// The device of a number in a list, which counts from 1; `nil` when the list has not so many.
  public static func interface(_ number: Int, in list: [CaptureInterface]) -> CaptureInterface? {
    list.indices.contains(number - 1) ? list[number - 1] : nil
  }

  /// Whether a device is a Wi-Fi device.
  public static func isWireless(_ name: String) -> Bool { SystemFile.exists("/sys/class/net/\(name)/wireless") }

  /// The list in libpcap's order; devices of the same rank stay in the order they were found.
  static func sorted(_ list: [CaptureInterface]) -> [CaptureInterface] {
    list.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(\.element)
  }

  private static func rank(_ interface: CaptureInterface) -> Int {
    let isUnplugged = !interface.flags.contains(.wireless) && interface.connection == .disconnected
    return (interface.flags.contains(.running) ? 0 : 16) + (interface.flags.contains(.up) ? 0 : 8)
      + (isUnplugged ? 4 : 0) + (interface.flags.contains(.loopback) ? 2 : 0)
      + (interface.name == CaptureDevice.any ? 1 : 0)
  }

  private static func interface(
    _ name: String, flags: Int32, _ query: borrowing InterfaceQuery
  ) -> CaptureInterface {
    var known: CaptureInterface.Flags = []
    if flags & Int32(IFF_LOOPBACK) != 0 { known.insert(.loopback) }
    if flags & Int32(IFF_UP) != 0 { known.insert(.up) }
    if flags & Int32(IFF_RUNNING) != 0 { known.insert(.running) }
    guard !known.contains(.loopback) else {
      return CaptureInterface(name: name, flags: known, connection: .notApplicable)
    }
    let hardware = try? query.hardware(of: name)
    if isWireless(name) || hardware.map(HardwareType.wireless.contains) ?? false { known.insert(.wireless) }
    let link = query.hasLink(name)
    let connection: CaptureInterface.Connection = link.map { $0 ? .connected : .disconnected } ?? .notApplicable
    return CaptureInterface(name: name, flags: known, connection: connection)
  }

  /// Packets that a device lost before anyone saw them, since it was made: missed, out of room and dropped.
  static func missedPackets(of name: String) -> Int? {
    var missed: Int?
    try? forEachAddress { device, _, counters in
      if device == name, let counters {
        missed = Int(counters.rx_missed_errors) + Int(counters.rx_fifo_errors) + Int(counters.rx_dropped)
      }
    }
    return missed
  }

  /// Calls `body` with the name, flags and, once for each device, counters of each address that the kernel lists.
  private static func forEachAddress(
    _ body: (String, Int32, rtnl_link_stats?) -> Void
  ) throws(CaptureError) {
    var list: UnsafeMutablePointer<ifaddrs>?
    guard unsafe getifaddrs(&list) == 0 else {
      throw CaptureError(.failed, .listInterfaces, code: errno, interface: "")
    }
    defer { unsafe freeifaddrs(list) }
    // SAFETY: the list is the library's until it is freed; each entry points to the next one or to nothing.
    var next = unsafe list
    while let entry = unsafe next {
      let name = unsafe String(cString: entry.pointee.ifa_name)
      unsafe body(name, Int32(bitPattern: entry.pointee.ifa_flags), counters(of: entry.pointee))
      unsafe next = entry.pointee.ifa_next
    }
  }

  @unsafe
  private static func counters(of entry: ifaddrs) -> rtnl_link_stats? {
    guard let address = unsafe entry.ifa_addr, unsafe Int32(address.pointee.sa_family) == AF_PACKET else { return nil }
    // SAFETY: getifaddrs(3): `ifa_data` of an AF_PACKET address is the device's statistics.
    return unsafe entry.ifa_data?.load(as: rtnl_link_stats.self)
  }
}
