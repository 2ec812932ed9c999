public import Bytes
import Packets

/// A frame of Ethernet's loopback protocol, which stations answer to show that they are there. All its numbers have the
/// low byte first. Source: Ethernet version 2.0 section 8.
///
///     0            2                 skip count + 2
///     | skip count | what is done    | function | receipt number or forwarding address | data
public struct ConfigurationTest: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.configurationTest
  public static let bindings: [Binding] = [.etherType(EtherType(rawValue: 0x9000))]

  private enum Offset {
    static let skipCount = 0
    static let messages = 2
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.messages)
    self.bytes = bytes
  }

  /// Bytes of messages that are done with.
  public var skipCount: UInt16 { bytes.load(fromByteOffset: Offset.skipCount, as: UInt16.self, .littleEndian) }

  /// Where the next message stands.
  public var messageOffset: Int { Offset.messages + Int(skipCount) }

  /// 1 for a reply, 2 to forward the frame; `nil` when it was not captured.
  public var function: UInt16? { littleEndian(ifAt: messageOffset) }

  /// Of a reply, the number of what it answers; `nil` when it was not captured.
  public var receiptNumber: UInt16? { littleEndian(ifAt: messageOffset + 2) }

  public var headerLength: Int { bytes.byteCount }

  private func littleEndian(ifAt offset: Int) -> UInt16? { bytes.uint16(ifAt: offset)?.byteSwapped }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("loop.skipcount", skipCount, at: Offset.skipCount, length: 2)
    guard let function else { return }
    visitor.visit("loop.function", function, at: messageOffset, length: 2)
    if function == 1, let receiptNumber {
      visitor.visit("loop.receipt_number", receiptNumber, at: messageOffset + 2, length: 2)
    } else if function == 2, bytes.has(6, at: messageOffset + 2) {
      let address = MACAddress(rawValue: bytes.load48(messageOffset + 2))
      visitor.visit("loop.forwarding_address", .mac(address), at: (messageOffset + 2)..<(messageOffset + 8))
    }
  }
}
