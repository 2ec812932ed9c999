public import Bytes

/// An element of one of Cisco's link-layer protocols: type and length in two bytes each, then the value.
public struct TypeLengthElement: Sendable {
  /// What it is.
  public var type: UInt16
  /// Bytes as it says, type and length included; less than 4 makes no sense.
  public var length: Int
  /// Where it stands.
  public var offset: Int

  /// Where its value stands; empty when the length makes no sense.
  public var value: Range<Int> { (offset + 4)..<(offset + max(4, length)) }
}

/// Such elements, one after the other.
public struct TypeLengthElements: ~Escapable {
  private let bytes: RawSpan
  private let end: Int
  private var offset: Int

  /// The elements of a message behind its first `offset` bytes.
  ///
  /// - Parameter length: bytes of the message, as the layer around it tells.
  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan, from offset: Int, length: Int) {
    self.bytes = bytes
    self.offset = offset
    end = length
  }

  /// Where the next element stands.
  public var nextOffset: Int { offset }

  /// Bytes of the message that were not gone through yet: fewer than 4 hold no element.
  public var remaining: Int { max(0, end - offset) }

  /// The next element; it may say that it is longer than the message.
  ///
  /// - Throws: `Truncation` when the captured bytes end inside its type and length.
  @_lifetime(self: copy self)
  public mutating func next() throws(Truncation) -> TypeLengthElement {
    let element = TypeLengthElement(
      type: try bytes.uint16(at: offset), length: Int(try bytes.uint16(at: offset + 2)), offset: offset)
    offset = element.value.upperBound
    return element
  }

  /// An element's value, as much of it as was captured.
  @_lifetime(copy self)
  public func value(of element: TypeLengthElement) -> RawSpan {
    bytes.prefix(element.value.count, from: element.value.lowerBound)
  }

  /// Checks that the rest of the message was captured, from an element on. - Throws: `Truncation` when it was not.
  public func requireRest(from offset: Int) throws(Truncation) { try bytes.require(max(0, end - offset), at: offset) }
}

extension FieldVisitor {
  /// Tells type, length and value of each element of a list.
  mutating func visit(
    _ elements: consuming TypeLengthElements, _ names: (type: StaticString, length: StaticString, value: StaticString)
  ) {
    while elements.remaining >= 4, let element = try? elements.next(), element.length >= 4 {
      visit(names.type, element.type, at: element.offset, length: 2)
      visit(names.length, UInt16(truncatingIfNeeded: element.length), at: element.offset + 2, length: 2)
      guard elements.value(of: element).byteCount == element.value.count else { return }
      visit(names.value, .bytes, at: element.value)
    }
  }
}
