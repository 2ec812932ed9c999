import Bytes

/// A domain name, label by label, wherever in the message its pieces stand. Source: RFC 1035 sections 3.1 and 4.1.4.
///
/// A pointer has to lead back in front of everything that the name consists of so far, so that none leads in a circle.
public struct DNSName: ~Escapable {
  /// A piece of a name.
  public enum Label: Sendable, Equatable {
    /// Characters; fewer than announced when it is cut.
    case text(Range<Int>, isCut: Bool)
    /// A string of 1 to 256 bits, and where it stands (RFC 2673).
    case bits(Int, at: Int)
  }

  /// Why a name has no end.
  public enum Fault: Sendable, Equatable {
    /// It reaches beyond the captured bytes.
    case truncated
    /// A pointer leads forward, or there are more pointers than a name can need.
    case pointer
    /// A label of a reserved type.
    case reservedType
    /// A label of an unknown extended type.
    case extendedType(UInt8)
  }

  /// Pointers that a name may have: no name has more labels.
  private static let pointerLimit = 128

  private let message: RawSpan
  private let base: Int
  private var offset: Int
  private var limit: Int
  private var pointers = 0

  /// Where the name ends where it began; `nil` until that is known.
  public private(set) var end: Int?

  /// Whether it goes on at another place than where it began.
  public var isCompressed: Bool { pointers > 0 }

  /// What is wrong with it, once `next` has found it.
  public private(set) var fault: Fault?

  /// The name at an offset of a message.
  @_lifetime(copy message)
  public init(_ message: RawSpan, at offset: Int) {
    self.message = message
    self.offset = offset
    base = 0
    limit = offset
  }

  /// The name at an offset of bytes in which pointers count from another one; where they may lead at first is not
  /// restricted.
  @_lifetime(copy message)
  public init(_ message: RawSpan, at offset: Int, pointersFrom base: Int) {
    self.message = message
    self.offset = offset
    self.base = base
    limit = .max
  }

  /// Whether it has no labels, and no pointer to some.
  public var isRoot: Bool { message.uint8(ifAt: offset) == 0 }

  /// The next label; `nil` at the end or at a fault.
  @_lifetime(self: copy self)
  public mutating func next() -> Label? {
    while fault == nil {
      guard let byte = message.uint8(ifAt: offset) else { return fail(.truncated) }
      if byte != 0, byte & 0xc0 == 0 || byte & 0xc0 == 0x80, offset + 1 == message.byteCount {
        // Cut right behind a length: what was captured is whole, as tcpdump sees it.
        if !isCompressed { end = offset + 1 }
        return nil
      }
      switch byte & 0xc0 {
      case 0xc0: follow(byte)
      case 0x40: return bits(byte & 0x3f)
      case 0x80: return fail(.reservedType)
      default:
        if byte == 0 {
          if !isCompressed { end = offset + 1 }
          return nil
        }
        return text(Int(byte))
      }
    }
    return nil
  }

  @_lifetime(self: copy self)
  private mutating func fail(_ reason: Fault) -> Label? {
    fault = reason
    return nil
  }

  @_lifetime(self: copy self)
  private mutating func follow(_ high: UInt8) {
    guard let low = message.uint8(ifAt: offset + 1) else {
      fault = .truncated
      return
    }
    if !isCompressed { end = offset + 2 }
    pointers += 1
    let target = Int(high & 0x3f) << 8 | Int(low)
    guard target < limit, pointers <= Self.pointerLimit else {
      fault = .pointer
      return
    }
    limit = target
    offset = base + target
  }

  @_lifetime(self: copy self)
  private mutating func text(_ length: Int) -> Label? {
    let start = offset + 1
    offset = start + length
    let captured = min(offset, message.byteCount)
    if captured < offset { fault = .truncated }
    return .text(start..<captured, isCut: captured < offset)
  }

  @_lifetime(self: copy self)
  private mutating func bits(_ type: UInt8) -> Label? {
    guard type == 1 else { return fail(.extendedType(type)) }
    guard let count = message.uint8(ifAt: offset + 1) else { return fail(.truncated) }
    let bits = count == 0 ? 256 : Int(count)
    let start = offset + 2
    guard message.has((bits + 7) / 8, at: start) else { return fail(.truncated) }
    offset = start + (bits + 7) / 8
    return .bits(bits, at: start)
  }
}
