public import Bytes
import Packets

/// A message of Ethernet's MAC control: pause, or the multipoint control of passive optical networks.
/// Source: IEEE 802.3-2018 clauses 31 and 64.
///
///     0        2           6
///     | opcode | timestamp | content
public struct MPCPMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.mpcp
  public static let bindings: [Binding] = [.etherType(EtherType(rawValue: 0x8808))]

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(6)
    self.bytes = bytes
  }

  /// 1 pause, 2 gate, 3 report, 4 register request, 5 register, 6 register acknowledgement.
  public var opcode: UInt16 { bytes.load16(0) }

  /// The sender's clock in units of 16 ns; of a pause the first two bytes are how long it is.
  public var timestamp: UInt32 { bytes.load32(2) }

  /// What the opcode says.
  public var content: RawSpan {
    @_lifetime(copy self)
    get { bytes.suffix(from: 6) }
  }

  public var headerLength: Int { 6 }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("macc.opcode", opcode, at: 0, length: 2)
    if opcode == 1 {
      visitor.visit("macc.pause_time", bytes.load16(2), at: 2, length: 2)
    } else {
      visitor.visit("macc.timestamp", timestamp, at: 2, length: 4)
    }
  }
}
