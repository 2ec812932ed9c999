public import Bytes
import Packets

/// A packet of the challenge handshake authentication protocol. Source: RFC 1994 section 4.
///
///     0      1            2        4
///     | code | identifier | length | value size, value, name, or a message
public struct CHAPPacket: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.chap
  public static let bindings: [Binding] = [.ppp(0xc223)]

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

  /// 1 challenge, 2 response, 3 success, 4 failure.
  public var code: UInt8 { bytes.load8(Offset.code) }

  /// What an answer has in common with its challenge.
  public var identifier: UInt8 { bytes.load8(Offset.identifier) }

  /// Bytes of it, code and identifier included.
  public var length: UInt16 { bytes.load16(Offset.length) }

  public var headerLength: Int { Offset.data }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("chap.code", code, at: Offset.code, length: 1)
    visitor.visit("chap.identifier", identifier, at: Offset.identifier, length: 1)
    visitor.visit("chap.length", length, at: Offset.length, length: 2)
  }
}
