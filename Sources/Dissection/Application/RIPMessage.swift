public import Bytes
import Packets

/// A message of the Routing Information Protocol. Source: RFC 1058 section 3.1, RFC 2453 section 4, RFC 4822 section 2.
///
///     0         1         2      4
///     | command | version | zero | entries of 20 bytes: family:16 tag:16 address mask router metric
public struct RIPMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.rip
  public static let bindings: [Binding] = [.udpPort(520)]

  /// Bytes in front of the entries.
  public static let headerLength = 4
  /// Bytes of an entry.
  public static let entryLength = 20

  /// The message's bytes, as far as they were captured.
  public let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Self.headerLength)
    self.bytes = bytes
  }

  /// 1 asks, 2 answers.
  public var command: UInt8 { bytes.load8(0) }

  /// The version: 1 or 2.
  public var version: UInt8 { bytes.load8(1) }

  public var headerLength: Int { Self.headerLength }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("rip.command", command, at: 0, length: 1)
    visitor.visit("rip.version", version, at: 1, length: 1)
    var at = Self.headerLength
    while bytes.has(Self.entryLength, at: at) {
      visitor.visit("rip.family", bytes.load16(at), at: at, length: 2)
      if bytes.load16(at) == 2 {
        visitor.visit("rip.ip", .ipv4(IPv4Address(rawValue: bytes.load32(at + 4))), at: (at + 4)..<(at + 8))
        visitor.visit("rip.metric", bytes.load32(at + 16), at: at + 16, length: 4)
      }
      at += Self.entryLength
    }
  }
}
