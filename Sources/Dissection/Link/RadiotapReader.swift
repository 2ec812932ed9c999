import Bytes

/// Reads the fields of a radiotap header one after the other, each at a multiple of its size.
public struct RadiotapReader: ~Escapable {
  private let bytes: RawSpan
  private var offset: Int

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, from offset: Int) {
    self.bytes = bytes
    self.offset = offset
  }

  /// Whether an integer of `size` bytes stands at the next place for one.
  public func has(_ size: Int) -> Bool { bytes.has(size, at: place(size)) }

  private func place(_ size: Int) -> Int { (offset + size - 1) / size * size }

  /// Goes `count` bytes forward; returns whether there are so many.
  @_lifetime(self: copy self)
  public mutating func skip(_ count: Int) -> Bool {
    guard bytes.has(count, at: offset) else { return false }
    offset += count
    return true
  }

  @_lifetime(self: copy self)
  private mutating func read<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type) -> T? {
    let start = place(T.bitWidth / 8)
    guard bytes.has(T.bitWidth / 8, at: start) else { return nil }
    offset = start + T.bitWidth / 8
    return bytes.load(fromByteOffset: start, as: type, .littleEndian)
  }

  /// The next byte; `nil` behind the header's end.
  @_lifetime(self: copy self)
  public mutating func read8() -> UInt8? { read(UInt8.self) }

  /// The next integer of 16 bits; `nil` behind the header's end.
  @_lifetime(self: copy self)
  public mutating func read16() -> UInt16? { read(UInt16.self) }

  /// The next integer of 32 bits; `nil` behind the header's end.
  @_lifetime(self: copy self)
  public mutating func read32() -> UInt32? { read(UInt32.self) }

  /// The next integer of 64 bits; `nil` behind the header's end.
  @_lifetime(self: copy self)
  public mutating func read64() -> UInt64? { read(UInt64.self) }
}
