public import Bytes
import Packets

/// An OTV header: an Ethernet frame over UDP, on the port where Linux once put VXLAN.
///
/// Source: draft-hasmit-otv-04 section 3.3.
///
///     0       1            4             7
///     | flags | overlay    | instance    | reserved
public struct OTVHeader: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.otv
  public static let bindings: [Binding] = [.udpPort(8472)]

  private enum Offset {
    static let flags = 0
    static let overlay = 1
    static let instance = 4
    static let payload = 8
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.payload)
    self.bytes = bytes
  }

  /// The flags as they stand: 0x08 says that the instance is valid.
  public var flags: UInt8 { bytes.load8(Offset.flags) }

  /// The overlay's number.
  public var overlay: UInt32 { bytes.load24(Offset.overlay) }

  /// The instance's number; of a VXLAN packet, its network identifier.
  public var instance: UInt32 { bytes.load24(Offset.instance) }

  public var headerLength: Int { Offset.payload }

  public var next: NextProtocol { .kind(.ethernet) }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("otv.flags", flags, at: Offset.flags, length: 1)
    visitor.visit("otv.overlay", overlay, at: Offset.overlay, length: 3)
    visitor.visit("otv.instance", instance, at: Offset.instance, length: 3)
  }
}

extension OTVHeader {
  /// A header that was cut.
  public struct Partial: ~Escapable {
    private let bytes: RawSpan

    /// Whatever there is of the header.
    @_lifetime(copy bytes)
    public init(_ bytes: RawSpan) { self.bytes = bytes }

    /// The flags as they stand.
    public var flags: UInt8? { bytes.uint8(ifAt: Offset.flags) }
    /// The overlay's number.
    public var overlay: UInt32? { bytes.uint24(ifAt: Offset.overlay) }
    /// The instance's number.
    public var instance: UInt32? { bytes.uint24(ifAt: Offset.instance) }
  }
}
