public import Bytes
public import Packets

/// A frame of the Fiber Distributed Data Interface, from its frame control on. Source: ISO 9314-2 section 7.
///
///     0               1             7        13
///     | frame control | destination | source | payload
public struct FDDIFrame: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.fddi
  public static let bindings: [Binding] = [.linkType(.fddi)]

  private enum Offset {
    static let control = 0
    static let destination = 1
    static let source = 7
    static let payload = 13
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.payload)
    self.bytes = bytes
  }

  /// What the frame is for.
  public var control: UInt8 { bytes.load8(Offset.control) }

  /// Whom it is for.
  public var destination: MACAddress { MACAddress(rawValue: bytes.load48(Offset.destination)) }

  /// Who sent it.
  public var source: MACAddress { MACAddress(rawValue: bytes.load48(Offset.source)) }

  /// Whether it carries an LLC header, and may be sent at any time.
  public var carriesLLC: Bool { control & 0xf0 == 0x50 }

  /// Whether it manages stations.
  public var managesStations: Bool { control & 0xf0 == 0x40 }

  public var headerLength: Int { Offset.payload }

  public var next: NextProtocol { carriesLLC ? .kind(.llc) : .none }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("fddi.fc", control, at: Offset.control, length: 1)
    visitor.visit("fddi.dst", .mac(destination), at: Offset.destination..<Offset.source)
    visitor.visit("fddi.src", .mac(source), at: Offset.source..<Offset.payload)
  }
}
