import Bytes

/// An element of a message in ASN.1's basic encoding: tag, length and contents. Source: ITU-T X.690 section 8.1.
public struct ASN1Element: Sendable {
  /// The class of a tag.
  public enum TagClass: UInt8, Sendable {
    /// Integers, strings, sequences.
    case universal
    /// What a protocol has defined: counters, addresses.
    case application
    /// What stands for itself at its place: protocol data units, exceptions.
    case context
    /// Nobody's.
    case `private`
  }

  /// What is wrong with an element.
  public enum Fault: Error, Sendable {
    /// There is nothing left.
    case nothing
    /// The tag goes on behind the end.
    case longTag
    /// The end comes before the length.
    case noLength
    /// The length has more octets than are left.
    case lengthOctets(left: Int, needed: Int)
    /// There are more contents than are left.
    case contents(left: Int, needed: Int)
    /// The captured bytes end in the tag or in the first octet of the length.
    case cut
    /// The captured bytes end in the other octets of the length.
    case cutLength
  }

  /// The class of the tag.
  public var tagClass: TagClass
  /// Whether the contents are elements.
  public var isConstructed: Bool
  /// The number of the tag, its low octet when it has more.
  public var tag: UInt8
  /// Where the contents stand.
  public var contents: Range<Int>

  /// Reads the tag and the length at `offset`, with `length` bytes left.
  ///
  /// - Throws: `Fault`. The contents may not have been captured.
  public init(_ bytes: RawSpan, at offset: Int, length: Int) throws(Fault) {
    guard length > 0 else { throw .nothing }
    var at = offset
    var left = length - 1
    let first = try Self.octet(bytes, at)
    at += 1
    tagClass = TagClass(rawValue: first >> 6) ?? .universal
    isConstructed = first & 0x20 != 0
    tag = first & 0x1f
    if tag == 0x1f { try Self.readLongTag(bytes, &at, &left, into: &tag) }
    guard left > 0 else { throw .noLength }
    var count = Int(try Self.octet(bytes, at))
    at += 1
    left -= 1
    if count & 0x80 != 0 {
      let octets = count & 0x7f
      guard octets <= left else { throw .lengthOctets(left: left, needed: octets) }
      guard bytes.has(octets, at: at) else { throw .cutLength }
      count = 0
      for _ in 0..<octets {
        // More than 32 bits are as good as none: nothing is that long.
        count = (count << 8 | Int(try Self.octet(bytes, at))) & 0xffff_ffff
        at += 1
        left -= 1
      }
    }
    guard count <= left else { throw .contents(left: left, needed: count) }
    contents = at..<(at + count)
  }

  private static func octet(_ bytes: RawSpan, _ offset: Int) throws(Fault) -> UInt8 {
    guard let octet = bytes.uint8(ifAt: offset) else { throw .cut }
    return octet
  }

  /// Seven bits an octet, the highest bit in all but the last.
  private static func readLongTag(
    _ bytes: RawSpan, _ at: inout Int, _ left: inout Int, into tag: inout UInt8
  ) throws(Fault) {
    tag = 0
    while case let octet = try octet(bytes, at), octet & 0x80 != 0 {
      guard left > 0 else { throw .longTag }
      tag = tag << 7 | octet & 0x7f
      at += 1
      left -= 1
    }
    guard left > 0 else { throw .longTag }
    tag = tag << 7 | (try octet(bytes, at))
    at += 1
    left -= 1
  }
}

extension ASN1Element {
  /// The contents as a signed integer, its low 32 bits when there are more; `nil` when there are none.
  public func integer(_ bytes: RawSpan) -> Int32? {
    guard !contents.isEmpty, let first = bytes.uint8(ifAt: contents.lowerBound) else { return nil }
    var value: UInt32 = first & 0x80 != 0 ? .max : 0
    for offset in contents { value = value << 8 | UInt32(bytes.uint8(ifAt: offset) ?? 0) }
    return Int32(bitPattern: value)
  }

  /// The contents as an unsigned integer, its low 64 bits when there are more.
  public func unsigned(_ bytes: RawSpan) -> UInt64 {
    var value: UInt64 = 0
    for offset in contents { value = value << 8 | UInt64(bytes.uint8(ifAt: offset) ?? 0) }
    return value
  }
}
