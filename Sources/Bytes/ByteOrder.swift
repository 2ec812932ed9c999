/// The order of a multi-byte integer's bytes in memory or on the wire.
public enum ByteOrder: Sendable, Equatable {
  /// Most significant byte first: network order.
  case bigEndian
  /// Least significant byte first.
  case littleEndian

  /// The order of the machine this program runs on.
  @inlinable public static var native: ByteOrder {
    #if _endian(little)
    .littleEndian
    #else
    .bigEndian
    #endif
  }

  /// The other order.
  @inlinable public var swapped: ByteOrder { self == .bigEndian ? .littleEndian : .bigEndian }
}
