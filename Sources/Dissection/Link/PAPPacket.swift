public import Bytes
import Packets

/// A packet of the password authentication protocol. Source: RFC 1334 section 2.2.
///
///     0      1            2        4
///     | code | identifier | length | peer and password, or a message, with a length octet each
public struct PAPPacket: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.pap
  public static let bindings: [Binding] = [.ppp(0xc023)]

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

  /// 1 request, 2 yes, 3 no.
  public var code: UInt8 { bytes.load8(Offset.code) }

  /// What an answer has in common with its request.
  public var identifier: UInt8 { bytes.load8(Offset.identifier) }

  /// Bytes of it, code and identifier included.
  public var length: UInt16 { bytes.load16(Offset.length) }

  public var headerLength: Int { Offset.data }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("pap.code", code, at: Offset.code, length: 1)
    visitor.visit("pap.identifier", identifier, at: Offset.identifier, length: 1)
    visitor.visit("pap.length", length, at: Offset.length, length: 2)
  }
}
