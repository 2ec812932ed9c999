public import Bytes

/// A unit of the Label Distribution Protocol. Source: RFC 5036 section 3.1.
///
///     0         2        4        8
///     | version | length | router | label space | messages
public struct LDPMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.ldp
  public static let bindings: [Binding] = [.tcpPort(646), .udpPort(646)]

  /// Bytes of the fixed header.
  public static let fixedLength = 10

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Self.fixedLength)
    self.bytes = bytes
  }

  /// The version, 1.
  public var version: UInt16 { bytes.load16(0) }

  /// Bytes behind it.
  public var length: UInt16 { bytes.load16(2) }

  /// The sender.
  public var router: UInt32 { bytes.load32(4) }

  /// Which of the sender's labels are meant.
  public var labelSpace: UInt16 { bytes.load16(8) }

  public var headerLength: Int { Self.fixedLength }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("ldp.hdr.version", version, at: 0, length: 2)
    visitor.visit("ldp.hdr.pdu_len", length, at: 2, length: 2)
    visitor.visit("ldp.hdr.ldpid.lsr", router, at: 4, length: 4)
    visitor.visit("ldp.hdr.ldpid.lsid", labelSpace, at: 8, length: 2)
  }
}
