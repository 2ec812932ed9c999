public import Bytes

/// A message of ISAKMP: of the Internet Key Exchange, version 1 or 2. Source: RFC 2408 section 3.1, RFC 7296 section 3.1.
///
///     0           8           16             17        18         19      20           24       28
///     | initiator | responder | next payload | version | exchange | flags | message id | length | payloads
public struct ISAKMPMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.isakmp
  public static let bindings: [Binding] = [.udpPort(500), .udpPort(7500), .udpPort(8500)]

  private enum Offset {
    static let initiator = 0
    static let responder = 8
    static let nextPayload = 16
    static let version = 17
    static let exchange = 18
    static let flags = 19
    static let message = 20
    static let length = 24
    static let payloads = 28
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.payloads)
    self.bytes = bytes
  }

  /// The initiator's cookie, or security parameters index.
  public var initiator: UInt64 { bytes.load64(Offset.initiator) }

  /// The responder's; 0 in the first message.
  public var responder: UInt64 { bytes.load64(Offset.responder) }

  /// What the first payload is.
  public var nextPayload: UInt8 { bytes.load8(Offset.nextPayload) }

  /// 1 or 2.
  public var majorVersion: UInt8 { bytes.load8(Offset.version) >> 4 }

  /// 0.
  public var minorVersion: UInt8 { bytes.load8(Offset.version) & 0x0f }

  /// What the message is part of.
  public var exchange: UInt8 { bytes.load8(Offset.exchange) }

  /// 1 encrypted, 2 commit; in version 2 8 from the initiator, 16 a higher version is known, 32 a response.
  public var flags: UInt8 { bytes.load8(Offset.flags) }

  /// 0 in the first phase.
  public var messageIdentifier: UInt32 { bytes.load32(Offset.message) }

  /// Bytes of the message.
  public var length: UInt32 { bytes.load32(Offset.length) }

  public var headerLength: Int { Offset.payloads }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("isakmp.ispi", initiator, at: Offset.initiator, length: 8)
    visitor.visit("isakmp.rspi", responder, at: Offset.responder, length: 8)
    visitor.visit("isakmp.nextpayload", nextPayload, at: Offset.nextPayload, length: 1)
    visitor.visit("isakmp.version", bytes.load8(Offset.version), at: Offset.version, length: 1)
    visitor.visit("isakmp.exchangetype", exchange, at: Offset.exchange, length: 1)
    visitor.visit("isakmp.flags", flags, at: Offset.flags, length: 1)
    visitor.visit("isakmp.messageid", messageIdentifier, at: Offset.message, length: 4)
    visitor.visit("isakmp.length", length, at: Offset.length, length: 4)
  }
}
