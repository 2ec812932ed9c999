public import Bytes

/// A frame of the Blocks Extensible Exchange Protocol, or part of one. Source: RFC 3080 section 2.2.
///
/// A frame begins with a keyword of three letters and a blank.
public struct BEEPMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.beep
  public static let bindings: [Binding] = [.tcpPort(10288)]

  /// What a frame is.
  public enum Keyword: Sendable {
    /// A reply, an error, an answer, the end of answers, or more room.
    case reply, error, answer, end, sequence
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) { self.bytes = bytes }

  /// What the frame is; `nil` for the middle of one, and for a keyword of others.
  public var keyword: Keyword? {
    switch bytes.uint32(ifAt: 0) {
    case 0x5250_5920: .reply
    case 0x4552_5220: .error
    case 0x414e_5320: .answer
    case 0x4e55_4c20: .end
    case 0x5345_5120: .sequence
    default: nil
    }
  }

  public var headerLength: Int { 0 }

  public func fields(into visitor: inout some FieldVisitor) {
    if keyword != nil { visitor.visit("beep.cmd", .text, at: 0..<3) }
  }
}
