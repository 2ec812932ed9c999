public import Bytes

/// A frame of ZeroMQ's message transport protocol, version 1.0. Source: ZeroMQ RFC 13.
///
///     0                           1           | 1                  9
///     | length:8, less than 255 | flags | body | or 255, length:64 | flags | body
public struct ZMTPFrame: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.zmtp
  public static let bindings: [Binding] = []

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(1)
    self.bytes = bytes
  }

  /// Whether the length has 64 bits.
  public var isLong: Bool { bytes.load8(0) == 0xff }

  /// Bytes of flags and body; 0 is malformed; `nil` when it was not captured.
  public var length: UInt64? { isLong ? bytes.uint64(ifAt: 1) : UInt64(bytes.load8(0)) }

  /// Bit 0: more frames of the message follow.
  public var flags: UInt8? { bytes.uint8(ifAt: headerLength) }

  public var headerLength: Int { isLong ? 9 : 1 }

  public func fields(into visitor: inout some FieldVisitor) {
    guard let length else { return }
    visitor.visit("zmtp.length", length, at: isLong ? 1 : 0, length: isLong ? 8 : 1)
    if length > 0, let flags { visitor.visit("zmtp.flags", flags, at: headerLength, length: 1) }
  }
}
