public import Bytes

/// A message of BIND 9's lightweight resolver. Source: BIND 9, `lwres/lwpacket.h`.
///
///     0        4         6       8        12          16       20              24                 26
///     | length | version | flags | serial | operation | result | receive limit | authentication | its length | data
public struct LightweightResolverMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.lwres
  public static let bindings: [Binding] = [.udpPort(921)]

  /// Bytes of the header.
  public static let headerLength = 28

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Self.headerLength)
    self.bytes = bytes
  }

  /// Bytes of the message.
  public var length: UInt32 { bytes.load32(0) }

  /// The version, 0.
  public var version: UInt16 { bytes.load16(4) }

  /// Bit 0: it answers.
  public var flags: UInt16 { bytes.load16(6) }

  /// Whether it answers.
  public var isResponse: Bool { flags & 1 != 0 }

  /// The number that question and answer share.
  public var serial: UInt32 { bytes.load32(8) }

  /// 0 nothing, 0x10001 addresses by name, 0x10002 the name by address, 0x10003 records by name.
  public var operation: UInt32 { bytes.load32(12) }

  /// How it went; 0 for well.
  public var result: UInt32 { bytes.load32(16) }

  /// Bytes that the sender takes at most.
  public var receiveLimit: UInt32 { bytes.load32(20) }

  /// How it is authenticated; 0 not at all.
  public var authenticationType: UInt16 { bytes.load16(24) }

  /// Bytes of what authenticates it.
  public var authenticationLength: UInt16 { bytes.load16(26) }

  public var headerLength: Int { Self.headerLength }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("lwres.length", length, at: 0, length: 4)
    visitor.visit("lwres.version", version, at: 4, length: 2)
    visitor.visit("lwres.flags", flags, at: 6, length: 2)
    visitor.visit("lwres.serial", serial, at: 8, length: 4)
    visitor.visit("lwres.opcode", operation, at: 12, length: 4)
    visitor.visit("lwres.result", result, at: 16, length: 4)
    visitor.visit("lwres.recvlen", receiveLimit, at: 20, length: 4)
    visitor.visit("lwres.authtype", authenticationType, at: 24, length: 2)
    visitor.visit("lwres.authlen", authenticationLength, at: 26, length: 2)
  }
}
