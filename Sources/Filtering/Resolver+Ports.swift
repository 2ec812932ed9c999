import Packets

extension Resolver {
  /// The transport protocols that a `port` means.
  func transports(_ qualifiers: Qualifiers, _ range: Range<Int>) throws(FilterError) -> [UInt32] {
    switch qualifiers.proto {
    case nil: return [132, 6, 17]
    case .udp: return [17]
    case .tcp: return [6]
    case .sctp: return [132]
    default: throw mismatch(qualifiers, range)
    }
  }

  /// Ports from the lower to the upper, over IPv6 and over IPv4.
  func ports(
    _ ports: ClosedRange<UInt32>, isRange: Bool, _ transports: [UInt32], _ qualifiers: Qualifiers, _ range: Range<Int>
  ) throws(FilterError) -> Predicate {
    let isFirstFragment = !Predicate.compare(network(.half, 6), .anySet, 0x1fff)
    var overIPv6: [Predicate] = []
    var overIPv4: [Predicate] = []
    for transport in transports {
      let sides6 = try sides(qualifiers, range) { isSource throws(FilterError) in
        isIn(ports, isRange, transportOverIPv6(.half, isSource ? 0 : 2))
      }
      let sides4 = try sides(qualifiers, range) { isSource throws(FilterError) in
        isIn(ports, isRange, transportOverIPv4(.half, isSource ? 0 : 2))
      }
      overIPv6.append(.compare(network(.byte, 6), .equal, transport) && sides6)
      overIPv4.append(.all([.compare(network(.byte, 9), .equal, transport), isFirstFragment, sides4]))
    }
    return try (linkType(.ipv6, range) && .any(overIPv6)) || (linkType(.ip, range) && .any(overIPv4))
  }

  private func isIn(_ ports: ClosedRange<UInt32>, _ isRange: Bool, _ field: Value) -> Predicate {
    guard isRange else { return .compare(field, .equal, ports.lowerBound) }
    return .compare(field, .greaterOrEqual, ports.lowerBound) && !.compare(field, .greater, ports.upperBound)
  }

  /// The port of a service, and the transport it is known for; `nil` for more than one.
  private func service(_ name: String, _ range: Range<Int>) throws(FilterError) -> (port: UInt32, transport: UInt32?) {
    if let number = UInt64(name), name.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      return (UInt32(UInt16(truncatingIfNeeded: number)), nil)
    }
    let tcp = names.tcpPort(ofService: name)
    let udp = names.udpPort(ofService: name)
    guard let port = tcp ?? udp else { throw FilterError(.unknownPort, range) }
    return (UInt32(port), tcp == nil ? 17 : udp == tcp ? nil : 6)
  }

  /// `port NAME`.
  func port(named name: String, _ qualifiers: Qualifiers, _ range: Range<Int>) throws(FilterError) -> Predicate {
    let wanted = try transports(qualifiers, range)
    let (port, known) = try service(name, range)
    return try ports(
      port...port, isRange: false, try matching(wanted, known, range), qualifiers, range)
  }

  /// `portrange NAME-NAME`, or one name.
  func portRange(named name: String, _ qualifiers: Qualifiers, _ range: Range<Int>) throws(FilterError) -> Predicate {
    let wanted = try transports(qualifiers, range)
    let ends = name.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let first = try service(ends[0], range)
    let last = ends.count > 1 ? try service(ends[1], range) : first
    if ends.count > 1 {
      // Numbers are numbers here, whatever their size.
      for end in ends where (UInt64(end) ?? 0) > 65535 { throw FilterError(.valueTooLarge(maximum: 65535), range) }
    }
    let known = first.transport == last.transport ? first.transport : nil
    let bounds = min(first.port, last.port)...max(first.port, last.port)
    return try ports(bounds, isRange: true, try matching(wanted, known, range), qualifiers, range)
  }

  /// The transports asked for that the service is known for.
  private func matching(
    _ wanted: [UInt32], _ known: UInt32?, _ range: Range<Int>
  ) throws(FilterError) -> [UInt32] {
    guard let known else { return wanted }
    guard wanted.contains(known) else {
      throw FilterError(.portOfOtherProtocol(actual: known == 6 ? "tcp" : "udp"), range)
    }
    return [known]
  }
}
