public import Bytes

/// A notice of MIT's Zephyr: texts, each ended by a zero. Source: Zephyr's `zephyr/zephyr.h` and `Z_ParseNotice`.
public struct ZephyrNotice: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.zephyr
  public static let bindings: [Binding] = [.udpPort(2103), .udpPort(2104)]

  /// A text of the header, by its place.
  public enum Part: Int, CaseIterable, Sendable {
    case version, fieldCount, kind, id, port, authenticated, authenticatorLength, authenticator
    case noticeClass, instance, opcode, sender, recipient, format, checksum, multipart, multipartID
  }

  private let bytes: RawSpan
  /// Bytes of the notice, however many of them were captured.
  private let length: Int

  /// The notice in all of `bytes`.
  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) { self.init(bytes, length: bytes.byteCount) }

  /// A notice of which perhaps not all was captured.
  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan, length: Int) {
    self.bytes = bytes
    self.length = length
  }

  /// The text that begins at `offset`, without its zero; `nil` when the notice ends before the zero.
  ///
  /// - Throws: `Truncation` when the captured bytes end before.
  public func text(at offset: Int) throws(Truncation) -> Range<Int>? {
    var at = offset
    while at < length {
      if try bytes.uint8(at: at) == 0 { return offset..<at }
      at += 1
    }
    return nil
  }

  /// The bytes of a text.
  @_lifetime(copy self)
  public func bytes(_ range: Range<Int>) -> RawSpan { bytes.prefix(range.count, from: range.lowerBound) }

  public var headerLength: Int { 0 }

  public func fields(into visitor: inout some FieldVisitor) {
    var offset = 0
    for part in Part.allCases {
      guard let text = try? text(at: offset) else { return }
      if let name = Self.names[part] { visitor.visit(name, .text, at: text) }
      offset = text.upperBound + 1
    }
  }

  private static let names: [Part: StaticString] = [
    .version: "zephyr.version", .kind: "zephyr.kind", .noticeClass: "zephyr.class", .instance: "zephyr.instance",
    .opcode: "zephyr.opcode", .sender: "zephyr.sender", .recipient: "zephyr.recipient",
  ]
}
