public import Bytes

/// A message of the Simple Network Management Protocol: a sequence of a version and what the version has.
/// Source: RFC 1157 section 4, RFC 3416 section 3, RFC 3412 section 6.
public struct SNMPMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.snmp
  public static let bindings: [Binding] = [.udpPort(161), .udpPort(162)]

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(2)
    self.bytes = bytes
  }

  public var headerLength: Int { 0 }

  public func fields(into visitor: inout some FieldVisitor) {
    guard let message = try? ASN1Element(bytes, at: 0, length: bytes.byteCount),
      let version = next(0, in: message.contents), let number = version.integer(bytes)
    else { return }
    visitor.visit(
      "snmp.version", UInt32(bitPattern: number), at: version.contents.lowerBound, length: version.contents.count)
    guard number < 3, let community = next(version.contents.upperBound, in: message.contents) else { return }
    visitor.visit("snmp.community", .text, at: community.contents)
    guard let unit = next(community.contents.upperBound, in: message.contents) else { return }
    visitor.visit("snmp.data", unit.tag, at: community.contents.upperBound, length: 1)
  }

  /// The element at `offset`, or at the beginning of the range for 0.
  private func next(_ offset: Int, in range: Range<Int>) -> ASN1Element? {
    let start = max(offset, range.lowerBound)
    let element = try? ASN1Element(bytes, at: start, length: range.upperBound - start)
    return element.flatMap { bytes.has($0.contents.count, at: $0.contents.lowerBound) ? $0 : nil }
  }
}
