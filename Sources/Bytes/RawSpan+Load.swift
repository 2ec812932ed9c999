// Loads from raw bytes. Three families, by what happens when the bytes are not there:
//
//   load(fromByteOffset:as:_:), load8 ... load128   a trap: for offsets that a guard has already covered
//   uint8(at:) ... bytes(at:count:)                 throws `Truncation`: for what a packet's contents lead to
//   uint8(ifAt:) ... uint64(ifAt:)                  `nil`: for partial views
//
// A decoder's fixed header uses the first after its one length guard, everything behind it the second.

extension RawSpan {
  /// Loads an integer at a byte offset, in the given byte order; spelled as SE-0525 spells it.
  ///
  /// - Precondition: the integer's bytes lie inside the span. A call site must have guarded this: input may never
  ///   decide whether it holds.
  @inlinable @inline(__always)
  public func load<T: FixedWidthInteger & BitwiseCopyable>(
    fromByteOffset offset: Int, as type: T.Type, _ order: ByteOrder
  ) -> T {
    // SAFETY: `unsafeLoadUnaligned` checks the bounds itself; any bit pattern is a value of an integer type.
    let value = unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: type)
    return order == .bigEndian ? T(bigEndian: value) : T(littleEndian: value)
  }

  /// The byte at `offset`; traps outside the span.
  @inlinable @inline(__always)
  public func load8(_ offset: Int) -> UInt8 { load(fromByteOffset: offset, as: UInt8.self, .bigEndian) }

  /// The 16-bit integer in network byte order at `offset`; traps outside the span.
  @inlinable @inline(__always)
  public func load16(_ offset: Int) -> UInt16 { load(fromByteOffset: offset, as: UInt16.self, .bigEndian) }

  /// The 24-bit integer in network byte order at `offset`; traps outside the span.
  @inlinable @inline(__always)
  public func load24(_ offset: Int) -> UInt32 { UInt32(load16(offset)) << 8 | UInt32(load8(offset + 2)) }

  /// The 32-bit integer in network byte order at `offset`; traps outside the span.
  @inlinable @inline(__always)
  public func load32(_ offset: Int) -> UInt32 { load(fromByteOffset: offset, as: UInt32.self, .bigEndian) }

  /// The 48-bit integer in network byte order at `offset`; traps outside the span.
  @inlinable @inline(__always)
  public func load48(_ offset: Int) -> UInt64 { UInt64(load32(offset)) << 16 | UInt64(load16(offset + 4)) }

  /// The 64-bit integer in network byte order at `offset`; traps outside the span.
  @inlinable @inline(__always)
  public func load64(_ offset: Int) -> UInt64 { load(fromByteOffset: offset, as: UInt64.self, .bigEndian) }

  /// The 128-bit integer in network byte order at `offset`; traps outside the span.
  @inlinable @inline(__always)
  public func load128(_ offset: Int) -> UInt128 { UInt128(load64(offset)) << 64 | UInt128(load64(offset + 8)) }
}

extension RawSpan {
  /// One to seven bytes from an offset on as a word, the first one lowest; traps outside the span.
  @inlinable @inline(__always)
  public func word(fromByteOffset offset: Int, count: Int) -> UInt64 {
    // Loads that overlap where there are fewer bytes than they have: there they have the same.
    guard count < 4 else {
      let last = load(fromByteOffset: offset &+ count &- 4, as: UInt32.self, .littleEndian)
      return UInt64(load(fromByteOffset: offset, as: UInt32.self, .littleEndian))
        | UInt64(last) &<< UInt64((count &- 4) &* 8)
    }
    let (middle, last) = (count >> 1, count &- 1)
    return UInt64(load8(offset)) | UInt64(load8(offset &+ middle)) &<< UInt64(middle &* 8)
      | UInt64(load8(offset &+ last)) &<< UInt64(last &* 8)
  }

  /// Whether `count` bytes stand at `offset`. Both may be any value, negative ones too.
  @inlinable @inline(__always)
  public func has(_ count: Int, at offset: Int) -> Bool {
    offset >= 0 && count >= 0 && offset <= byteCount && count <= byteCount - offset
  }

  /// Checks that `count` bytes stand at `offset`.
  ///
  /// - Throws: `Truncation` when they do not.
  @inlinable @inline(__always)
  public func require(_ count: Int, at offset: Int = 0) throws(Truncation) {
    guard has(count, at: offset) else { throw Truncation() }
  }

  /// The byte at `offset`. - Throws: `Truncation` outside the span.
  @inlinable @inline(__always)
  public func uint8(at offset: Int) throws(Truncation) -> UInt8 {
    try require(1, at: offset)
    return load8(offset)
  }

