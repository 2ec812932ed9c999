public import Bytes
public import Packets

/// A Token Ring frame, from its access control on. Source: ISO/IEC 8802-5 section 3, IEEE 802.1D annex C for the route.
///
///     0                1               2             8        14                  16
///     | access control | frame control | destination | source | [route: control   | segments] | payload
///
/// A route is there when the first bit of the source is set:
///
///     | broadcast:3 length:5 | direction:1 largest frame:3 reserved:4 |   | ring:12 bridge:4 |
public struct TokenRingFrame: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.tokenRing
  public static let bindings: [Binding] = [.linkType(.tokenRing)]

  private enum Offset {
    static let accessControl = 0
    static let frameControl = 1
    static let destination = 2
    static let source = 8
    static let route = 14
    static let segments = 16
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.route)
    self.bytes = bytes
  }

  /// Priority, token and monitor bits.
  public var accessControl: UInt8 { bytes.load8(Offset.accessControl) }

  /// The kind of frame in the two highest bits: 0 for the ring's own, 1 for LLC.
  public var frameControl: UInt8 { bytes.load8(Offset.frameControl) }

  /// Whom it is for.
  public var destination: MACAddress { MACAddress(rawValue: bytes.load48(Offset.destination)) }

  /// Who sent it, without the bit that says that there is a route.
  public var source: MACAddress { MACAddress(rawValue: bytes.load48(Offset.source) & 0x7fff_ffff_ffff) }

  /// Whether a route follows the addresses.
  public var hasRoute: Bool { bytes.load8(Offset.source) & 0x80 != 0 }

  /// The control field of the route; `nil` without one, or when it was not captured.
  public var routeControl: UInt16? { hasRoute ? bytes.uint16(ifAt: Offset.route) : nil }

  /// Bytes of the route as it says; 0 without one.
  public var routeLength: Int { Int((routeControl ?? 0) >> 8 & 0x1f) }

  /// How many segments the route has.
  public var segmentCount: Int { max(0, (routeLength - 2) / 2) }

  /// A segment of the route: ring and bridge; `nil` when it was not captured.
  public func segment(_ index: Int) -> UInt16? { bytes.uint16(ifAt: Offset.segments + 2 * index) }

  /// Whether it carries an LLC header.
  public var carriesLLC: Bool { frameControl >> 6 == 1 }

  /// Whether the route is there as far as it says.
  public var isWhole: Bool { !hasRoute || (routeControl != nil && bytes.has(headerLength, at: 0)) }

  public var headerLength: Int { Offset.route + routeLength }

  public var next: NextProtocol { carriesLLC && isWhole ? .kind(.llc) : .none }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("tr.ac", accessControl, at: Offset.accessControl, length: 1)
    visitor.visit("tr.fc", frameControl, at: Offset.frameControl, length: 1)
    visitor.visit("tr.dst", .mac(destination), at: Offset.destination..<Offset.source)
    visitor.visit("tr.src", .mac(source), at: Offset.source..<Offset.route)
    guard let routeControl else { return }
    visitor.visit("tr.broadcast", routeControl >> 13, at: Offset.route, length: 1)
    visitor.visit("tr.rif_bytes", UInt8(routeLength), at: Offset.route, length: 1)
    visitor.visit("tr.direction", routeControl >> 7 & 1, at: Offset.route + 1, length: 1)
    visitor.visit("tr.max_frame_size", routeControl >> 4 & 7, at: Offset.route + 1, length: 1)
    for index in 0..<segmentCount {
      guard let segment = segment(index) else { return }
      visitor.visit("tr.rif.ring", segment >> 4, at: Offset.segments + 2 * index, length: 2)
      visitor.visit("tr.rif.bridge", segment & 0xf, at: Offset.segments + 2 * index, length: 2)
    }
  }
}
