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
    /// Answers to what filters asked.
    var ipv4Addresses: [String: [IPv4Address]] = [:]
    var ipv6Addresses: [String: [IPv6Address]] = [:]
    var networks: [String: UInt32?] = [:]
    var ethernetAddresses: [String: MACAddress?] = [:]
    var ports: [String: UInt16?] = [:]
    var protocols: [String: UInt8?] = [:]
    var interfaces: [String: UInt32?] = [:]
  }

  private let memory = Mutex(Memory())
  private let lookups = Mutex<any AddressLookups>(HostLookups())
  private let localNetwork: InterfaceNetwork?

  /// The names of this machine.
  ///
  /// - Parameter localNetwork: IPv4 addresses outside of it get no name; `nil` when all shall have theirs.
  public init(localNetwork: InterfaceNetwork? = nil) { self.localNetwork = localNetwork }

  /// Whether there is no time to look anything up: what is not known at once has no name, and who waits for one now
  /// goes on without. Nothing of that is remembered.
  public func hurry(_ isHurried: Bool) { lookups.withLock { $0 }.hurry(isHurried) }

  /// What must stay open in a copy of the process that looks names up.
  public var descriptors: [Int32] { lookups.withLock { $0 }.descriptors }

  /// Reads what is in tables here now, and lets a helper process, started as `user` or as whoever this process is, look
  /// up the rest: from here on neither files nor sockets are opened in this process to find the names of addresses.
  ///
  /// - Throws: `SystemCallError` when the helper cannot be started.
  public func lookUpElsewhere(as user: SystemUser?) throws(SystemCallError) {
    let helper = try HelperLookups(as: user)
    lookups.withLock { $0 = helper }
    services { _ in nil }
  }

  public func name(of address: IPv4Address) -> String? {
    if let localNetwork, !localNetwork.contains(address) { return nil }
    return remembered(\.ipv4, address.rawValue) { name(AddressBytes.of(address)) }
  }

  public func name(of address: IPv6Address) -> String? {
    remembered(\.ipv6, address.rawValue) { name(AddressBytes.of(address)) }
  }

  public func name(of address: MACAddress) -> String? {
    remembered(\.stations, address.rawValue) { name(AddressBytes.of(address)) }
  }

  public func name(ofTCPPort port: UInt16) -> String? { services { $0.tcp[port] } }

  public func name(ofUDPPort port: UInt16) -> String? { services { $0.udp[port] } }

  public func ipv4Addresses(ofHost name: String) -> [IPv4Address] {
    answer(\.ipv4Addresses, name) { HostTables.ipv4Addresses(ofHost: name) }
  }

  public func ipv6Addresses(ofHost name: String) -> [IPv6Address] {
    answer(\.ipv6Addresses, name) { HostTables.ipv6Addresses(ofHost: name) }
  }

  public func network(named name: String) -> UInt32? { answer(\.networks, name) { HostTables.network(named: name) } }

  public func ethernetAddress(ofHost name: String) -> MACAddress? {
    answer(\.ethernetAddresses, name) { HostTables.ethernetAddress(ofHost: name) }
  }

  public func tcpPort(ofService name: String) -> UInt16? { port(name, "tcp") }

  public func udpPort(ofService name: String) -> UInt16? { port(name, "udp") }

  private func port(_ name: String, _ kind: String) -> UInt16? {
    answer(\.ports, "\(name)/\(kind)") { HostTables.port(ofService: name, protocol: kind) }
  }

  public func ipProtocol(named name: String) -> UInt8? {
    answer(\.protocols, name) { HostTables.ipProtocol(named: name) }
  }

  public func interfaceIndex(named name: String) -> UInt32? {
    answer(\.interfaces, name) { HostTables.interfaceIndex(named: name) }
  }

  private func name(_ address: [UInt8]) -> String?? { lookups.withLock { $0 }.name(ofAddress: address) }

  /// What is remembered of a text, else what a look-up finds: a filter that is compiled again means what it meant.
  private func answer<Value: Sendable>(
    _ table: any WritableKeyPath<Memory, [String: Value]> & Sendable, _ text: String, lookUp: () -> Value
  ) -> Value {
    if let known = memory.withLock({ $0[keyPath: table][text] }) { return known }
    let found = lookUp()
    memory.withLock { $0[keyPath: table][text] = .some(found) }
    return found
  }

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

  @discardableResult
  private func services(_ name: (ServiceTable) -> String?) -> String? {
    memory.withLock { memory in
      let table = memory.services ?? ServiceTable()
      if memory.services == nil { memory.services = table }
      return name(table)
    }
  }
}
