public import Bytes

/// A header of the Subnetwork Access Protocol that has no padding in front of a bridged frame, as behind Frame Relay.
///
/// Source: RFC 2427 section 4.
public struct UnpaddedSNAPHeader: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.unpaddedSNAP
  public static let bindings: [Binding] = []

  /// The header.
  public let header: SNAPHeader

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) { header = try SNAPHeader(bytes, padding: 0) }

  public var headerLength: Int { header.headerLength }

  public var next: NextProtocol { header.next }

  public func fields(into visitor: inout some FieldVisitor) { header.fields(into: &visitor) }
}
