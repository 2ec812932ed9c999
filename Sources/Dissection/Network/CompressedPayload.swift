public import Bytes
public import Packets

/// A compressed payload of IP. Source: RFC 3173 section 3.
///
///     0             1       2                             4
///     | next header | flags | compression parameter index | compressed payload ...
public struct CompressedPayload: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.ipcomp
  public static let bindings: [Binding] = [.ipProtocol(.compression)]

  private enum Offset {
    static let nextHeader = 0
    static let flags = 1
    static let parameterIndex = 2
    static let payload = 4
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.payload)
    self.bytes = bytes
  }

  /// What was compressed.
  public var nextHeader: IPProtocol { IPProtocol(rawValue: bytes.load8(Offset.nextHeader)) }

  /// 0.
  public var flags: UInt8 { bytes.load8(Offset.flags) }

  /// The number of the compression association; up to 63 that of a known algorithm.
  public var parameterIndex: UInt16 { bytes.load16(Offset.parameterIndex) }

  public var headerLength: Int { Offset.payload }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("ipcomp.next_header", nextHeader.rawValue, at: Offset.nextHeader, length: 1)
    visitor.visit("ipcomp.flags", flags, at: Offset.flags, length: 1)
    visitor.visit("ipcomp.cpi", parameterIndex, at: Offset.parameterIndex, length: 2)
  }
}
