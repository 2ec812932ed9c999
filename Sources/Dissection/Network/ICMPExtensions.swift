public import Bytes

/// An object of the extensions behind a quoted packet. Source: RFC 4884 section 8.
public struct ICMPExtensionObject: Sendable, Equatable {
  /// Its class: 1 an MPLS label stack (RFC 4950), 2 an interface (RFC 5837).
  public var objectClass: UInt8
  /// Its type within the class.
  public var type: UInt8
  /// Bytes that it says it has, the four of its header included.
  public var length: Int
  /// Where the bytes behind its header begin among the extensions.
  public var dataOffset: Int
}

/// The extensions of an ICMP error, which begin 128 bytes behind its header. Source: RFC 4884 section 7.
///
///     0         1          2          4
///     | version | reserved | checksum | objects: length:16 class:8 type:8 data
public struct ICMPExtensions: ~Escapable {
  /// Where they begin in a message.
  public static let offset = 136

  private let bytes: RawSpan
  private let length: Int
  private var at = 4

  /// The extensions in `bytes`, which are what was captured of `length` bytes; at least four have to be there.
  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan, length: Int) {
    self.bytes = bytes
    self.length = length
  }

  /// The version; 2 is the only one that is known.
  public var version: UInt8 { (bytes.uint8(ifAt: 0) ?? 0) >> 4 }

  /// The next object; `nil` where no header fits any more, behind one that is shorter than its header, and behind one
  /// of class 0.
  ///
  /// - Throws: `Truncation` when the object's header was not captured.
  @_lifetime(self: copy self)
  public mutating func next() throws(Truncation) -> ICMPExtensionObject? {
    guard length - at > 4 else { return nil }
    try bytes.require(4, at: at)
    let object = ICMPExtensionObject(
      objectClass: bytes.load8(at + 2), type: bytes.load8(at + 3), length: Int(bytes.load16(at)), dataOffset: at + 4)
    at = object.objectClass == 0 || object.length < 4 ? length : at + object.length
    return object
  }
}
