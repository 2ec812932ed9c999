/// A buffer that gathers small pieces of a file into large writes.
///
/// Nothing is written but in `flush`: whoever appends sees to it that there is room.
@safe
public struct WriteBuffer: ~Copyable {
  @usableFromInline let base: UnsafeMutableRawPointer
  /// Bytes that fit.
  public let capacity: Int
  /// Bytes appended and not yet written.
  public var count: Int { @inlinable @inline(__always) get { used } }
  @usableFromInline var used = 0

  /// An empty buffer of `capacity` bytes.
  public init(capacity: Int) {
    self.capacity = max(capacity, 64)
    unsafe base = .allocate(byteCount: self.capacity, alignment: 64)
  }

  // SAFETY: the buffer is the only owner of `base`, which was allocated by `init`.
  deinit { unsafe base.deallocate() }

  /// Bytes that still fit.
  @inlinable @inline(__always)
  public var room: Int { capacity &- used }

  /// The bytes appended and not yet written, in place.
  public var bytes: RawSpan {
    @_lifetime(borrow self)
    get {
      // SAFETY: the first `used` bytes are initialised, and the span cannot outlive the borrow of `self`.
      let span = unsafe RawSpan(_unsafeStart: UnsafeRawPointer(base), byteCount: used)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// Appends an integer as it stands in this machine's memory.
  ///
  /// - Precondition: there is room for it.
  @inlinable @inline(__always)
  public mutating func append<T: FixedWidthInteger & BitwiseCopyable>(_ value: T) {
    let length = T.bitWidth / 8
    precondition(length <= room)
    // SAFETY: the precondition says there is room behind `used`.
    unsafe base.storeBytes(of: value, toByteOffset: used, as: T.self)
    used &+= length
  }

  /// Appends bytes.
  ///
  /// - Precondition: there is room for them.
  @inlinable @inline(__always)
  public mutating func append(_ bytes: RawSpan) {
    let length = bytes.byteCount
    precondition(length <= room)
    // SAFETY: the precondition says there is room behind `used`; a span's memory never lies in a buffer nobody else owns.
    unsafe bytes.withUnsafeBytes { source in
      guard let start = source.baseAddress else { return }
      unsafe (base + used).copyMemory(from: start, byteCount: length)
    }
    used &+= length
  }

  /// Lets somebody put bytes behind what was appended.
  ///
  /// - Parameter body: gets the room that is left and returns how many bytes of it have been written.
  @unsafe
  public mutating func append(_ body: (UnsafeMutableRawBufferPointer) -> Int) {
    let count = unsafe body(UnsafeMutableRawBufferPointer(start: base + used, count: room))
    precondition(count >= 0 && count <= room)
    used += count
  }

  /// Forgets what was appended.
  public mutating func removeAll() { used = 0 }

  /// Writes what was appended and forgets it; what could not be written stays.
  ///
  /// - Parameter written: grows by the bytes that the kernel took, also when this throws.
  /// - Throws: `SystemCallError` of `write`.
  public mutating func flush(to file: borrowing FileDescriptor, written: inout Int) throws(SystemCallError) {
    try file.write(bytes, written: &written)
    used = 0
  }
}
