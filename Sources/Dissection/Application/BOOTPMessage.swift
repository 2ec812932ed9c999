public import Bytes
public import Packets

/// A message of the Bootstrap Protocol, or of DHCP, which is BOOTP with options. Source: RFC 951, RFC 2131 section 2.
///
///     0    1       2      3      4     8      10      12   16   20   24   28        44      108    236
///     | op | htype | hlen | hops | xid | secs | flags | ci | yi | si | gi | chaddr  | sname | file | vendor
public struct BOOTPMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.bootp
  public static let bindings: [Binding] = [.udpPort(67), .udpPort(68)]

  private enum Offset {
    static let operation = 0
    static let hardwareType = 1
    static let hardwareLength = 2
    static let hops = 3
    static let transaction = 4
    static let seconds = 8
    static let flags = 10
    static let client = 12
    static let your = 16
    static let server = 20
    static let gateway = 24
    static let clientHardware = 28
    static let serverName = 44
    static let file = 108
    static let vendor = 236
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.vendor)
    self.bytes = bytes
  }

  public var headerLength: Int { Offset.vendor }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("dhcp.type", bytes.load8(Offset.operation), at: Offset.operation, length: 1)
    visitor.visit("dhcp.hw.type", bytes.load8(Offset.hardwareType), at: Offset.hardwareType, length: 1)
    visitor.visit("dhcp.hw.len", bytes.load8(Offset.hardwareLength), at: Offset.hardwareLength, length: 1)
    visitor.visit("dhcp.hops", bytes.load8(Offset.hops), at: Offset.hops, length: 1)
    visitor.visit("dhcp.id", bytes.load32(Offset.transaction), at: Offset.transaction, length: 4)
    visitor.visit("dhcp.secs", bytes.load16(Offset.seconds), at: Offset.seconds, length: 2)
    visitor.visit("dhcp.flags", bytes.load16(Offset.flags), at: Offset.flags, length: 2)
    visitor.visit("dhcp.ip.client", .ipv4(address(Offset.client)), at: Offset.client..<Offset.your)
    visitor.visit("dhcp.ip.your", .ipv4(address(Offset.your)), at: Offset.your..<Offset.server)
    visitor.visit("dhcp.ip.server", .ipv4(address(Offset.server)), at: Offset.server..<Offset.gateway)
    visitor.visit("dhcp.ip.relay", .ipv4(address(Offset.gateway)), at: Offset.gateway..<Offset.clientHardware)
    var options = DHCPOptions(bytes)
    while let option = options.next() { visitor.visit("dhcp.option.type", option.tag, at: option.offset, length: 1) }
  }

  private func address(_ offset: Int) -> IPv4Address { IPv4Address(rawValue: bytes.load32(offset)) }
}

extension BOOTPMessage {
  /// A message of which any part may be cut: what is not there throws `Truncation`.
  public struct Partial: ~Escapable {
    private let bytes: RawSpan

    /// Whatever there is of the message.
    @_lifetime(copy bytes)
    public init(_ bytes: RawSpan) { self.bytes = bytes }

    /// 1 a request, 2 a reply.
    public var operation: UInt8 { get throws(Truncation) { try bytes.uint8(at: Offset.operation) } }
    /// What kind of hardware the client has: 1 Ethernet.
    public var hardwareType: UInt8 { get throws(Truncation) { try bytes.uint8(at: Offset.hardwareType) } }
    /// Bytes of the client's hardware address.
    public var hardwareLength: UInt8 { get throws(Truncation) { try bytes.uint8(at: Offset.hardwareLength) } }
    /// Relays that it went through.
    public var hops: UInt8 { get throws(Truncation) { try bytes.uint8(at: Offset.hops) } }
    /// The number that request and reply share.
    public var transaction: UInt32 { get throws(Truncation) { try bytes.uint32(at: Offset.transaction) } }
    /// Seconds that the client has been at it.
    public var seconds: UInt16 { get throws(Truncation) { try bytes.uint16(at: Offset.seconds) } }
    /// The high bit asks for replies to all.
    public var flags: UInt16 { get throws(Truncation) { try bytes.uint16(at: Offset.flags) } }
    /// The client's address, if it has one.
    public var client: IPv4Address { get throws(Truncation) { try address(Offset.client) } }
    /// The address that the client is given.
    public var your: IPv4Address { get throws(Truncation) { try address(Offset.your) } }
    /// The server to boot from.
    public var server: IPv4Address { get throws(Truncation) { try address(Offset.server) } }
    /// The relay.
    public var gateway: IPv4Address { get throws(Truncation) { try address(Offset.gateway) } }
    /// The client's Ethernet address, when `hardwareType` is 1 and `hardwareLength` 6.
    public var clientStation: MACAddress {
      get throws(Truncation) { MACAddress(rawValue: try bytes.uint48(at: Offset.clientHardware)) }
    }
    /// The server's name, up to 64 bytes; fewer when they were not captured.
    public var serverName: RawSpan {
      @_lifetime(copy self) get { bytes.prefix(Offset.file - Offset.serverName, from: Offset.serverName) }
    }
    /// The name of the file to boot, up to 128 bytes; fewer when they were not captured.
    public var file: RawSpan {
      @_lifetime(copy self) get { bytes.prefix(Offset.vendor - Offset.file, from: Offset.file) }
    }
    /// Whatever there is behind the fixed part; its first four bytes say what it is.
    public var vendor: RawSpan { @_lifetime(copy self) get { bytes.suffix(from: Offset.vendor) } }

    private func address(_ offset: Int) throws(Truncation) -> IPv4Address {
      IPv4Address(rawValue: try bytes.uint32(at: offset))
    }
  }
}
