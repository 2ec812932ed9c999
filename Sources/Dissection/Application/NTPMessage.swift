public import Bytes

/// A message of the Network Time Protocol. Source: RFC 5905 section 7.3, RFC 1305 appendix B for control messages.
///
///     0              1         2      3           4            8                 12             16
///     | LI VN Mode   | stratum | poll | precision | root delay | root dispersion | reference id | four times
public struct NTPMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.ntp
  public static let bindings: [Binding] = [.udpPort(123)]

  /// Bytes of a message about time without what authenticates it.
  public static let timeLength = 48
  /// Bytes of a control message without data.
  public static let controlLength = 12

  /// The message's bytes, as far as they were captured.
  public let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(1)
    self.bytes = bytes
  }

  /// Whether the last minute of the day has a second more or less: 0 no, 1 more, 2 less, 3 the clock is not right.
  public var leapIndicator: UInt8 { bytes.load8(0) >> 6 }

  /// The version of the protocol.
  public var version: UInt8 { bytes.load8(0) >> 3 & 7 }

  /// Who speaks: 3 a client, 4 a server; 6 is a control message.
  public var mode: UInt8 { bytes.load8(0) & 7 }

  /// Where the times begin: of reference, origin, reception, transmission.
  public static let timesOffset = 16

  public var headerLength: Int { 1 }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("ntp.flags.li", leapIndicator, at: 0, length: 1)
    visitor.visit("ntp.flags.vn", version, at: 0, length: 1)
    visitor.visit("ntp.flags.mode", mode, at: 0, length: 1)
    guard mode < 6, let stratum = bytes.uint8(ifAt: 1) else { return }
    visitor.visit("ntp.stratum", stratum, at: 1, length: 1)
  }
}
