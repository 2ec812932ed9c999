public import Bytes
public import Packets

/// A heartbeat of Microsoft's Network Load Balancing, as far as it is known.
///
///     0         8                          12           16
///     | unknown | priority (little-endian) | cluster IP | host IP | unknown
public struct NLBHeartbeat: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.nlb
  public static let bindings: [Binding] = [.etherType(EtherType(rawValue: 0x886f))]

  /// What is there of a heartbeat that may be cut.
  public struct Partial: ~Escapable {
    private let bytes: RawSpan

    @_lifetime(copy bytes)
    public init(_ bytes: RawSpan) { self.bytes = bytes }

    /// The host's number in the cluster, 1 to 32.
    public var hostPriority: UInt32? { bytes.uint32(ifAt: 8)?.byteSwapped }

    /// The address that all hosts of the cluster have.
    public var cluster: IPv4Address? { bytes.uint32(ifAt: 12).map(IPv4Address.init(rawValue:)) }

    /// The host's own address.
    public var host: IPv4Address? { bytes.uint32(ifAt: 16).map(IPv4Address.init(rawValue:)) }
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(20)
    self.bytes = bytes
  }

  public var headerLength: Int { bytes.byteCount }

  public func fields(into visitor: inout some FieldVisitor) {
    let partial = Partial(bytes)
    if let number = partial.hostPriority { visitor.visit("msnlb.priority", number, at: 8, length: 4) }
    if let cluster = partial.cluster { visitor.visit("msnlb.cluster_virtual_ip", .ipv4(cluster), at: 12..<16) }
    if let host = partial.host { visitor.visit("msnlb.host_ip", .ipv4(host), at: 16..<20) }
  }
}
