/// A reusable buffer that text is written into, a byte at a time or eight.
///
/// Nothing in it allocates per line: the buffer grows when it must and keeps its size. `TextBuffer` never holds
/// anything but the bytes appended to it; it adds no terminator.
@safe
public struct TextBuffer: ~Copyable, TextOutput {
  /// Room behind `count` that every append may scribble on, so that short runs are stored as whole words.
  @usableFromInline static let slack = 16

  @usableFromInline var base: UnsafeMutableRawPointer
  @usableFromInline var capacity: Int

  /// Bytes written so far.
  public private(set) var count: Int {
    @inlinable get { used }
    set { used = newValue }
  }
  @usableFromInline var used: Int

  /// A buffer that holds `capacity` bytes before it has to grow.
  public init(capacity: Int = 4096) {
    self.capacity = max(capacity, 64) + Self.slack
    unsafe base = .allocate(byteCount: self.capacity, alignment: 16)
    used = 0
  }

  // SAFETY: the buffer is the only owner of `base`, which was allocated by `init` or `grow`.
  deinit { unsafe base.deallocate() }

  /// The text written so far, in place.
  public var bytes: RawSpan {
    @_lifetime(borrow self)
    @inlinable get {
      // SAFETY: `used` bytes at `base` are initialised, and the span cannot outlive the borrow of `self`.
      let span = unsafe RawSpan(_unsafeStart: UnsafeRawPointer(base), byteCount: used)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// Forgets the text and keeps the room.
  @inlinable public mutating func removeAll() { used = 0 }

  /// Forgets what was written after the first `length` bytes; does nothing when there are not that many.
  @inlinable public mutating func truncate(to length: Int) { used = min(used, max(length, 0)) }

  /// Makes room for `more` bytes and the slack.
  @inlinable @inline(__always)
  public mutating func reserve(_ more: Int) {
    if used &+ more &+ Self.slack > capacity { grow(by: more) }
  }

  @usableFromInline @inline(never)
  mutating func grow(by more: Int) {
    let wanted = max(capacity * 2, used + more + Self.slack)
    // SAFETY: both blocks are at least `used` bytes long and do not overlap.
    let larger = UnsafeMutableRawPointer.allocate(byteCount: wanted, alignment: 16)
    unsafe larger.copyMemory(from: base, byteCount: used)
    unsafe base.deallocate()
    unsafe base = larger
    capacity = wanted
  }
}

extension TextBuffer {
  /// Appends one byte.
  @inlinable @inline(__always)
  public mutating func append(byte: UInt8) {
    reserve(1)
    // SAFETY: `reserve` made room for one byte behind `used`.
    unsafe base.storeBytes(of: byte, toByteOffset: used, as: UInt8.self)
    used &+= 1
  }

  /// Appends the `length` low bytes of `word`, its lowest byte first.
  ///
  /// - Parameter length: 0 to 8.
  @inlinable @inline(__always)
  public mutating func append(word: UInt64, length: Int) {
    reserve(8)
    // SAFETY: `reserve` made room for eight bytes behind `used`.
    unsafe base.storeBytes(of: word.littleEndian, toByteOffset: used, as: UInt64.self)
    used &+= length
  }

  /// Appends a literal.
  @inlinable @inline(__always)
  public mutating func append(_ text: StaticString) {
    let length = text.utf8CodeUnitCount
    reserve(length)
    // SAFETY: the literal has `length` bytes of UTF-8, and `reserve` made room for them.
    unsafe (base + used).copyMemory(from: text.utf8Start, byteCount: length)
    used &+= length
  }

  /// Appends bytes as they are.
  @inlinable
  public mutating func append(_ bytes: RawSpan) {
    let length = bytes.byteCount
    reserve(length)
    // SAFETY: `reserve` made room for `length` bytes; the span's memory cannot overlap a buffer nobody else owns.
    unsafe bytes.withUnsafeBytes { source in
      guard let start = source.baseAddress else { return }
      unsafe (base + used).copyMemory(from: start, byteCount: length)
    }
    used &+= length
  }

  /// Appends a string's UTF-8. For what is not written per packet.
  public mutating func append(string text: String) {
    for byte in text.utf8 { append(byte: byte) }
  }

  /// Appends `length` times the same byte.
  @inlinable
  public mutating func append(repeating byte: UInt8, count length: Int) {
    guard length > 0 else { return }
    reserve(length)
    // SAFETY: `reserve` made room for `length` bytes behind `used`.
    unsafe (base + used).initializeMemory(as: UInt8.self, repeating: byte, count: length)
    used &+= length
  }
}
