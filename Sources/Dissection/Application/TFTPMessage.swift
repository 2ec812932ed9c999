public import Bytes

/// A message of the Trivial File Transfer Protocol. Source: RFC 1350 section 5, RFC 2347.
///
///     0        2
///     | opcode | names and options, or a block's or error's number and data
public struct TFTPMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.tftp
  public static let bindings: [Binding] = [.udpPort(69)]

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(2)
    self.bytes = bytes
  }

  /// 1 to read, 2 to write, 3 data, 4 an acknowledgment, 5 an error, 6 options that are agreed to.
  public var operation: UInt16 { bytes.load16(0) }

  /// What is behind the operation.
  public var body: RawSpan { @_lifetime(copy self) get { bytes.suffix(from: 2) } }

  public var headerLength: Int { 2 }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("tftp.opcode", operation, at: 0, length: 2)
    if operation == 3 || operation == 4, let block = body.uint16(ifAt: 0) {
      visitor.visit("tftp.block", block, at: 2, length: 2)
    }
  }
}
