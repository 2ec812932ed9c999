public import Bytes

/// An option of a TCP header. Source: RFC 9293 section 3.2, IANA "TCP Option Kind Numbers".
public struct TCPOption: Sendable {
  /// What it is.
  public var kind: UInt8
  /// Where its kind octet stands among the options.
  public var offset: Int
  /// Bytes of it as its length octet tells, kind and length octets included; 1 for the two that have none.
  public var length: Int
  /// Bytes behind the length octet that are its own: what its kind always has, or else what its length octet tells.
  public var dataLength: Int

  /// Whether it is one of the two kinds of a single octet: end of list and no operation.
  @inlinable public var isSingle: Bool { kind <= 1 }

  /// Where its data stand among the options.
  @inlinable public var dataOffset: Int { offset + (isSingle ? 1 : 2) }

  /// Whether its length octet agrees with its kind.
  @inlinable public var hasRightLength: Bool { length == dataOffset - offset + dataLength }

  /// Bytes of data that a kind has whatever its length octet says; `nil` when the length octet decides.
  @usableFromInline static func fixedDataLength(of kind: UInt8) -> Int? {
    switch kind {
    case 0, 1, 4: 0
    case 3: 1
    case 2, 20, 28: 2
    case 6, 7, 11, 12, 13: 4
    case 8: 8
    case 19: 16
    default: nil
    }
  }
}

/// The options of a TCP header, one after the other; ends behind the end-of-list option, or at a fault.
public struct TCPOptions: ~Escapable {
  /// What stopped the walk before the end of the list.
  public enum Fault: Sendable {
    /// An option shorter than its two first octets, or longer than the header has room for.
    case malformed
    /// The captured bytes end before the option's length is known.
    case truncated
  }

  @usableFromInline let bytes: RawSpan
  @usableFromInline let length: Int
  @usableFromInline var offset = 0

  /// What stopped the walk, if anything did.
  public private(set) var fault: Fault?

  /// The options in the captured bytes behind a fixed header that announces `length` bytes of them.
  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan, length: Int) {
    self.bytes = bytes
    self.length = length
  }

  /// Whether there is room for another option.
  @inlinable public var isAtEnd: Bool { offset >= length || fault != nil }

  /// The next option, or `nil` at the end or at a fault.
  ///
  /// Its data may reach beyond the header or what was captured: `room(for:)` tells.
  @_lifetime(self: copy self)
  public mutating func next() -> TCPOption? {
    guard !isAtEnd else { return nil }
    guard let kind = bytes.uint8(ifAt: offset) else { return stop(.truncated) }
    var option = TCPOption(kind: kind, offset: offset, length: 1, dataLength: 0)
    if !option.isSingle {
      guard let octet = bytes.uint8(ifAt: offset + 1) else { return stop(.truncated) }
      option.length = Int(octet)
      guard option.length >= 2, option.length <= length - offset else { return stop(.malformed) }
      option.dataLength = TCPOption.fixedDataLength(of: kind) ?? option.length - 2
    }
    offset = kind == 0 ? length : option.dataOffset + option.dataLength
    return option
  }

  /// Bytes from an option's data to the end of the header.
  @inlinable public func room(for option: TCPOption) -> Int { length - option.dataOffset }

  /// An option's data as far as they were captured.
  @inlinable
  @_lifetime(copy self)
  public func data(of option: TCPOption) -> RawSpan { bytes.prefix(option.dataLength, from: option.dataOffset) }

  @_lifetime(self: copy self)
  private mutating func stop(_ fault: Fault) -> TCPOption? {
    self.fault = fault
    return nil
  }
}
