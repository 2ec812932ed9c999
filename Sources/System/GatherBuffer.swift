public import Glibc

/// Gathers records of a file that lie here and there in memory, for one large write.
///
/// The records are not copied, so that nobody may change them before `flush` or `removeAll`.
@safe
public struct GatherBuffer: ~Copyable {
  /// Records that fit: as many pieces as writev(2) takes.
  public static let capacity = 1024

  @usableFromInline let pieces: UnsafeMutablePointer<iovec>
  @usableFromInline var used = 0
  @usableFromInline var bytes = 0

  /// A buffer without records.
  public init() { unsafe pieces = .allocate(capacity: Self.capacity) }

  // SAFETY: they were allocated by `init` and are this value's alone.
  deinit { unsafe pieces.deallocate() }

  /// Records in it.
  public var count: Int { used }
  /// Bytes of all of them.
  public var byteCount: Int { bytes }
  /// Records that still fit.
  @inlinable public var room: Int { Self.capacity &- used }

  /// Adds a record, which whoever calls keeps as it is.
  ///
  /// - Precondition: there is room for it.
  @inlinable @inline(__always)
  public mutating func append(_ start: UnsafeMutableRawPointer, byteCount: Int) {
    precondition(used < Self.capacity)
    // SAFETY: the precondition says that there is room for a piece.
    unsafe pieces[used] = iovec(iov_base: start, iov_len: byteCount)
    used &+= 1
    bytes &+= byteCount
  }

  /// A record.
  @_lifetime(borrow self)
  public func record(_ index: Int) -> RawSpan {
    precondition(index >= 0 && index < used)
    // SAFETY: the first `used` pieces are initialised, and what they stand for is there by the contract of `append`.
    let piece = unsafe pieces[index]
    let bytes = unsafe UnsafeRawBufferPointer(start: piece.iov_base, count: piece.iov_len)
    let span = unsafe RawSpan(_unsafeBytes: bytes)
    return unsafe _overrideLifetime(span, borrowing: self)
  }

  /// Forgets all records.
  public mutating func removeAll() { (used, bytes) = (0, 0) }

  /// How many records lie whole within the first `length` bytes, and where the last of these ends.
  public func wholeRecords(in length: Int) -> (count: Int, end: Int) {
    var (count, end) = (0, 0)
    while count < used {
      // SAFETY: the first `used` pieces are initialised.
      let next = unsafe end + pieces[count].iov_len
      guard next <= length else { break }
      end = next
      count += 1
    }
    return (count, end)
  }

  /// Writes all and forgets it; when that fails, all records are still as they were.
  ///
  /// - Parameter written: grows by the bytes that the kernel took, also when this throws.
  /// - Throws: `SystemCallError` of `writev`.
  public mutating func flush(to file: borrowing FileDescriptor, written: inout Int) throws(SystemCallError) {
    // The first piece that is not written whole, and how many of its bytes are.
    var (first, cut) = (0, 0)
    while first < used {
      // SAFETY: the pieces from `first` on are initialised, and what they stand for is there by the contract.
      let count = unsafe writev(file.number, pieces + first, Int32(used - first))
      let code = errno
      if count >= 0 {
        written += count
        pass(count, &first, &cut)
      } else if code == EAGAIN {
        try file.waitUntilWritable()
      } else if code != EINTR {
        shorten(first, by: -cut)
        throw SystemCallError("write", code: code)
      }
    }
    removeAll()
  }

  /// Passes over what has been written: whole pieces, and the beginning of the next one.
  private mutating func pass(_ count: Int, _ first: inout Int, _ cut: inout Int) {
    var rest = count
    // SAFETY: the first `used` pieces are initialised.
    while first < used, unsafe pieces[first].iov_len <= rest {
      rest -= unsafe pieces[first].iov_len
      (first, cut) = (first + 1, 0)
    }
    guard first < used else { return }
    shorten(first, by: rest)
    cut += rest
  }

  /// Takes bytes off the beginning of a piece; a negative number puts them back.
  private mutating func shorten(_ index: Int, by count: Int) {
    // SAFETY: the caller names a piece that is initialised, and no more bytes than it has or had.
    let piece = unsafe pieces[index]
    unsafe pieces[index] = unsafe iovec(
      iov_base: piece.iov_base.map { unsafe $0 + count }, iov_len: piece.iov_len - count)
  }
}
