public import Packets
internal import Synchronization

/// Names of this machine's files and resolver, in both directions.
///
/// What was found is remembered, also that nothing was. Looking up the name of an address takes 5 seconds at most: after
/// that it has none.
public final class SystemNames: NameResolver, NameSource, Sendable {
  /// Names remembered of each kind of address; when there are more, all are forgotten.
  private static let capacity = 65_536

  private struct Memory {
    var ipv4: [UInt32: String?] = [:]
    var ipv6: [UInt128: String?] = [:]
    var stations: [UInt64: String?] = [:]
    var services: ServiceTable?
  }

  private let memory = Mutex(Memory())
  private let lookups = HostLookups()
  private let localNetwork: InterfaceNetwork?

  /// The names of this machine.
  ///
  /// - Parameter localNetwork: IPv4 addresses outside of it get no name; `nil` when all shall have theirs.
  public init(localNetwork: InterfaceNetwork? = nil) { self.localNetwork = localNetwork }

  /// Whether there is no time to look anything up: what is not known at once has no name, and who waits for one now
  /// goes on without. Nothing of that is remembered.
  public func hurry(_ isHurried: Bool) { lookups.hurry(isHurried) }

  public func name(of address: IPv4Address) -> String? {
    if let localNetwork, !localNetwork.contains(address) { return nil }
    return remembered(\.ipv4, address.rawValue) { lookups.name(of: address) }
  }

  public func name(of address: IPv6Address) -> String? {
    remembered(\.ipv6, address.rawValue) { lookups.name(of: address) }
  }

  public func name(of address: MACAddress) -> String? {
    remembered(\.stations, address.rawValue) { .some(HostTables.name(of: address)) }
  }

  public func name(ofTCPPort port: UInt16) -> String? { services { $0.tcp[port] } }

  public func name(ofUDPPort port: UInt16) -> String? { services { $0.udp[port] } }

  public func ipv4Addresses(ofHost name: String) -> [IPv4Address] { HostTables.ipv4Addresses(ofHost: name) }

  public func ipv6Addresses(ofHost name: String) -> [IPv6Address] { HostTables.ipv6Addresses(ofHost: name) }

  public func network(named name: String) -> UInt32? { HostTables.network(named: name) }

  public func ethernetAddress(ofHost name: String) -> MACAddress? { HostTables.ethernetAddress(ofHost: name) }

  public func tcpPort(ofService name: String) -> UInt16? { HostTables.port(ofService: name, protocol: "tcp") }

  public func udpPort(ofService name: String) -> UInt16? { HostTables.port(ofService: name, protocol: "udp") }

  public func ipProtocol(named name: String) -> UInt8? { HostTables.ipProtocol(named: name) }

  public func interfaceIndex(named name: String) -> UInt32? { HostTables.interfaceIndex(named: name) }

  /// What is remembered of a key, else what a look-up finds, which is remembered unless it was called off (`nil`).
  private func remembered<Key: Hashable & Sendable>(
    _ table: any WritableKeyPath<Memory, [Key: String?]> & Sendable, _ key: Key, lookUp: () -> String??
  ) -> String? {
    if let known = memory.withLock({ $0[keyPath: table][key] }) { return known }
    guard let found = lookUp() else { return nil }
    memory.withLock {
      if $0[keyPath: table].count >= Self.capacity { $0[keyPath: table].removeAll() }
      $0[keyPath: table][key] = .some(found)
    }
    return found
  }

  private func services(_ name: (ServiceTable) -> String?) -> String? {
    memory.withLock { memory in
      let table = memory.services ?? ServiceTable()
      if memory.services == nil { memory.services = table }
      return name(table)
    }
  }
}
