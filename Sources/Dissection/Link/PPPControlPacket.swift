public import Bytes
import Packets

/// A packet of a PPP control protocol: of the link (LCP) or of a network protocol (IPCP and its like).
///
/// Source: RFC 1661 section 5.
///
///     0      1            2        4
///     | code | identifier | length | options or data
public struct PPPControlPacket: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.pppControl
  public static let bindings: [Binding] = [
    .ppp(0xc021), .ppp(0x8021), .ppp(0x8023), .ppp(0x8281), .ppp(0x8057), .ppp(0x80fd), .ppp(0xc02b),
  ]

  private enum Offset {
    static let code = 0
    static let identifier = 1
    static let length = 2
    static let data = 4
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.data)
    self.bytes = bytes
  }

  /// What it wants: 1 to 4 requests and answers a configuration.
  public var code: UInt8 { bytes.load8(Offset.code) }

  /// What an answer has in common with its request.
  public var identifier: UInt8 { bytes.load8(Offset.identifier) }

  /// Bytes of it, code and identifier included.
  public var length: UInt16 { bytes.load16(Offset.length) }

  public var headerLength: Int { Offset.data }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("ppp.code", code, at: Offset.code, length: 1)
    visitor.visit("ppp.identifier", identifier, at: Offset.identifier, length: 1)
    visitor.visit("ppp.length", length, at: Offset.length, length: 2)
  }
}

extension PPPControlPacket {
  /// A packet that was cut.
  public struct Partial: ~Escapable {
    private let bytes: RawSpan

    /// Whatever there is of the packet.
    @_lifetime(copy bytes)
    public init(_ bytes: RawSpan) { self.bytes = bytes }

    /// What it wants.
    public var code: UInt8? { bytes.uint8(ifAt: Offset.code) }
    /// What an answer has in common with its request.
    public var identifier: UInt8? { bytes.uint8(ifAt: Offset.identifier) }
    /// Bytes of it.
    public var length: UInt16? { bytes.uint16(ifAt: Offset.length) }
  }
}
