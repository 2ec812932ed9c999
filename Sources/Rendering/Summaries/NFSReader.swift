import Bytes

/// Why a line about a message of words ends before the message.
enum WordStop: Error {
  /// The captured bytes end: the packet is given up.
  case truncated
  /// The same, told by a mark where the line goes on.
  case short
}

/// Reads the 32-bit words of a message one after the other.
struct NFSReader: ~Escapable {
  let bytes: RawSpan
  /// Bytes of the message as the packet tells.
  let length: Int
  /// Whether the version is 3.
  let isVersion3: Bool
  /// Where the next word stands.
  var at: Int
  /// Whether an error was told, behind which no mark of a short message stands.
  var hasError = false

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, length: Int, isVersion3: Bool, at: Int) {
    self.bytes = bytes
    self.length = length
    self.isVersion3 = isVersion3
    self.at = at
  }

  /// The word that stands some words further on.
  func peek(_ words: Int = 0) throws(WordStop) -> UInt32 {
    guard let value = bytes.uint32(ifAt: at + words * 4) else { throw .truncated }
    return value
  }

  /// The two words that stand some words further on.
  func peek64(_ words: Int = 0) throws(WordStop) -> UInt64 {
    guard let value = bytes.uint64(ifAt: at + words * 4) else { throw .truncated }
    return value
  }

  /// The next word.
  @_lifetime(self: copy self)
  mutating func word() throws(WordStop) -> UInt32 {
    let value = try peek()
    at += 4
    return value
  }

  @_lifetime(self: copy self)
  mutating func skip(_ words: Int) { at += words * 4 }

  /// Checks that bytes were captured.
  func need(_ count: Int) throws(WordStop) { guard bytes.has(count, at: at) else { throw .short } }

  /// Passes what authorises a call or proves who replies: a kind, a length, and data up to a whole word.
  ///
  /// - Parameter isWhole: whether its end is looked for here already.
  @_lifetime(self: copy self)
  mutating func skipAuthentication(isWhole: Bool) throws(WordStop) {
    let count = Int(try peek(1))
    guard count < length else { throw .short }
    let rounded = (count + 3) / 4 * 4
    if isWhole { try need(8 + rounded) }
    at += 8 + rounded
  }

  /// Writes a file's name in quotes.
  @_lifetime(self: copy self)
  mutating func appendName(to out: inout TextBuffer) throws(WordStop) {
    let count = Int(try word())
    if count > Int(UInt32.max) - 3 {
      out.append("[cannot pad to 32-bit boundaries] (invalid)")
      throw .short
    }
    let rounded = (count + 3) / 4 * 4
    try need(rounded)
    out.append("\"")
    out.append(visible: bytes.prefix(count, from: at))
    out.append("\"")
    at += rounded
  }

  /// Writes a file's handle and name.
  @_lifetime(self: copy self)
  mutating func appendHandleAndName(to out: inout TextBuffer, isRaw: Bool) throws(WordStop) {
    try appendHandle(isVersion3: isVersion3, to: &out, isRaw: isRaw)
    out.append(" ")
    try appendName(to: &out)
  }

  /// Writes a file's handle.
  @_lifetime(self: copy self)
  mutating func appendHandle(isVersion3: Bool, to out: inout TextBuffer, isRaw: Bool) throws(WordStop) {
    let words = isVersion3 ? Int(try word() / 4) : 8
    try need(words * 4)
    let handle = NFSFileHandle(bytes.prefix(words * 4, from: at))
    if isRaw { handle.appendRaw(to: &out) } else { try handle.append(to: &out) }
    skip(words)
  }
}
