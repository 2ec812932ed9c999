public import Bytes
import Packets

/// A packet between a virtual machine and its host. Source: `linux/vsockmon.h`, `linux/virtio_vsock.h`. Integers are
/// little-endian.
///
///     0        8             16            20                 24          26          28               30         32
///     | source | destination | source port | destination port | operation | transport | transport size | reserved | ...
///
/// The transport header of virtio has 44 bytes: addresses and ports again, then
///
///     | 24: length | 28: type | 30: operation | 32: flags | 36: buffer | 40: forwarded
public struct VSockPacket: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.vsock
  public static let bindings: [Binding] = [.linkType(.vsock)]

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(32)
    self.bytes = bytes
  }

  private func little32(_ offset: Int) -> UInt32 { bytes.load32(offset).byteSwapped }

  /// Who sent it.
  public var source: UInt64 { bytes.load64(0).byteSwapped }
  /// Whom it is for.
  public var destination: UInt64 { bytes.load64(8).byteSwapped }
  /// The sender's port.
  public var sourcePort: UInt32 { little32(16) }
  /// The receiver's port.
  public var destinationPort: UInt32 { little32(20) }
  /// What happens: 1 connect, 2 disconnect, 3 control, 4 payload.
  public var operation: UInt16 { bytes.load16(24).byteSwapped }
  /// What carries it: 1 for nothing that is told, 2 for virtio.
  public var transport: UInt16 { bytes.load16(26).byteSwapped }

  public var headerLength: Int { 32 + (transport == 2 ? 44 : 0) }

  /// What virtio's header tells; `nil` for another transport, or when it was not captured.
  public var virtio: Virtio? {
    guard transport == 2, bytes.has(44, at: 32) else { return nil }
    return Virtio(
      length: little32(56), type: bytes.load16(60).byteSwapped, operation: bytes.load16(62).byteSwapped,
      flags: little32(64), bufferSize: little32(68), forwarded: little32(72))
  }

  /// A transport header of virtio.
  public struct Virtio: Sendable {
    /// Bytes of payload.
    public var length: UInt32
    /// 1 for a stream.
    public var type: UInt16
    /// What it is.
    public var operation: UInt16
    /// Flags of the operation.
    public var flags: UInt32
    /// Bytes that the sender can take in.
    public var bufferSize: UInt32
    /// Bytes that the sender has taken.
    public var forwarded: UInt32
  }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("vsock.src_cid", source, at: 0, length: 8)
    visitor.visit("vsock.dst_cid", destination, at: 8, length: 8)
    visitor.visit("vsock.src_port", sourcePort, at: 16, length: 4)
    visitor.visit("vsock.dst_port", destinationPort, at: 20, length: 4)
    visitor.visit("vsock.op", operation, at: 24, length: 2)
    visitor.visit("vsock.transport", transport, at: 26, length: 2)
  }
}
