import Bytes

/// A routing entry of a GRE header. Source: RFC 1701 "Source Route Entry".
public struct GRERoutingEntry: Sendable {
  /// What the entry's information is: 0x0800 IPv4 addresses, 0xfffe autonomous system numbers.
  public var addressFamily: UInt16
  /// Where the active part of the information stands in it.
  public var activeOffset: Int
  /// Bytes of information.
  public var length: Int
  /// Where the information stands behind the header's other fields.
  public var offset: Int

  /// Whether it ends the list.
  public var isLast: Bool { addressFamily == 0 && length == 0 }
}

/// The routing entries of a GRE header, one after the other; ends behind the null entry, or at a fault.
public struct GRERouting: ~Escapable {
  private let bytes: RawSpan
  private var isAtEnd: Bool

  /// Bytes of entries that were walked over.
  public private(set) var length = 0

  /// Whether the captured bytes end before the null entry.
  public private(set) var isTruncated = false

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, isPresent: Bool) {
    self.bytes = bytes
    isAtEnd = !isPresent
  }

  /// The next entry, or `nil` at the end or where the captured bytes end.
  @_lifetime(self: copy self)
  public mutating func next() -> GRERoutingEntry? {
    guard !isAtEnd else { return nil }
    guard bytes.has(4, at: length) else {
      isAtEnd = true
      isTruncated = true
      return nil
    }
    let entry = GRERoutingEntry(
      addressFamily: bytes.load16(length), activeOffset: Int(bytes.load8(length + 2)),
      length: Int(bytes.load8(length + 3)), offset: length + 4)
    length += 4 + entry.length
    isAtEnd = entry.isLast
    return entry.isLast ? nil : entry
  }

  /// An entry's information as far as it was captured.
  @_lifetime(copy self)
  public func information(of entry: GRERoutingEntry) -> RawSpan { bytes.prefix(entry.length, from: entry.offset) }
}
