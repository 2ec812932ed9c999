public import Bytes

/// A VLAN in a subset of VTP, over the bytes that it says it has.
///
///     0        1        2      3             4        6     8       12
///     | length | status | type | name length | number | MTU | index | name, padded to 4 bytes | elements
public struct VTPVLAN: ~Escapable {
  /// Bytes in front of the name.
  public static let headerLength = 12

  private let bytes: RawSpan

  /// The VLAN. - Throws: `Truncation` when the part in front of the name is not there.
  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Self.headerLength)
    self.bytes = bytes
  }

  /// 0 operational, 1 suspended.
  public var status: UInt8 { bytes.load8(1) }

  /// 1 Ethernet, 2 FDDI, 3 and 5 Token Ring, 4 FDDI network.
  public var type: UInt8 { bytes.load8(2) }

  /// Bytes of all of it.
  public var length: Int { bytes.byteCount }

  /// Bytes of its name.
  public var nameLength: Int { Int(bytes.load8(3)) }

  /// Its number.
  public var identifier: UInt16 { bytes.load16(4) }

  /// The longest packet in it.
  public var mtu: UInt16 { bytes.load16(6) }

  /// Its number in 802.10.
  public var index: UInt32 { bytes.load32(8) }

  /// Where the elements behind the name begin, which may be beyond the end.
  public var elementsOffset: Int { Self.headerLength + (nameLength + 3) & ~3 }

  /// Its name; less when the VLAN is too short for it.
  public var name: RawSpan {
    @_lifetime(copy self)
    get { bytes.prefix(nameLength, from: Self.headerLength) }
  }

  /// The elements behind the name.
  public var elements: RawSpan {
    @_lifetime(copy self)
    get { bytes.suffix(from: elementsOffset) }
  }
}
