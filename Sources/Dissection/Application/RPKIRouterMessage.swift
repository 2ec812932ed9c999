public import Bytes
import Packets

/// A PDU of the protocol by which routers learn what the Resource Public Key Infrastructure says. Source: RFC 6810.
///
///     0         1      2                        4        8
///     | version | type | session or error code  | length | by type
public struct RPKIRouterMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.rpkiRouter
  public static let bindings: [Binding] = [.tcpPort(323)]

  private enum Offset {
    static let version = 0
    static let type = 1
    static let session = 2
    static let length = 4
    static let body = 8
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.body)
    self.bytes = bytes
  }

  /// The protocol's version, 0.
  public var version: UInt8 { bytes.load8(Offset.version) }

  /// What it is.
  public var type: UInt8 { bytes.load8(Offset.type) }

  /// The number of the session; in an error report, what is wrong.
  public var session: UInt16 { bytes.load16(Offset.session) }

  /// Bytes of all of it.
  public var length: UInt32 { bytes.load32(Offset.length) }

  public var headerLength: Int { Offset.body }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("rpkirtr.version", version, at: Offset.version, length: 1)
    visitor.visit("rpkirtr.pdu_type", type, at: Offset.type, length: 1)
    visitor.visit(type == 10 ? "rpkirtr.error_code" : "rpkirtr.session_id", session, at: Offset.session, length: 2)
    visitor.visit("rpkirtr.length", length, at: Offset.length, length: 4)
  }
}
