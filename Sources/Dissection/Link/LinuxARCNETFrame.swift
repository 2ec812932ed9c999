public import Bytes
import Packets

/// An ARCNET frame, as Linux captures it: put together from its fragments. Source: LINKTYPE_ARCNET_LINUX of tcpdump.org.
///
///     0        1             2        4      5            6          8
///     | source | destination | offset | type | split flag | sequence | payload
public struct LinuxARCNETFrame: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.linuxARCNET
  public static let bindings: [Binding] = [.linkType(.arcnetLinux)]

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(5)
    self.bytes = bytes
    try bytes.require(headerLength)
  }

  /// Who sent it.
  public var source: UInt8 { bytes.load8(0) }
  /// Whom it is for.
  public var destination: UInt8 { bytes.load8(1) }
  /// What stands where other systems have the type.
  public var offsetHigh: UInt8 { bytes.load8(2) }
  /// What it carries.
  public var type: UInt8 { bytes.load8(4) }

  public var headerLength: Int { ARCNETFrame.isShort(type) ? 5 : 8 }

  public var next: NextProtocol { ARCNETFrame.next(type) }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("arcnet.src", source, at: 0, length: 1)
    visitor.visit("arcnet.dst", destination, at: 1, length: 1)
    visitor.visit("arcnet.offset", bytes.load16(2), at: 2, length: 2)
    visitor.visit("arcnet.protID", type, at: 4, length: 1)
  }
}
