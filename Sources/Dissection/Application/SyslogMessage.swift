public import Bytes

/// A message of the syslog protocol: a priority in angle brackets, then text. Source: RFC 3164 section 4.1.
public struct SyslogMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.syslog
  public static let bindings: [Binding] = [.udpPort(514)]

  /// Digits that a priority may have.
  private static let maximumDigits = 3

  private let bytes: RawSpan

  /// The priority: eight times the facility and the severity; `nil` when there is none.
  public let priority: UInt16?

  /// Bytes of the priority with its brackets.
  public let headerLength: Int

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    self.bytes = bytes
    var value: UInt16 = 0
    var at = 1
    guard try bytes.uint8(at: 0) == UInt8(ascii: "<") else {
      priority = nil
      headerLength = 0
      return
    }
    while at <= Self.maximumDigits {
      let byte = try bytes.uint8(at: at)
      guard byte >= 0x30, byte <= 0x39 else { break }
      value = value * 10 + UInt16(byte - 0x30)
      at += 1
    }
    let isClosed = try bytes.uint8(at: at) == UInt8(ascii: ">")
    priority = isClosed ? value : nil
    headerLength = isClosed ? at + 1 : 0
  }

  /// What kind of program it comes from.
  public var facility: UInt16? { priority.map { $0 >> 3 } }

  /// How grave it is: 0 the gravest, 7 the least.
  public var severity: UInt16? { priority.map { $0 & 7 } }

  public var isMalformed: Bool { priority == nil }

  public func fields(into visitor: inout some FieldVisitor) {
    guard let facility, let severity else { return }
    visitor.visit("syslog.facility", facility, at: 0, length: headerLength)
    visitor.visit("syslog.level", severity, at: 0, length: headerLength)
    visitor.visit("syslog.msg", .text, at: headerLength..<bytes.byteCount)
  }
}
