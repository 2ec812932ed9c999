public import Bytes
import Packets

/// A VXLAN header: an Ethernet frame over UDP. Source: RFC 7348 section 5.
///
///     0       1            4     7
///     | flags | reserved   | VNI | reserved
public struct VXLANHeader: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.vxlan
  public static let bindings: [Binding] = [.udpPort(4789)]

  private enum Offset {
    static let flags = 0
    static let network = 4
    static let payload = 8
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.payload)
    self.bytes = bytes
  }

  /// The flags as they stand: 0x08 says that the network identifier is valid.
  public var flags: UInt8 { bytes.load8(Offset.flags) }

  /// The VXLAN network identifier.
  public var network: UInt32 { bytes.load24(Offset.network) }

  public var headerLength: Int { Offset.payload }

  public var next: NextProtocol { .kind(.ethernet) }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("vxlan.flags", flags, at: Offset.flags, length: 1)
    visitor.visit("vxlan.vni", network, at: Offset.network, length: 3)
  }
}

extension VXLANHeader {
  /// A header that was cut.
  public struct Partial: ~Escapable {
    private let bytes: RawSpan

    /// Whatever there is of the header.
    @_lifetime(copy bytes)
    public init(_ bytes: RawSpan) { self.bytes = bytes }

    /// The flags as they stand.
    public var flags: UInt8? { bytes.uint8(ifAt: Offset.flags) }
    /// The VXLAN network identifier.
    public var network: UInt32? { bytes.uint24(ifAt: Offset.network) }
  }
}
