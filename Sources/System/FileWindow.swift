internal import Glibc

/// A stretch of a regular file in memory, read without moving the file's own position: any number of threads may each
/// have a window on the same file.
@safe
public struct FileWindow: ~Copyable {
  @usableFromInline var base: UnsafeMutableRawPointer
  private var capacity: Int
  /// Where in the file the window begins.
  public private(set) var offset = 0
  /// Bytes in it.
  public var count: Int { @inlinable @inline(__always) get { used } }
  @usableFromInline var used = 0

  /// A window on nothing with room for `capacity` bytes.
  public init(capacity: Int) {
    self.capacity = max(capacity, 64)
    unsafe base = .allocate(byteCount: self.capacity, alignment: 64)
  }

  // SAFETY: the window is the only owner of `base`.
  deinit { unsafe base.deallocate() }

  /// What is in the window.
  public var bytes: RawSpan {
    @_lifetime(borrow self)
    @inlinable @inline(__always) get {
      // SAFETY: `used` bytes at `base` are initialised, and the span cannot outlive the borrow of `self`.
      let span = unsafe RawSpan(_unsafeStart: UnsafeRawPointer(base), byteCount: used)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// Puts the window at an offset of a file and reads `count` bytes, fewer only at the file's end.
  ///
  /// - Throws: `SystemCallError` of `pread`.
  public mutating func open(
    _ file: borrowing FileDescriptor, at offset: Int, count: Int
  ) throws(SystemCallError) {
    self.offset = offset
    used = 0
    try extend(file, to: count)
  }

  /// Reads on until the window has `count` bytes, fewer only at the file's end.
  ///
  /// - Throws: `SystemCallError` of `pread`.
  public mutating func extend(_ file: borrowing FileDescriptor, to count: Int) throws(SystemCallError) {
    if count > capacity { grow(to: count) }
    while used < count {
      // SAFETY: there is room for `count` bytes at `base`.
      let result = unsafe pread(file.number, base + used, count - used, off_t(offset + used))
      let code = errno
      if result == 0 { return }
      guard result > 0 || code == EINTR else { throw SystemCallError("pread", code: code) }
      used += max(0, result)
    }
  }

  private mutating func grow(to capacity: Int) {
    // SAFETY: both blocks hold at least `used` bytes and do not overlap.
    let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 64)
    unsafe larger.copyMemory(from: base, byteCount: used)
    unsafe base.deallocate()
    unsafe base = larger
    self.capacity = capacity
  }
}
