public import Bytes
import Packets

/// A UDP datagram. Source: RFC 768.
///
///     0             2                  4        6          8
///     | source port | destination port | length | checksum | payload
public struct UDPDatagram: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.udp
  public static let bindings: [Binding] = [.ipProtocol(.udp)]

  private enum Offset {
    static let sourcePort = 0
    static let destinationPort = 2
    static let length = 4
    static let checksum = 6
    static let payload = 8
    /// Where a message of Sun RPC says whether it is a call.
    static let direction = 12
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.payload)
    self.bytes = bytes
  }

  /// The sender's port; 0 when it wants no answer.
  public var sourcePort: UInt16 { bytes.load16(Offset.sourcePort) }

  /// The receiver's port.
  public var destinationPort: UInt16 { bytes.load16(Offset.destinationPort) }

  /// Bytes of header and payload; less than 8 is malformed, but for 0 in a jumbogram (RFC 2675 section 4).
  public var length: UInt16 { bytes.load16(Offset.length) }

  /// The checksum; 0 over IPv4 means none.
  public var checksum: UInt16 { bytes.load16(Offset.checksum) }

  public var headerLength: Int { Offset.payload }

  public var payloadLength: Int? { length < 8 ? nil : Int(length) - Offset.payload }

  public var next: NextProtocol {
    @inline(__always) get {
      switch bytes.uint32(ifAt: Offset.direction) {
      case 0: .rpcCall(sourcePort, destinationPort)
      case 1: .rpcReply(sourcePort, destinationPort)
      default: .udpPorts(sourcePort, destinationPort)
      }
    }
  }

  public var isMalformed: Bool { length != 0 && length < 8 }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("udp.srcport", sourcePort, at: Offset.sourcePort, length: 2)
    visitor.visit("udp.dstport", destinationPort, at: Offset.destinationPort, length: 2)
    visitor.visit("udp.length", length, at: Offset.length, length: 2)
    visitor.visit("udp.checksum", checksum, at: Offset.checksum, length: 2)
  }
}

extension UDPDatagram {
  /// A header that was cut.
  public struct Partial: ~Escapable {
    private let bytes: RawSpan

    /// Whatever there is of the header.
    @_lifetime(copy bytes)
    public init(_ bytes: RawSpan) { self.bytes = bytes }

    /// The sender's port.
    public var sourcePort: UInt16? { bytes.uint16(ifAt: Offset.sourcePort) }
    /// The receiver's port.
    public var destinationPort: UInt16? { bytes.uint16(ifAt: Offset.destinationPort) }
  }
}
