public import Bytes
public import Packets

/// A message of Cisco's serial line address resolution protocol. Source: RFC 1547 section 4.3.1, Cisco.
///
///     0      4                8                 12            14
///     | code | address        | mask            |                           request, reply
///     | code | sender's number| receiver's number| reliability | milliseconds up (optional)
public struct SLARPMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.slarp
  public static let bindings: [Binding] = []

  private enum Offset {
    static let code = 0
    static let first = 4
    static let second = 8
    static let reliability = 12
    static let uptime = 14
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.uptime)
    self.bytes = bytes
  }

  /// 0 request, 1 reply, 2 keepalive.
  public var code: UInt32 { bytes.load32(Offset.code) }

  /// Of a reply, the address.
  public var address: IPv4Address { IPv4Address(rawValue: bytes.load32(Offset.first)) }

  /// Of a reply, the address mask.
  public var mask: IPv4Address { IPv4Address(rawValue: bytes.load32(Offset.second)) }

  /// Of a keepalive, the sender's sequence number.
  public var ownSequence: UInt32 { bytes.load32(Offset.first) }

  /// Of a keepalive, the last sequence number that the sender has seen.
  public var peerSequence: UInt32 { bytes.load32(Offset.second) }

  /// Of a keepalive, the link's reliability; 0xffff is the best.
  public var reliability: UInt16 { bytes.load16(Offset.reliability) }

  /// Of a keepalive, for how many milliseconds the link is up; `nil` when that was not captured.
  public var uptime: UInt32? { bytes.uint32(ifAt: Offset.uptime) }

  public var headerLength: Int { bytes.byteCount }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("slarp.ptype", code, at: Offset.code, length: 4)
    if code == 2 {
      visitor.visit("slarp.mysequence", ownSequence, at: Offset.first, length: 4)
      visitor.visit("slarp.yoursequence", peerSequence, at: Offset.second, length: 4)
    } else {
      visitor.visit("slarp.address", .ipv4(address), at: Offset.first..<Offset.second)
      visitor.visit("slarp.netmask", .ipv4(mask), at: Offset.second..<Offset.reliability)
    }
  }
}
