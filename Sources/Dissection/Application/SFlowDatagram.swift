public import Bytes
public import Packets

/// Samples of what a switch saw, version 5. Source: sflow.org, "sFlow Version 5".
///
///     0         4                8                   12 or 24
///     | version | kind of address | agent's address | sub-agent | sequence | uptime | number of samples | samples
public struct SFlowDatagram: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.sflow
  public static let bindings: [Binding] = [.udpPort(6343)]

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(8)
    self.bytes = bytes
  }

  /// The version, 5.
  public var version: UInt32 { bytes.load32(0) }

  /// 1 for an agent with an IPv4, 2 with an IPv6 address.
  public var addressType: UInt32 { bytes.load32(4) }

  private var agentLength: Int { addressType == 1 ? 4 : 16 }

  /// The agent's IPv4 address, when it is captured.
  public var agent4: IPv4Address? { bytes.uint32(ifAt: 8).map { IPv4Address(rawValue: $0) } }

  /// The agent's IPv6 address, when it is captured.
  public var agent6: IPv6Address? {
    bytes.has(16, at: 8) ? IPv6Address(rawValue: bytes.load128(8)) : nil
  }

  /// Which part of the agent.
  public var subAgent: UInt32? { bytes.uint32(ifAt: 8 + agentLength) }

  /// The number of the datagram.
  public var sequence: UInt32? { bytes.uint32(ifAt: 12 + agentLength) }

  /// Milliseconds since the agent started.
  public var uptime: UInt32? { bytes.uint32(ifAt: 16 + agentLength) }

  /// How many samples there are.
  public var sampleCount: UInt32? { bytes.uint32(ifAt: 20 + agentLength) }

  public var headerLength: Int { 24 + agentLength }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("sflow_245.header.version", version, at: 0, length: 4)
    visitor.visit("sflow_245.agent.type", addressType, at: 4, length: 4)
    if addressType == 1, let agent4 { visitor.visit("sflow_245.agent", .ipv4(agent4), at: 8..<12) }
    if addressType == 2, let agent6 { visitor.visit("sflow_245.agent.v6", .ipv6(agent6), at: 8..<24) }
    let at = 8 + agentLength
    if let subAgent { visitor.visit("sflow_245.sub_agent_id", subAgent, at: at, length: 4) }
    if let sequence { visitor.visit("sflow_245.sequence_number", sequence, at: at + 4, length: 4) }
    if let uptime { visitor.visit("sflow_245.sysuptime", uptime, at: at + 8, length: 4) }
    if let sampleCount { visitor.visit("sflow_245.numsamples", sampleCount, at: at + 12, length: 4) }
  }
}