  /// The 16-bit integer in network byte order at `offset`. - Throws: `Truncation` outside the span.
  @inlinable @inline(__always)
  public func uint16(at offset: Int) throws(Truncation) -> UInt16 {
    try require(2, at: offset)
    return load16(offset)
  }

  /// The 24-bit integer in network byte order at `offset`. - Throws: `Truncation` outside the span.
  @inlinable @inline(__always)
  public func uint24(at offset: Int) throws(Truncation) -> UInt32 {
    try require(3, at: offset)
    return load24(offset)
  }

  /// The 32-bit integer in network byte order at `offset`. - Throws: `Truncation` outside the span.
  @inlinable @inline(__always)
  public func uint32(at offset: Int) throws(Truncation) -> UInt32 {
    try require(4, at: offset)
    return load32(offset)
  }

  /// The 48-bit integer in network byte order at `offset`. - Throws: `Truncation` outside the span.
  @inlinable @inline(__always)
  public func uint48(at offset: Int) throws(Truncation) -> UInt64 {
    try require(6, at: offset)
    return load48(offset)
  }

  /// The 64-bit integer in network byte order at `offset`. - Throws: `Truncation` outside the span.
  @inlinable @inline(__always)
  public func uint64(at offset: Int) throws(Truncation) -> UInt64 {
    try require(8, at: offset)
    return load64(offset)
  }

  /// The 128-bit integer in network byte order at `offset`. - Throws: `Truncation` outside the span.
  @inlinable @inline(__always)
  public func uint128(at offset: Int) throws(Truncation) -> UInt128 {
    try require(16, at: offset)
    return load128(offset)
  }

  /// The integer of a given byte order at `offset`. - Throws: `Truncation` outside the span.
  @inlinable @inline(__always)
  public func integer<T: FixedWidthInteger & BitwiseCopyable>(
    at offset: Int, as type: T.Type, _ order: ByteOrder
  ) throws(Truncation) -> T {
    try require(T.bitWidth / 8, at: offset)
    return load(fromByteOffset: offset, as: type, order)
  }

  /// The `count` bytes at `offset`, in place. - Throws: `Truncation` when the span has fewer.
  @inlinable @inline(__always)
  @_lifetime(copy self)
  public func bytes(at offset: Int, count: Int) throws(Truncation) -> RawSpan {
    try require(count, at: offset)
    return extracting(offset..<(offset + count))
  }
}

extension RawSpan {
  /// The byte at `offset`, `nil` outside the span.
  @inlinable @inline(__always)
  public func uint8(ifAt offset: Int) -> UInt8? { has(1, at: offset) ? load8(offset) : nil }

  /// The 16-bit integer in network byte order at `offset`, `nil` outside the span.
  @inlinable @inline(__always)
  public func uint16(ifAt offset: Int) -> UInt16? { has(2, at: offset) ? load16(offset) : nil }

  /// The 24-bit integer in network byte order at `offset`, `nil` outside the span.
  @inlinable @inline(__always)
  public func uint24(ifAt offset: Int) -> UInt32? { has(3, at: offset) ? load24(offset) : nil }

  /// The 32-bit integer in network byte order at `offset`, `nil` outside the span.
  @inlinable @inline(__always)
  public func uint32(ifAt offset: Int) -> UInt32? { has(4, at: offset) ? load32(offset) : nil }

  /// The 64-bit integer in network byte order at `offset`, `nil` outside the span.
  @inlinable @inline(__always)
  public func uint64(ifAt offset: Int) -> UInt64? { has(8, at: offset) ? load64(offset) : nil }

  /// The part of the span from `offset` on, at most `count` bytes; empty when nothing stands there.
  @inlinable @inline(__always)
  @_lifetime(copy self)
  public func prefix(_ count: Int, from offset: Int) -> RawSpan {
    let start = Swift.min(Swift.max(offset, 0), byteCount)
    let end = start + Swift.min(Swift.max(count, 0), byteCount - start)
    return extracting(start..<end)
  }

  /// Everything from `offset` on; empty when nothing stands there.
  @inlinable @inline(__always)
  @_lifetime(copy self)
  public func suffix(from offset: Int) -> RawSpan { prefix(byteCount, from: offset) }
}

extension RawSpan {
  /// The 64-bit integer in little-endian order at `offset`, `nil` outside the span; with a single comparison.
  @inlinable @inline(__always)
  public func littleEndian64(ifAt offset: UInt32) -> UInt64? {
    guard Int(offset) <= byteCount &- 8 else { return nil }
    // SAFETY: the offset is not negative and 8 bytes follow it in the span; any bit pattern is a value of the type.
    return unsafe UInt64(littleEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: Int(offset), as: UInt64.self))
  }
}
