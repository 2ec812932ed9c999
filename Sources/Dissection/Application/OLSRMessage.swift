public import Bytes

/// A packet of the Optimized Link State Routing protocol. Source: RFC 3626 section 3.3.
///
///     0        2
///     | length | sequence number | messages
public struct OLSRMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.olsr
  public static let bindings: [Binding] = [.udpPort(698)]

  /// Bytes of the fixed header.
  public static let fixedLength = 4

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Self.fixedLength)
    self.bytes = bytes
  }

  /// Bytes of all of it.
  public var length: UInt16 { bytes.load16(0) }

  /// The number of the packet.
  public var sequence: UInt16 { bytes.load16(2) }

  public var headerLength: Int { Self.fixedLength }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("olsr.packet_len", length, at: 0, length: 2)
    visitor.visit("olsr.packet_seq_num", sequence, at: 2, length: 2)
  }
}
