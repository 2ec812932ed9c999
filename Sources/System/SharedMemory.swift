internal import CLinux
internal import Glibc

/// Memory that a process and its copies share: some words, and bytes behind them.
@safe
public final class SharedMemory: @unchecked Sendable {
  // A class because both ends of a process share it, and Sendable because words are read and written whole, and who may
  // touch the bytes is agreed upon by messages.

  private let start: UnsafeMutableRawPointer
  private let wordCount: Int
  /// Bytes behind the words.
  public let capacity: Int

  /// Memory that is all zero.
  ///
  /// - Throws: `SystemCallError` when there is none.
  public init(words: Int, capacity: Int) throws(SystemCallError) {
    wordCount = (words + 1) / 2 * 2
    self.capacity = capacity
    guard let start = unsafe clinux_shared_memory(wordCount * 4 + capacity) else {
      throw SystemCallError("mmap", code: errno)
    }
    unsafe self.start = start
  }

  // SAFETY: the mapping is this object's, and no pointer into it outlives it.
  deinit { unsafe munmap(start, wordCount * 4 + capacity) }

  /// A word.
  public subscript(_ index: Int) -> UInt32 {
    get { unsafe clinux_shared_load(word(index)) }
    set { unsafe clinux_shared_store(word(index), newValue) }
  }

  @unsafe
  private func word(_ index: Int) -> UnsafeMutablePointer<UInt32> {
    precondition(index >= 0 && index < wordCount)
    // SAFETY: the precondition says that the word is in the memory, which is aligned to pages.
    return unsafe (start + 4 * index).assumingMemoryBound(to: UInt32.self)
  }

  /// The bytes.
  public var bytes: RawSpan {
    @_lifetime(borrow self)
    borrowing get {
      // SAFETY: the bytes are initialised, since the kernel gives memory that is zero, and stay as long as the object.
      let span = unsafe RawSpan(_unsafeStart: UnsafeRawPointer(start + wordCount * 4), byteCount: capacity)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// Puts bytes at an offset.
  public func put(_ source: RawSpan, at offset: Int) {
    precondition(offset >= 0 && source.byteCount <= capacity - offset)
    unsafe source.withUnsafeBytes { source in
      guard let first = source.baseAddress else { return }
      // SAFETY: the precondition says that there is room for them.
      unsafe (start + wordCount * 4 + offset).copyMemory(from: first, byteCount: source.count)
    }
  }

  /// Puts a number at an offset, its highest byte first.
  public func put<T: FixedWidthInteger & BitwiseCopyable>(_ number: T, at offset: Int) {
    precondition(offset >= 0 && T.bitWidth / 8 <= capacity - offset)
    // SAFETY: the precondition says that there is room for it.
    unsafe (start + wordCount * 4 + offset).storeBytes(of: number.bigEndian, as: T.self)
  }
}
