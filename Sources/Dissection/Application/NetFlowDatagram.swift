public import Bytes
public import Packets

/// Flows that a router of Cisco's saw, in versions 1, 5 and 6. Source: Cisco, "NetFlow Export Datagram Format".
///
///     0         2       4        8         12            16 (versions 5 and 6)
///     | version | count | uptime | seconds | nanoseconds | sequence | engine, sampling | records
public struct NetFlowDatagram: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.netflow
  public static let bindings: [Binding] = []

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(2)
    self.bytes = bytes
  }

  /// The version.
  public var version: UInt16 { bytes.load16(0) }

  /// Whether the fixed header is whole.
  public var hasHeader: Bool { bytes.has(headerLength, at: 0) }

  /// How many records there are.
  public var count: UInt16? { bytes.uint16(ifAt: 2) }

  /// Milliseconds since the router started.
  public var uptime: UInt32? { bytes.uint32(ifAt: 4) }

  /// Seconds of the time.
  public var seconds: UInt32? { bytes.uint32(ifAt: 8) }

  /// Nanoseconds of the time.
  public var nanoseconds: UInt32? { bytes.uint32(ifAt: 12) }

  /// The number of the first flow; version 1 has none.
  public var sequence: UInt32? { version == 1 ? nil : bytes.uint32(ifAt: 16) }

  public var headerLength: Int { version == 1 ? 16 : 24 }

  /// The record of a flow.
  ///
  /// - Throws: `Truncation` when it is not whole.
  @_lifetime(copy self)
  public func record(_ index: Int) throws(Truncation) -> Record {
    try Record(bytes.suffix(from: headerLength + index * Record.length), isVersion1: version == 1)
  }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("cflow.version", version, at: 0, length: 2)
    if let count { visitor.visit("cflow.count", count, at: 2, length: 2) }
    if let uptime { visitor.visit("cflow.sysuptime", uptime, at: 4, length: 4) }
    if let seconds { visitor.visit("cflow.unix_secs", seconds, at: 8, length: 4) }
    if let nanoseconds { visitor.visit("cflow.unix_nsecs", nanoseconds, at: 12, length: 4) }
    if let sequence { visitor.visit("cflow.sequence", sequence, at: 16, length: 4) }
  }
}

extension NetFlowDatagram {
  /// What was seen of a flow.
  public struct Record: ~Escapable {
    /// Bytes of a record.
    static let length = 52

    private let bytes: RawSpan
    private let isVersion1: Bool

    @_lifetime(copy bytes)
    init(_ bytes: RawSpan, isVersion1: Bool) throws(Truncation) {
      try bytes.require(Self.length)
      self.bytes = bytes
      self.isVersion1 = isVersion1
    }

    /// Who sent.
    public var source: IPv4Address { IPv4Address(rawValue: bytes.load32(0)) }
    /// Who received.
    public var destination: IPv4Address { IPv4Address(rawValue: bytes.load32(4)) }
    /// Where it was passed on to.
    public var nextHop: IPv4Address { IPv4Address(rawValue: bytes.load32(8)) }
    /// Packets of the flow.
    public var packets: UInt32 { bytes.load32(16) }
    /// Bytes of the flow.
    public var octets: UInt32 { bytes.load32(20) }
    /// When it began, in milliseconds of uptime.
    public var start: UInt32 { bytes.load32(24) }
    /// When its last packet came, in milliseconds of uptime.
    public var last: UInt32 { bytes.load32(28) }
    /// The sender's port.
    public var sourcePort: UInt16 { bytes.load16(32) }
    /// The receiver's port.
    public var destinationPort: UInt16 { bytes.load16(34) }
    /// All flags of TCP that were seen.
    public var tcpFlags: UInt8 { bytes.load8(isVersion1 ? 40 : 37) }
    /// What IP carries.
    public var ipProtocol: UInt8 { bytes.load8(38) }
    /// The type of service.
    public var serviceType: UInt8 { bytes.load8(39) }
    /// The autonomous systems of both; not in version 1.
    public var systems: (source: UInt16, destination: UInt16) { (bytes.load16(40), bytes.load16(42)) }
    /// The prefix lengths of both; not in version 1.
    public var masks: (source: UInt8, destination: UInt8) { (bytes.load8(44), bytes.load8(45)) }
    /// Of version 6: how the flow came in and went out in other packets.
    public var encapsulations: (input: UInt8, output: UInt8) { (bytes.load8(46), bytes.load8(47)) }
  }
}
