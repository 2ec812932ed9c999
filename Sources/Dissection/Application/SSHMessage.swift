public import Bytes

/// What a side of a Secure Shell connection says first, its version as a line; all the rest is binary.
/// Source: RFC 4253 section 4.2.
public struct SSHMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.ssh
  public static let bindings: [Binding] = [.tcpPort(22)]

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) { self.bytes = bytes }

  /// Where the version stands in a message of `length` bytes, without its end of line; `nil` when it is something else.
  ///
  /// - Throws: `Truncation` when it goes on behind the captured bytes.
  public func version(length: Int) throws(Truncation) -> Range<Int>? {
    for (offset, letter) in [UInt8(ascii: "S"), UInt8(ascii: "S"), UInt8(ascii: "H"), UInt8(ascii: "-")].enumerated()
    where try bytes.uint8(at: offset) != letter {
      return nil
    }
    var at = 4
    while at < length {
      let byte = try bytes.uint8(at: at)
      if byte == 0x0a { return 0..<at }
      if byte == 0x0d {
        guard at + 1 < length else { return nil }
        return try bytes.uint8(at: at + 1) == 0x0a ? 0..<at : nil
      }
      guard byte >= 0x20, byte < 0x7f else { return nil }
      at += 1
    }
    return nil
  }

  public var headerLength: Int { 0 }

  public func fields(into visitor: inout some FieldVisitor) {
    guard let range = try? version(length: bytes.byteCount) else { return }
    visitor.visit("ssh.protocol", .text, at: range)
  }
}
