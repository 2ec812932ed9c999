public import Bytes
import Packets

/// The byte of padding in front of OSI's packets behind their EtherType.
///
///     0         1
///     | padding | packet
public struct OSIPadding: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.osiPadding
  public static let bindings: [Binding] = [.etherType(EtherType(rawValue: 0xfefe))]

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(1)
    self.bytes = bytes
  }

  /// What nobody reads.
  public var padding: UInt8 { bytes.load8(0) }

  public var headerLength: Int { 1 }

  public var next: NextProtocol { .kind(.osi) }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("osi.padding", padding, at: 0, length: 1)
  }
}
