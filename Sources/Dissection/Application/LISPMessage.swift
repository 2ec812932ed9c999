public import Bytes

/// A control message of the Locator/ID Separation Protocol. Source: RFC 6830 section 6.1.
///
///     0             3         4       12       14
///     | type, flags | records | nonce | key id | bytes of authentication
public struct LISPMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.lisp
  public static let bindings: [Binding] = [.udpPort(4342)]

  /// Bytes of the fixed header.
  public static let fixedLength = 16

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Self.fixedLength)
    self.bytes = bytes
  }

  /// The type in four bits, and flags.
  public var typeAndFlags: UInt8 { bytes.load8(0) }

  /// Records behind the header.
  public var recordCount: UInt8 { bytes.load8(3) }

  /// What answers repeat.
  public var nonce: UInt64 { bytes.load64(4) }

  /// How it is authenticated.
  public var keyIdentifier: UInt16 { bytes.load16(12) }

  /// Bytes of authentication data.
  public var authenticationLength: UInt16 { bytes.load16(14) }

  public var headerLength: Int { Self.fixedLength }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("lisp.type", typeAndFlags, at: 0, length: 1)
    visitor.visit("lisp.records", recordCount, at: 3, length: 1)
    visitor.visit("lisp.nonce", nonce, at: 4, length: 8)
    visitor.visit("lisp.keyid", keyIdentifier, at: 12, length: 2)
    visitor.visit("lisp.authlen", authenticationLength, at: 14, length: 2)
  }
}
