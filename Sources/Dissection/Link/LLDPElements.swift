public import Bytes

/// An element of LLDP. Source: IEEE 802.1AB-2016 section 8.4.
public struct LLDPElement: Sendable {
  /// What it is, 0 to 127.
  public var type: UInt8
  /// Where it stands.
  public var offset: Int
  /// Bytes of value as it says, 0 to 511.
  public var length: Int

  /// Where its value stands.
  public var value: Range<Int> { (offset + 2)..<(offset + 2 + length) }
}

/// The elements of LLDP, one after the other; ends where there is no room for another one.
public struct LLDPElements: ~Escapable {
  private let bytes: RawSpan
  private let length: Int
  private var offset = 0

  /// The elements of a list.
  ///
  /// - Parameter length: bytes of the list, as what is around it tells.
  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan, length: Int) {
    self.bytes = bytes
    self.length = length
  }

  /// The next element; it may say that it is longer than the list.
  ///
  /// - Throws: `Truncation` when the captured bytes end inside its header.
  @_lifetime(self: copy self)
  public mutating func next() throws(Truncation) -> LLDPElement? {
    guard length - offset >= 2 else { return nil }
    let head = try bytes.uint16(at: offset)
    let element = LLDPElement(type: UInt8(head >> 9), offset: offset, length: Int(head & 0x1ff))
    offset = element.value.upperBound
    return element
  }

  /// Bytes of the list behind an element's header.
  public func room(for element: LLDPElement) -> Int { length - element.value.lowerBound }

  /// An element's value. - Throws: `Truncation` when it was not captured whole.
  @_lifetime(copy self)
  public func value(of element: LLDPElement) throws(Truncation) -> RawSpan {
    try bytes.bytes(at: element.value.lowerBound, count: element.length)
  }
}
