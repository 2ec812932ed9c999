public import Packets

/// A field's value. What is not a number is told by where it stands: `bytes` and `text` are their range in the layer.
public enum FieldValue: Sendable, Equatable {
  /// A number, in the unit that the field's definition has.
  case unsigned(UInt64)
  /// A flag.
  case flag(Bool)
  /// An IPv4 address.
  case ipv4(IPv4Address)
  /// An IPv6 address.
  case ipv6(IPv6Address)
  /// An Ethernet address.
  case mac(MACAddress)
  /// The bytes themselves.
  case bytes
  /// The bytes as text.
  case text
}

/// Takes the fields of a layer, one by one in wire order.
public protocol FieldVisitor {
  /// - Parameters:
  ///   - name: Wireshark's display-filter name where it has one.
  ///   - value: what stands there.
  ///   - range: the bytes it stands in, counted from the layer's first.
  mutating func visit(_ name: StaticString, _ value: FieldValue, at range: Range<Int>)
}

extension FieldVisitor {
  /// Tells a number of `length` bytes at `offset`.
  @inlinable
  public mutating func visit<T: FixedWidthInteger & UnsignedInteger>(
    _ name: StaticString, _ value: T, at offset: Int, length: Int
  ) {
    visit(name, .unsigned(UInt64(truncatingIfNeeded: value)), at: offset..<(offset + length))
  }
}
