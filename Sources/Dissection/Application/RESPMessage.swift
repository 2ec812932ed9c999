public import Bytes

/// Values in the serialization protocol of Redis, one after the other. Source: the Redis serialization protocol
/// specification, version 2.
///
/// A value begins with a byte that tells what it is: `+` a string, `-` an error, `:` an integer, each up to the end of
/// the line; `$` a length and as many bytes; `*` a number of values that follow. Anything else is a command typed as
/// a line.
public struct RESPMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.resp
  public static let bindings: [Binding] = [.tcpPort(6379)]

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) { self.bytes = bytes }

  public var headerLength: Int { 0 }

  public func fields(into visitor: inout some FieldVisitor) {
    var values = RESPValues(bytes)
    while let value = try? values.next() {
      if case .text(let range) = value { visitor.visit("resp.string", .text, at: range) }
    }
  }
}
