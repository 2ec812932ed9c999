public import Bytes
import Packets

/// The header of a fragment that PPP sent over one of several links. Source: RFC 1990 section 3.
///
///     | B E 0 0 | sequence number:12 |
public struct MultilinkPPPHeader: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.multilinkPPP
  public static let bindings: [Binding] = [.ppp(0x003d)]

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(2)
    self.bytes = bytes
  }

  /// 0x80 the first fragment, 0x40 the last.
  public var flags: UInt8 { bytes.load8(0) & 0xc0 }

  /// The fragment's number.
  public var sequence: UInt16 { bytes.load16(0) & 0x0fff }

  public var headerLength: Int { 2 }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("mp.first", .flag(flags & 0x80 != 0), at: 0..<1)
    visitor.visit("mp.last", .flag(flags & 0x40 != 0), at: 0..<1)
    visitor.visit("mp.seq", sequence, at: 0, length: 2)
  }
}
