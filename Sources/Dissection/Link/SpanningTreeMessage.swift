public import Bytes

/// A message of the Spanning Tree Protocol, or of its rapid, multiple and shortest path forms.
/// Source: IEEE 802.1Q-2018 section 14.
///
///     0          2         3      4       5         13          17          25     27    29    31      33      35
///     | protocol | version | type | flags | root id | path cost | bridge id | port | age | max | hello | delay | v1
///
/// Behind it may be 16 bytes for each tree of a multiple spanning tree, and more for shortest paths.
public struct SpanningTreeMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.stp
  public static let bindings: [Binding] = [.llc(0x42), .cisco(0x010b), .cisco(0x010c)]

  /// Bytes of a message about the whole tree, without the length of version 1.
  public static let configurationLength = 35

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(4)
    self.bytes = bytes
  }

  /// 0 for spanning trees.
  public var protocolIdentifier: UInt16 { bytes.load16(0) }

  /// 0 for the first form, 2 rapid, 3 multiple, 4 shortest path.
  public var version: UInt8 { bytes.load8(2) }

  /// 0 a configuration, 2 one of the rapid form, 0x80 a change of topology.
  public var type: UInt8 { bytes.load8(3) }

  public var headerLength: Int { 4 }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("stp.protocol", protocolIdentifier, at: 0, length: 2)
    visitor.visit("stp.version", version, at: 2, length: 1)
    visitor.visit("stp.type", type, at: 3, length: 1)
    guard type != 0x80, bytes.has(Self.configurationLength, at: 0) else { return }
    visitor.visit("stp.flags", bytes.load8(4), at: 4, length: 1)
    visitor.visit("stp.root.cost", bytes.load32(13), at: 13, length: 4)
    visitor.visit("stp.port", bytes.load16(25), at: 25, length: 2)
  }
}
