public import Bytes
import Packets

/// A header of the Layer Two Tunneling Protocol. Source: RFC 2661 section 3.1.
///
///     0                     2        ·
///     | flags:12 version:4 | length | tunnel | session | Ns | Nr | offset | padding |
///
/// Length, the numbers and the offset are there when the flags say so.
public struct L2TPHeader: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.l2tp
  public static let bindings: [Binding] = [.udpPort(1701)]

  private let partial: Partial
  private let behind: Int

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    partial = try Partial(bytes)
    behind = try partial.headerLength
  }

  public var headerLength: Int { behind }

  public var next: NextProtocol { partial.version == 2 && !partial.isControl ? .kind(.ppp) : .none }

  public var payloadLength: Int? {
    guard let length = (try? partial.length).flatMap({ $0 }) else { return nil }
    return max(0, Int(length) - behind)
  }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("l2tp.type", .flag(partial.isControl), at: 0..<1)
    visitor.visit("l2tp.version", partial.version, at: 1, length: 1)
    if let length = (try? partial.length).flatMap({ $0 }) { visitor.visit("l2tp.length", length, at: 2, length: 2) }
    if let tunnel = try? partial.tunnel { visitor.visit("l2tp.tunnel", tunnel, at: partial.tunnelOffset, length: 2) }
    if let session = try? partial.session {
      visitor.visit("l2tp.session", session, at: partial.tunnelOffset + 2, length: 2)
    }
  }
}

extension L2TPHeader {
  /// A header of which anything but its first two octets may be cut: what is not there throws `Truncation`.
  public struct Partial: ~Escapable {
    private let bytes: RawSpan
    private let first: UInt16

    /// Whatever there is of the header and what is behind it.
    ///
    /// - Throws: `Truncation` when not even the flags were captured.
    @_lifetime(copy bytes)
    public init(_ bytes: RawSpan) throws(Truncation) {
      self.bytes = bytes
      first = try bytes.uint16(at: 0)
    }

    /// 2; 1 is another protocol, L2F.
    public var version: UInt8 { UInt8(first & 0x0f) }
    /// Whether it is a control message.
    public var isControl: Bool { first & 0x8000 != 0 }
    /// Whether there is a length.
    public var hasLength: Bool { first & 0x4000 != 0 }
    /// Whether there are numbers.
    public var hasNumbers: Bool { first & 0x0800 != 0 }
    /// Whether there is an offset.
    public var hasOffset: Bool { first & 0x0200 != 0 }
    /// Whether it is to be sent before others.
    public var hasPriority: Bool { first & 0x0100 != 0 }

    /// Where the number of the tunnel stands.
    public var tunnelOffset: Int { hasLength ? 4 : 2 }
    /// Where what is behind the session stands.
    private var numbersOffset: Int { tunnelOffset + 4 }
    /// Where the offset stands.
    private var paddingOffset: Int { numbersOffset + (hasNumbers ? 4 : 0) }

    /// Bytes of the whole message; `nil` when it does not tell.
    public var length: UInt16? { get throws(Truncation) { hasLength ? try bytes.uint16(at: 2) : nil } }
    /// The receiver's number of the tunnel.
    public var tunnel: UInt16 { get throws(Truncation) { try bytes.uint16(at: tunnelOffset) } }
    /// The receiver's number of the session.
    public var session: UInt16 { get throws(Truncation) { try bytes.uint16(at: tunnelOffset + 2) } }
    /// The number of this message, when it `hasNumbers`.
    public var sent: UInt16 { get throws(Truncation) { try bytes.uint16(at: numbersOffset) } }
    /// The number of the message that is expected next, when it `hasNumbers`.
    public var received: UInt16 { get throws(Truncation) { try bytes.uint16(at: numbersOffset + 2) } }
    /// Bytes of padding behind the offset; 0 when there is no offset.
    public var padding: UInt16 { get throws(Truncation) { hasOffset ? try bytes.uint16(at: paddingOffset) : 0 } }

    /// Bytes of header with padding.
    public var headerLength: Int {
      get throws(Truncation) { paddingOffset + (hasOffset ? 2 + Int(try padding) : 0) }
    }

    /// Whether the padding was captured.
    public var hasPadding: Bool { ((try? headerLength) ?? .max) <= bytes.byteCount }
  }
}
