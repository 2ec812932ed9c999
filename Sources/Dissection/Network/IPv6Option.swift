import Bytes

/// An option of hop-by-hop or destination options. Source: RFC 8200 section 4.2.
public struct IPv6Option: Sendable {
  /// The whole type octet: what to do when it is unknown, whether it may change on the way, and its number.
  public var type: UInt8
  /// Where its type octet stands among the options.
  public var offset: Int
  /// Bytes of it, type and length octets included; 1 for Pad1, which has no length.
  public var length: Int

  /// One byte of padding.
  public static let pad1: UInt8 = 0
  /// Padding of any length.
  public static let padN: UInt8 = 1
  /// Routers are to look into the packet (RFC 2711).
  public static let routerAlert: UInt8 = 5
  /// The length of a packet that is too long for the fixed header (RFC 2675).
  public static let jumboPayload: UInt8 = 0xc2
  /// The address of a mobile node at home (RFC 6275 section 6.3).
  public static let homeAddress: UInt8 = 0xc9
}

/// Options of IPv6, one after the other; ends with the bytes, or at a fault.
public struct IPv6Options: ~Escapable {
  private let bytes: RawSpan
  private var offset = 0

  /// What stopped the walk, if anything did: an option without its length, or one that reaches beyond the header.
  public private(set) var fault: Int?

  /// The options in the bytes behind the two first of a header.
  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) { self.bytes = bytes }

  /// The next option, or `nil` at the end or at a fault.
  @_lifetime(self: copy self)
  public mutating func next() -> IPv6Option? {
    guard fault == nil, let type = bytes.uint8(ifAt: offset) else { return nil }
    let length = type == IPv6Option.pad1 ? 1 : bytes.uint8(ifAt: offset + 1).map { Int($0) + 2 }
    guard let length, bytes.has(length, at: offset) else {
      fault = offset
      return nil
    }
    offset += length
    return IPv6Option(type: type, offset: offset - length, length: length)
  }
}
