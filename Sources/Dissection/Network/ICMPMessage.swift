public import Bytes
import Packets

/// A message of the Internet Control Message Protocol. Source: RFC 792, RFC 950, RFC 1256, RFC 4884.
///
///     0      1      2          4                8
///     | type | code | checksum | by type        | by type; in an error the packet that caused it
public struct ICMPMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.icmp
  public static let bindings: [Binding] = [.ipProtocol(.icmp)]

  private enum Offset {
    static let type = 0
    static let code = 1
    static let checksum = 2
    static let rest = 4
    static let body = 8
    static let quotedLength = 10
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.body)
    self.bytes = bytes
  }

  /// What it says.
  public var type: UInt8 { bytes.load8(Offset.type) }

  /// The kind of what it says.
  public var code: UInt8 { bytes.load8(Offset.code) }

  /// The checksum over all of it.
  public var checksum: UInt16 { bytes.load16(Offset.checksum) }

  /// Four bytes whose meaning depends on the type.
  public var rest: UInt32 { bytes.load32(Offset.rest) }

  public var headerLength: Int { Offset.body }

  public var payloadLength: Int? { quotedLength }

  public var next: NextProtocol { quotedLength == nil ? .none : .kind(.ipv4) }

  /// The length that the quoted packet of an error has by its own header; `nil` when there is none, or it was cut.
  public var quotedLength: Int? {
    Self.isError(type) ? bytes.uint16(ifAt: Offset.quotedLength).map(Int.init) : nil
  }

  /// Whether messages of a type quote the packet that caused them.
  public static func isError(_ type: UInt8) -> Bool { (3...5).contains(type) || type == 11 || type == 12 }

  /// Whether messages of a type may have extensions behind the quoted packet. Source: RFC 4884 section 4.
  public static func isExtensible(_ type: UInt8) -> Bool { type == 3 || type == 11 || type == 12 }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("icmp.type", type, at: Offset.type, length: 1)
    visitor.visit("icmp.code", code, at: Offset.code, length: 1)
    visitor.visit("icmp.checksum", checksum, at: Offset.checksum, length: 2)
    if type == 0 || type == 8 {
      visitor.visit("icmp.ident", UInt16(truncatingIfNeeded: rest >> 16), at: Offset.rest, length: 2)
      visitor.visit("icmp.seq", UInt16(truncatingIfNeeded: rest), at: Offset.rest + 2, length: 2)
    }
  }
}
