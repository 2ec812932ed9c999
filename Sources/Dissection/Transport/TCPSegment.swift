public import Bytes
import Packets

/// A TCP segment. Source: RFC 9293 section 3.1.
///
///      0                   1                   2                   3
///     | source port                   | destination port              |
///     | sequence number                                               |
///     | acknowledgment number                                         |
///     | offset |rsvd |A|C E U A P R S F| window                       |
///     | checksum                      | urgent pointer                |
///     | options                                                       |
public struct TCPSegment: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.tcp
  public static let bindings: [Binding] = [.ipProtocol(.tcp)]

  private enum Offset {
    static let sourcePort = 0
    static let destinationPort = 2
    static let sequenceNumber = 4
    static let acknowledgmentNumber = 8
    static let dataOffset = 12
    static let flags = 13
    static let window = 14
    static let checksum = 16
    static let urgentPointer = 18
    static let options = 20
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.options)
    self.bytes = bytes
  }

  /// The sender's port.
  public var sourcePort: UInt16 { bytes.load16(Offset.sourcePort) }

  /// The receiver's port.
  public var destinationPort: UInt16 { bytes.load16(Offset.destinationPort) }

  /// The number of the first byte of payload, or of the SYN.
  public var sequenceNumber: UInt32 { bytes.load32(Offset.sequenceNumber) }

  /// The number of the next byte expected, when `flags` has `acknowledgment`.
  public var acknowledgmentNumber: UInt32 { bytes.load32(Offset.acknowledgmentNumber) }

  /// Bytes of header, options included; less than 20 is malformed.
  public var headerLength: Int { Int(bytes.load8(Offset.dataOffset) >> 4) * 4 }

  /// The control bits.
  public var flags: TCPFlags { TCPFlags(rawValue: bytes.load16(Offset.dataOffset) & 0x0fff) }

  /// Bytes that the sender is ready to take, before scaling.
  public var window: UInt16 { bytes.load16(Offset.window) }

  /// The checksum.
  public var checksum: UInt16 { bytes.load16(Offset.checksum) }

  /// Where the urgent data ends, when `flags` has `urgent`.
  public var urgentPointer: UInt16 { bytes.load16(Offset.urgentPointer) }

  /// The bytes between the fixed header and the payload, as far as they were captured.
  public var options: RawSpan {
    @_lifetime(copy self) get { bytes.prefix(headerLength - Offset.options, from: Offset.options) }
  }

  /// Bytes of options that the header announces.
  public var optionsLength: Int { max(0, headerLength - Offset.options) }

  /// The first four octets of the options that nearly every segment behind the first of a connection has, and no others: two
  /// no-operations, and timestamps of ten octets. Source: RFC 7323 appendix A.
  private static let paddedTimestamps: UInt32 = 0x0101_080a

  /// The two numbers of the timestamps when these and two no-operations are all its options; `nil` when there are others,
  /// or not all were captured.
  public var paddedTimestamps: (value: UInt32, echo: UInt32)? {
    guard headerLength == 32, bytes.has(32, at: 0), bytes.load32(Offset.options) == Self.paddedTimestamps else {
      return nil
    }
    return (bytes.load32(Offset.options + 4), bytes.load32(Offset.options + 8))
  }

  public var next: NextProtocol { .tcpPorts(sourcePort, destinationPort) }

  public var isMalformed: Bool { headerLength < Offset.options }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("tcp.srcport", sourcePort, at: Offset.sourcePort, length: 2)
    visitor.visit("tcp.dstport", destinationPort, at: Offset.destinationPort, length: 2)
    visitor.visit("tcp.seq_raw", sequenceNumber, at: Offset.sequenceNumber, length: 4)
    visitor.visit("tcp.ack_raw", acknowledgmentNumber, at: Offset.acknowledgmentNumber, length: 4)
    visitor.visit("tcp.hdr_len", UInt8(headerLength), at: Offset.dataOffset, length: 1)
    visitor.visit("tcp.flags", flags.rawValue, at: Offset.dataOffset, length: 2)
    visitor.visit("tcp.window_size_value", window, at: Offset.window, length: 2)
    visitor.visit("tcp.checksum", checksum, at: Offset.checksum, length: 2)
    visitor.visit("tcp.urgent_pointer", urgentPointer, at: Offset.urgentPointer, length: 2)
  }
}

extension TCPSegment {
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
    /// Bytes of header, options included.
    public var headerLength: Int? { bytes.uint8(ifAt: Offset.dataOffset).map { Int($0 >> 4) * 4 } }
  }
}
