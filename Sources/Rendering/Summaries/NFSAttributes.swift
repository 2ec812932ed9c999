import Bytes

/// What a request wants a new file's attributes to be. Source: RFC 1813 section 2.5.
struct NFSWantedAttributes {
  private var mode: UInt32?
  private var user: UInt32?
  private var group: UInt32?
  private var accessed: (seconds: UInt32, nanoseconds: UInt32)?
  private var modified: (seconds: UInt32, nanoseconds: UInt32)?

  /// Reads them where a reader stands.
  init(_ reader: inout NFSReader) throws(WordStop) {
    mode = try Self.optional(&reader)
    user = try Self.optional(&reader)
    group = try Self.optional(&reader)
    _ = try Self.optional(&reader)
    accessed = try Self.time(&reader)
    modified = try Self.time(&reader)
  }

  private static func optional(_ reader: inout NFSReader) throws(WordStop) -> UInt32? {
    try reader.word() != 0 ? try reader.word() : nil
  }

  private static func time(_ reader: inout NFSReader) throws(WordStop) -> (seconds: UInt32, nanoseconds: UInt32)? {
    guard try reader.word() == 2 else { return nil }
    return (try reader.word(), try reader.word())
  }

  /// Writes those that are wanted; times only when much is to be told.
  func append(to out: inout TextBuffer, verbosity: Int) {
    if let mode {
      out.append(" mode ")
      out.append(octal: mode)
    }
    if let user {
      out.append(" uid ")
      out.append(user)
    }
    if let group {
      out.append(" gid ")
      out.append(group)
    }
    guard verbosity > 1 else { return }
    if let accessed {
      out.append(" atime ")
      out.append(accessed.seconds, fraction: accessed.nanoseconds)
    }
    if let modified {
      out.append(" mtime ")
      out.append(modified.seconds, fraction: modified.nanoseconds)
    }
  }
}

extension NFSReader {
  /// Bytes of a file's attributes in versions 2 and 3.
  private static func attributesLength(isVersion3: Bool) -> Int { isVersion3 ? 84 : 68 }

  /// Writes a file's attributes. Source: RFC 1094 section 2.3.5, RFC 1813 section 2.5.
  @_lifetime(self: copy self)
  mutating func appendAttributes(isVersion3: Bool, _ level: Int, to out: inout TextBuffer) throws(WordStop) {
    try need(20)
    if level > 0 {
      let (kind, mode) = (try peek(), try peek(1))
      let (user, group) = (Int32(bitPattern: try peek(3)), Int32(bitPattern: try peek(4)))
      out.append(" ")
      if let name = NFSNames.fileTypes[kind] {
        out.append(name)
      } else {
        out.append("unk-ft ")
        out.append(kind)
        out.append(" ")
      }
      out.append(" ")
      out.append(octal: mode)
      out.append(" ids ")
      out.append(user)
      out.append("/")
      out.append(group)
      let size = isVersion3 ? try peek64(5) : UInt64(try peek(5))
      out.append(" sz ")
      out.append(size)
    }
    if level > 1 {
      try need(Self.attributesLength(isVersion3: isVersion3))
      if isVersion3 { try appendMore3(to: &out) } else { try appendMore2(to: &out) }
    }
    at += Self.attributesLength(isVersion3: isVersion3)
  }

  private func appendMore3(to out: inout TextBuffer) throws(WordStop) {
    out.append(" nlink ")
    out.append(try peek(2))
    out.append(" rdev ")
    out.append(try peek(9))
    out.append("/")
    out.append(try peek(10))
    out.append(" fsid ")
    out.append(hex: try peek64(11))
    out.append(" fileid ")
    out.append(hex: try peek64(13))
    out.append(" a/m/ctime ")
    try appendTimes(at: 15, to: &out)
  }

  private func appendMore2(to out: inout TextBuffer) throws(WordStop) {
    out.append(" nlink ")
    out.append(try peek(2))
    out.append(" rdev 0x")
    out.append(hex: try peek(7))
    out.append(" fsid 0x")
    out.append(hex: try peek(9))
    out.append(" nodeid 0x")
    out.append(hex: try peek(10))
    out.append(" a/m/ctime ")
    try appendTimes(at: 11, to: &out)
  }

  private func appendTimes(at word: Int, to out: inout TextBuffer) throws(WordStop) {
    for index in 0..<3 {
      if index > 0 { out.append(" ") }
      out.append(try peek(word + 2 * index), fraction: try peek(word + 2 * index + 1))
    }
  }

  /// Writes the attributes of before a change, when much is to be told.
  @_lifetime(self: copy self)
  mutating func appendEarlierAttributes(_ level: Int, to out: inout TextBuffer) throws(WordStop) {
    guard try word() != 0 else { return }
    try need(24)
    if level > 1 {
      out.append(" sz ")
      out.append(try peek64())
      out.append(" mtime ")
      out.append(try peek(2), fraction: try peek(3))
      out.append(" ctime ")
      out.append(try peek(4), fraction: try peek(5))
    }
    skip(6)
  }

  /// Writes the attributes of after a request, when more than a little is to be told.
  @_lifetime(self: copy self)
  mutating func appendLaterAttributes(_ level: Int, to out: inout TextBuffer) throws(WordStop) {
    guard try word() != 0 else { return }
    if level > 0 {
      try appendAttributes(isVersion3: true, level, to: &out)
    } else {
      at += Self.attributesLength(isVersion3: true)
    }
  }

  /// Writes the attributes of before and after a change, by which a client sees whether others changed the file too.
  @_lifetime(self: copy self)
  mutating func appendChange(_ level: Int, to out: inout TextBuffer) throws(WordStop) {
    if level > 1 { out.append(" PRE:") }
    try appendEarlierAttributes(level, to: &out)
    if level > 0 { out.append(" POST:") }
    try appendLaterAttributes(level, to: &out)
  }
}

extension TextBuffer {
  /// Appends seconds and a fraction in the unit that its protocol has, of at least six digits.
  mutating func append(_ seconds: UInt32, fraction: UInt32) {
    append(seconds)
    append(".")
    append(fraction, width: 6)
  }

  /// Appends a number in octal.
  mutating func append(octal value: UInt32) {
    var shift = 30
    while shift > 0, value >> UInt32(shift) == 0 { shift -= 3 }
    while shift >= 0 {
      append(byte: 0x30 + UInt8(value >> UInt32(shift) & 7))
      shift -= 3
    }
  }
}
