import Bytes

/// An option of an IPv4 header. Source: RFC 791 section 3.1.
public struct IPv4Option: Sendable {
  /// The whole type octet: copied flag, class and number.
  public var type: UInt8
  /// Where its type octet stands among the options.
  public var offset: Int
  /// Bytes of it, type and length octets included; 1 for the two that have no length.
  public var length: Int

  /// Loose or strict source route.
  public var isSourceRoute: Bool { type == 131 || type == 137 }
}

/// The options of an IPv4 header, one after the other; ends at the end of the list, or at a fault.
public struct IPv4Options: ~Escapable {
  private let bytes: RawSpan
  private var offset = 0

  /// What stopped the walk, if anything did: an option without its length, one shorter than 2, or one that reaches
  /// beyond the header.
  public private(set) var fault: Int?

  /// The options in the bytes behind a fixed header.
  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) { self.bytes = bytes }

  /// The next option, or `nil` at the end or at a fault.
  @_lifetime(self: copy self)
  public mutating func next() -> IPv4Option? {
    guard fault == nil, let type = bytes.uint8(ifAt: offset), type != 0 else { return nil }
    if type == 1 {
      offset += 1
      return IPv4Option(type: type, offset: offset - 1, length: 1)
    }
    guard let length = bytes.uint8(ifAt: offset + 1), length >= 2, bytes.has(Int(length), at: offset) else {
      fault = offset
      return nil
    }
    offset += Int(length)
    return IPv4Option(type: type, offset: offset - Int(length), length: Int(length))
  }
}
