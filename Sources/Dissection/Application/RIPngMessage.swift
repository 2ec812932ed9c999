public import Bytes
public import Packets

/// A message of the Routing Information Protocol for IPv6. Source: RFC 2080 section 2.1.
///
///     0         1         2      4
///     | command | version | zero | entries of 20 bytes: prefix:128 tag:16 prefix length:8 metric:8
public struct RIPngMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.ripng
  public static let bindings: [Binding] = [.udpPort(521)]

  /// Bytes in front of the entries.
  public static let headerLength = 4
  /// Bytes of an entry.
  public static let entryLength = 20
  /// A metric that says that there is no way.
  public static let infinity: UInt8 = 16

  private let bytes: RawSpan

  /// A destination and how far it is.
  public struct Entry: Sendable {
    /// The destination, or what is next hop to those behind it.
    public var prefix: IPv6Address
    /// What the route is marked with.
    public var tag: UInt16
    /// Bits of the prefix that count.
    public var prefixLength: UInt8
    /// How far it is: 1 to 15, 16 for no way, 255 for a next hop.
    public var metric: UInt8
  }

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(2)
    self.bytes = bytes
  }

  /// 1 asks, 2 answers.
  public var command: UInt8 { bytes.load8(0) }

  /// The version, 1.
  public var version: UInt8 { bytes.load8(1) }

  /// The entry at a place, from 0.
  ///
  /// - Throws: `Truncation` when it was not captured whole.
  public func entry(_ index: Int) throws(Truncation) -> Entry {
    let entry = try bytes.bytes(at: Self.headerLength + index * Self.entryLength, count: Self.entryLength)
    return Entry(
      prefix: IPv6Address(rawValue: entry.load128(0)), tag: entry.load16(16), prefixLength: entry.load8(18),
      metric: entry.load8(19))
  }

  public var headerLength: Int { Self.headerLength }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("ripng.cmd", command, at: 0, length: 1)
    visitor.visit("ripng.version", version, at: 1, length: 1)
    var index = 0
    while let entry = try? entry(index) {
      let at = Self.headerLength + index * Self.entryLength
      visitor.visit("ripng.rte.ipv6_prefix", .ipv6(entry.prefix), at: at..<(at + 16))
      visitor.visit("ripng.rte.route_tag", entry.tag, at: at + 16, length: 2)
      visitor.visit("ripng.rte.prefix_length", entry.prefixLength, at: at + 18, length: 1)
      visitor.visit("ripng.rte.metric", entry.metric, at: at + 19, length: 1)
      index += 1
    }
  }
}
