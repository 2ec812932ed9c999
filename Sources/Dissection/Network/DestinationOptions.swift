public import Bytes
public import Packets

/// Options that the destination looks at. Source: RFC 8200 section 4.6.
///
///     0             1        2
///     | next header | length | options ...
public struct DestinationOptions: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.destinationOptions
  public static let bindings: [Binding] = [.ipProtocol(.destinationOptions)]

  private enum Offset {
    static let nextHeader = 0
    static let length = 1
    static let options = 2
  }

  let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.options)
    self.bytes = bytes
  }

  /// The header behind this one.
  public var nextHeader: IPProtocol { IPProtocol(rawValue: bytes.load8(Offset.nextHeader)) }

  /// Bytes of header, options included.
  public var headerLength: Int { (Int(bytes.load8(Offset.length)) + 1) * 8 }

  /// The options, as far as they were captured.
  public var options: IPv6Options {
    @_lifetime(copy self) get { IPv6Options(optionBytes) }
  }

  /// The bytes of the options, as far as they were captured.
  public var optionBytes: RawSpan {
    @_lifetime(copy self) get { bytes.prefix(headerLength - Offset.options, from: Offset.options) }
  }

  public var next: NextProtocol { .at(.ipProtocol(nextHeader)) }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("ipv6.dstopts.nxt", nextHeader.rawValue, at: Offset.nextHeader, length: 1)
    visitor.visit("ipv6.dstopts.len", bytes.load8(Offset.length), at: Offset.length, length: 1)
    var options = self.options
    while let option = options.next() {
      visitor.visit("ipv6.opt.type", option.type, at: Offset.options + option.offset, length: 1)
    }
  }
}
