internal import CLinux
internal import Glibc
internal import Packets
internal import Synchronization

/// Look-ups of hosts' names, each on a thread of its own, so that none can hold up a line for ever.
final class HostLookups: Sendable {
  /// How long a line waits for a name.
  private static let patience: Int32 = 5_000
  /// Look-ups that may be under way; while so many are stuck there are no names.
  private static let maximum = 32

  private let underWay = Atomic(0)
  private let isHurried = Atomic(false)
  private let hurryEvent: EventBox?

  init() { hurryEvent = try? EventBox() }

  /// Whether nobody waits for names.
  func hurry(_ isHurried: Bool) {
    guard self.isHurried.exchange(isHurried, ordering: .acquiringAndReleasing) != isHurried else { return }
    if isHurried { hurryEvent?.event.set() } else { hurryEvent?.event.clear() }
  }

  /// The name of an address: none within the time is `.some(nil)`, and `nil` says that there was no time.
  func name(of address: IPv4Address) -> String?? {
    let raw = address.rawValue.bigEndian
    return look { Self.name(of: raw) }
  }

  /// The name of an address: none within the time is `.some(nil)`, and `nil` says that there was no time.
  func name(of address: IPv6Address) -> String?? {
    let raw = address.rawValue.bigEndian
    return look { Self.name(of: raw) }
  }

  private func look(_ find: @escaping @Sendable () -> String?) -> String?? {
    guard !isHurried.load(ordering: .acquiring), underWay.load(ordering: .relaxed) < Self.maximum else { return nil }
    guard let done = try? EventBox() else { return nil }
    let answer = Answer()
    underWay.add(1, ordering: .relaxed)
    do throws(SystemCallError) {
      _ = try Thread { [self] in
        answer.name.withLock { $0 = .some(find()) }
        done.event.set()
        underWay.subtract(1, ordering: .relaxed)
      }
      try done.event.wait(orFor: hurryEvent?.event.descriptor, milliseconds: Self.patience)
    } catch {
      return nil
    }
    if let found = answer.name.withLock({ $0 }) { return found }
    return isHurried.load(ordering: .acquiring) ? nil : .some(nil)
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

/// What a look-up found: `nil` while it is under way.
private final class Answer: Sendable {
  let name = Mutex<String??>(nil)
}
