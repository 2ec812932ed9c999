/// A buffer that a file is read into in large pieces, and whose bytes are used where they stand.
///
/// What is read and not yet taken is `unread`. Filling moves that to the front when room is needed, so a span of it is
/// good only until the buffer is next changed, which the compiler sees to.
@safe
public struct ReadBuffer: ~Copyable {
  @usableFromInline var base: UnsafeMutableRawPointer
  /// Bytes that fit.
  public private(set) var capacity: Int
  /// Where the unread bytes begin and end.
  @usableFromInline var start = 0
  @usableFromInline var end = 0
  /// Where in the file the first byte of the buffer stands.
  private var origin = 0

  /// An empty buffer.
  ///
  /// - Parameter capacity: its size in bytes until it is grown.
  public init(capacity: Int) {
    self.capacity = max(capacity, 64)
    unsafe base = .allocate(byteCount: self.capacity, alignment: 64)
  }

  // SAFETY: the buffer is the only owner of `base`, which was allocated by `init` or `grow`.
  deinit { unsafe base.deallocate() }

  /// Bytes read and not yet taken.
  @inlinable @inline(__always)
  public var count: Int { end &- start }

  /// Where in the file the next byte to take stands.
  public var offset: Int { origin + start }

  /// The bytes read and not yet taken, in place.
  public var unread: RawSpan {
    @_lifetime(borrow self)
    @inlinable @inline(__always) get {
      // SAFETY: the bytes from `start` to `end` are initialised, and the span cannot outlive the borrow of `self`.
      let span = unsafe RawSpan(_unsafeStart: UnsafeRawPointer(base) + start, byteCount: end &- start)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// Takes the first `count` unread bytes and lends some of them.
  ///
  /// - Parameters:
  ///   - count: bytes to take, at most as many as there are.
  ///   - skipped: bytes of these to pass over.
  ///   - length: bytes of these to lend, those after the ones passed over.
  /// - Precondition: `0 <= skipped`, `0 <= length` and `skipped + length <= count <= self.count`.
  @inlinable @inline(__always)
  @_lifetime(&self)
  public mutating func take(_ count: Int, skipping skipped: Int, lending length: Int) -> RawSpan {
    precondition(skipped >= 0 && length >= 0 && count <= end &- start && length <= count &- skipped)
    let first = start &+ skipped
    start &+= count
    // SAFETY: the precondition keeps the span within the initialised bytes; it lasts as long as nobody changes `self`.
    let span = unsafe RawSpan(_unsafeStart: UnsafeRawPointer(base) + first, byteCount: length)
    return unsafe _overrideLifetime(span, mutating: &self)
  }

  /// Takes the first `count` unread bytes, at most all there are.
  ///
  /// - Precondition: not negative.
  public mutating func drop(_ count: Int) {
    precondition(count >= 0)
    start += min(count, self.count)
  }

  /// The bytes taken last, all since the buffer was last filled.
  ///
  /// - Parameter length: how many.
  /// - Precondition: the bytes are still in the buffer.
  @_lifetime(borrow self)
  public func taken(_ length: Int) -> RawSpan {
    precondition(length >= 0 && length <= start)
    // SAFETY: the precondition keeps the span within the bytes already taken; it cannot outlive the borrow of `self`.
    let span = unsafe RawSpan(_unsafeStart: UnsafeRawPointer(base) + (start - length), byteCount: length)
    return unsafe _overrideLifetime(span, borrowing: self)
  }

  /// Reads once, as much as there is room for behind the unread bytes, which are moved to the front for it.
  ///
  /// - Returns: the bytes read, 0 at the end of the file.
  /// - Throws: `SystemCallError` of `read`.
  /// - Precondition: the buffer is not full of unread bytes.
  public mutating func fill(from file: borrowing FileDescriptor) throws(SystemCallError) -> Int {
    moveToFront()
    precondition(end < capacity)
    // SAFETY: there is room for `capacity - end` bytes behind `end`.
    let count = unsafe try file.read(into: base + end, capacity: capacity - end)
    end += count
    return count
  }

  /// Puts bytes that were read elsewhere behind the unread ones.
  public mutating func append(_ bytes: RawSpan) {
    moveToFront()
    grow(to: end + bytes.byteCount)
    // SAFETY: there is room behind `end` now, and nobody else's span is of this buffer.
    unsafe bytes.withUnsafeBytes { source in
      guard let start = source.baseAddress else { return }
      unsafe (base + end).copyMemory(from: start, byteCount: source.count)
    }
    end += bytes.byteCount
  }

  /// Forgets what is in the buffer: what is read next stands at an offset of the file.
  public mutating func restart(at offset: Int) {
    origin = offset
    (start, end) = (0, 0)
  }

  /// Makes the buffer larger, at least `capacity` bytes.
  public mutating func grow(to capacity: Int) {
    guard capacity > self.capacity else { return }
    // SAFETY: both blocks hold at least `count` bytes and do not overlap.
    let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 64)
    unsafe larger.copyMemory(from: base + start, byteCount: count)
    unsafe base.deallocate()
    unsafe base = larger
    self.capacity = capacity
    origin += start
    (start, end) = (0, end - start)
  }

  private mutating func moveToFront() {
    guard start > 0 else { return }
    // SAFETY: the unread bytes lie within the block; the copy allows for overlap.
    unsafe base.copyMemory(from: base + start, byteCount: count)
    origin += start
    (start, end) = (0, end - start)
  }
}
