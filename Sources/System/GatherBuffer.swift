public import Glibc

/// Gathers pieces of memory that lie here and there, each behind a header of 16 bytes, for one large write.
///
/// The pieces are not copied, so that nobody may change them before `flush` or `removeAll`, which they who have them
/// promise.
@safe
public struct GatherBuffer: ~Copyable {
  /// Bytes of a header.
  public static let headerLength = 16
  /// Pieces that fit: writev(2) takes 1024, and each has a header.
  @usableFromInline static let capacity = 512

  @usableFromInline let vectors: UnsafeMutablePointer<iovec>
  @usableFromInline let headers: UnsafeMutablePointer<SIMD4<UInt32>>
  @usableFromInline var used = 0
  @usableFromInline var bytes = 0
  /// Bytes of all pieces and headers.
  public var byteCount: Int { bytes }

  /// A buffer without pieces, for those of whoever gives the promise.
  public init(_ promise: PacketPromise) {
    unsafe vectors = .allocate(capacity: 2 * Self.capacity)
    unsafe headers = .allocate(capacity: Self.capacity)
  }

  // SAFETY: both were allocated by `init` and are this value's alone.
  deinit {
    unsafe vectors.deallocate()
    unsafe headers.deallocate()
  }

  /// Whether no piece fits any more.
  @inlinable public var isFull: Bool { used == Self.capacity }

  /// Adds a piece behind a header, which is copied.
  ///
  /// - Precondition: there is room for it.
  @inlinable @inline(__always)
  public mutating func append(_ header: SIMD4<UInt32>, keeping piece: RawSpan) {
    precondition(used < Self.capacity)
    // SAFETY: the precondition says there is room for a header and two vectors; the promise keeps the piece as it is.
    unsafe headers[used] = header
    unsafe vectors[2 &* used] = iovec(iov_base: UnsafeMutableRawPointer(headers + used), iov_len: Self.headerLength)
    unsafe piece.withUnsafeBytes { memory in
      unsafe vectors[2 &* used &+ 1] = iovec(
        iov_base: UnsafeMutableRawPointer(mutating: memory.baseAddress), iov_len: memory.count)
    }
    used &+= 1
    bytes &+= Self.headerLength &+ piece.byteCount
  }

  /// Forgets all pieces.
  public mutating func removeAll() { (used, bytes) = (0, 0) }

  /// How many pieces lie whole, with their headers, within the first `length` bytes, and where the last of these ends.
  public func wholePieces(in length: Int) -> (count: Int, end: Int) {
    var (count, end) = (0, 0)
    while count < used {
      // SAFETY: the first `2 * used` vectors are initialised.
      let next = unsafe end + Self.headerLength + vectors[2 * count + 1].iov_len
      guard next <= length else { break }
      end = next
      count += 1
    }
    return (count, end)
  }

  /// Writes all and forgets it.
  ///
  /// - Parameter written: grows by the bytes that the kernel took, also when this throws.
  /// - Throws: `SystemCallError` of `writev`.
  public mutating func flush(to file: borrowing FileDescriptor, written: inout Int) throws(SystemCallError) {
    var (first, left) = (0, bytes)
    while left > 0 {
      // SAFETY: the vectors from `first` on are initialised, and what they stand for is there by the contract.
      let count = unsafe writev(file.number, vectors + first, Int32(2 * used - first))
      let code = errno
      if count < 0 {
        if code == EAGAIN {
          try file.waitUntilWritable()
        } else if code != EINTR {
          throw SystemCallError("write", code: code)
        }
        continue
      }
      written += count
      left -= count
      unsafe pass(count, &first)
    }
    removeAll()
  }

  /// Passes over what has been written: whole vectors, and the beginning of the next one.
  @unsafe
  private mutating func pass(_ count: Int, _ first: inout Int) {
    var rest = count
    while rest > 0 {
      let length = unsafe vectors[first].iov_len
      guard rest < length else {
        rest -= length
        first += 1
        continue
      }
      let base = unsafe vectors[first].iov_base
      unsafe vectors[first] = unsafe iovec(iov_base: base.map { unsafe $0 + rest }, iov_len: length - rest)
      return
    }
    // Vectors without bytes behind what was written are passed over with it.
    while first < 2 * used, unsafe vectors[first].iov_len == 0 { first += 1 }
  }
}
