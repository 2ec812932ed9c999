public import Bytes
public import Packets

/// An ICMPv6 message: errors, echo, neighbour discovery, multicast listeners and whatever else IPv6 needs for itself.
///
/// Source: RFC 4443 section 2.1.
///
///     0      1      2          4
///     | type | code | checksum | body ...
public struct ICMPv6Message: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.icmpv6
  public static let bindings: [Binding] = [.ipProtocol(.icmpv6)]

  private enum Offset {
    static let type = 0
    static let code = 1
    static let checksum = 2
    static let body = 4
    static let quoted = 8
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.body)
    self.bytes = bytes
  }

  /// What the message is.
  public var type: ICMPv6Type { ICMPv6Type(rawValue: bytes.load8(Offset.type)) }

  /// More about the type.
  public var code: UInt8 { bytes.load8(Offset.code) }

  /// The checksum over the message and a pseudo-header.
  public var checksum: UInt16 { bytes.load16(Offset.checksum) }

  /// An error's header ends in front of the packet that it quotes; the others are all header.
  public var headerLength: Int { type.isError ? Offset.quoted : bytes.byteCount }

  public var next: NextProtocol { type.isError ? .at(.ipProtocol(.ipv6)) : .none }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("icmpv6.type", type.rawValue, at: Offset.type, length: 1)
    visitor.visit("icmpv6.code", code, at: Offset.code, length: 1)
    visitor.visit("icmpv6.checksum", checksum, at: Offset.checksum, length: 2)
  }
}

extension ICMPv6Message {
  /// The protocol and the destination port of the packet that an error quotes; `nil` when they were not captured, or
  /// the packet is of no protocol that has ports.
  ///
  /// - Parameter bytes: the message from its first byte on.
  public static func quotedDestination(in bytes: RawSpan) -> (number: IPProtocol, port: UInt16)? {
    guard let first = bytes.uint8(ifAt: Offset.quoted + 6) else { return nil }
    var number = IPProtocol(rawValue: first)
    var at = Offset.quoted + 40
    while true {
      switch number {
      case .udp, .tcp: return bytes.uint16(ifAt: at + 2).map { (number, $0) }
      case .hopByHop, .destinationOptions, .routing, .authentication:
        guard let length = bytes.uint8(ifAt: at + 1) else { return nil }
        let next = bytes.load8(at)
        at += number == .authentication ? (Int(length) + 2) * 4 : (Int(length) + 1) * 8
        number = IPProtocol(rawValue: next)
      case .fragment:
        guard let fragment = bytes.uint16(ifAt: at + 2), fragment & 0xfff8 == 0 else { return nil }
        number = IPProtocol(rawValue: bytes.load8(at))
        at += 8
      default: return nil
      }
    }
  }
}
