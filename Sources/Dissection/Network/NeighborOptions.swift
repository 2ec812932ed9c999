import Bytes

/// An option of neighbour discovery. Source: RFC 4861 section 4.6.
public struct NeighborOption: Sendable {
  /// What the option is.
  public var type: UInt8
  /// Where its type octet stands in the message.
  public var offset: Int
  /// Bytes of it, type and length octets included: a multiple of 8.
  public var length: Int
}

/// The options of a message of neighbour discovery, one after the other; ends with the message, or at a fault.
public struct NeighborOptions: ~Escapable {
  private let bytes: RawSpan
  private var offset: Int
  private let end: Int

  /// What stopped the walk, if anything did: an option that is cut, or one without a length.
  public private(set) var fault: Int?

  /// The options of a message behind its first `offset` bytes.
  ///
  /// - Parameter length: bytes of the message, as the layer around it tells.
  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan, from offset: Int, length: Int) {
    self.bytes = bytes
    self.offset = offset
    end = length
  }

  /// The next option, or `nil` at the end or at a fault.
  @_lifetime(self: copy self)
  public mutating func next() -> NeighborOption? {
    guard fault == nil, offset < bytes.byteCount else { return nil }
    guard let units = bytes.uint8(ifAt: offset + 1) else {
      fault = offset
      return nil
    }
    guard offset < end else { return nil }
    let length = Int(units) * 8
    guard length > 0, bytes.has(length, at: offset) else {
      fault = offset
      return nil
    }
    offset += length
    return NeighborOption(type: bytes.load8(offset - length), offset: offset - length, length: length)
  }
}
