public import Bytes
import Packets

/// A frame of IEEE 802.11 whose header is filled up to a multiple of four bytes, as some cards deliver it.
///
/// A radiotap header says so.
public struct PaddedWLANFrame: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.paddedWLAN
  public static let bindings: [Binding] = []

  /// The frame.
  public let frame: WLANFrame

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) { frame = try WLANFrame(bytes, alignment: 4) }

  public var headerLength: Int { frame.headerLength }

  public var next: NextProtocol { frame.next }

  public func fields(into visitor: inout some FieldVisitor) { frame.fields(into: &visitor) }
}
