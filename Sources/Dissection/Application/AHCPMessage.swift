public import Bytes

/// A message of the Ad Hoc Configuration Protocol. Source: draft-chroboczek-ahcp-00.
///
///     0       1         2      3               4       8        16            24
///     | magic | version | hops | original hops | nonce | source | destination | type, zero, length (2), options
public struct AHCPMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.ahcp
  public static let bindings: [Binding] = [.udpPort(5359)]

  /// Bytes of the fixed header.
  public static let fixedLength = 24

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Self.fixedLength)
    self.bytes = bytes
  }

  /// 43.
  public var magic: UInt8 { bytes.load8(0) }

  /// The version, 1.
  public var version: UInt8 { bytes.load8(1) }

  /// Hops that it may still go.
  public var hops: UInt8 { bytes.load8(2) }

  /// Hops that it could go when it was sent.
  public var originalHops: UInt8 { bytes.load8(3) }

  /// A number that tells messages apart.
  public var nonce: UInt32 { bytes.load32(4) }

  /// The number of the sender.
  public var source: UInt64 { bytes.load64(8) }

  /// The number of the receiver; all ones for all.
  public var destination: UInt64 { bytes.load64(16) }

  public var headerLength: Int { Self.fixedLength }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("ahcp.magic", magic, at: 0, length: 1)
    visitor.visit("ahcp.version", version, at: 1, length: 1)
    visitor.visit("ahcp.hopcount", hops, at: 2, length: 1)
    visitor.visit("ahcp.original_hopcount", originalHops, at: 3, length: 1)
    visitor.visit("ahcp.nonce", nonce, at: 4, length: 4)
    visitor.visit("ahcp.source_id", source, at: 8, length: 8)
    visitor.visit("ahcp.destination_id", destination, at: 16, length: 8)
  }
}
