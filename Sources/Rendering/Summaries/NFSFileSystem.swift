import Bytes
import Dissection

// What a server says about its file systems.

extension NFSReader {
  /// Writes the space of a file system in version 2.
  func appendSpace2(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(WordStop) {
    guard options.quietness == 0 else { return }
    try need(20)
    for (index, name) in Self.space2.enumerated() {
      out.append(name)
      out.append(try peek(index))
    }
  }

  /// Writes the space of a file system in version 3.
  @_lifetime(self: copy self)
  mutating func appendSpace3(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(WordStop) {
    guard options.quietness == 0 else { return }
    if options.verbosity > 0 { out.append(" POST:") }
    try appendLaterAttributes(options.verbosity, to: &out)
    try need(52)
    for (index, name) in Self.space3.prefix(options.verbosity > 0 ? 6 : 3).enumerated() {
      out.append(name)
      out.append(try peek64(2 * index))
    }
    guard options.verbosity > 0 else { return }
    out.append(" invar ")
    out.append(try peek(12))
  }

  /// Writes what a server can do at a time.
  @_lifetime(self: copy self)
  mutating func appendServer(
    isError: Bool, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    if options.verbosity > 0 { out.append(" POST:") }
    try appendLaterAttributes(options.verbosity, to: &out)
    guard !isError else { return }
    try need(48)
    for (word, name) in Self.server {
      out.append(name)
      out.append(try peek(word))
    }
    guard options.verbosity > 0 else { return }
    out.append(" rtmult ")
    out.append(try peek(2))
    out.append(" wtmult ")
    out.append(try peek(5))
    out.append(" maxfsz ")
    out.append(try peek64(7))
    out.append(" delta ")
    out.append(try peek(9), fraction: try peek(10))
    out.append(" ")
  }

  /// Writes what names and links may be.
  @_lifetime(self: copy self)
  mutating func appendLimits(
    isError: Bool, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    if options.verbosity > 0 { out.append(" POST:") }
    try appendLaterAttributes(options.verbosity, to: &out)
    guard !isError else { return }
    try need(24)
    out.append(" linkmax ")
    out.append(try peek())
    out.append(" namemax ")
    out.append(try peek(1))
    for (index, name) in Self.limits.enumerated() {
      out.append(" ")
      if try peek(2 + index) != 0 { out.append(name) }
    }
  }

  private static let space2: [StaticString] = [" tsize ", " bsize ", " blocks ", " bfree ", " bavail "]

  private static let space3: [StaticString] = [
    " tbytes ", " fbytes ", " abytes ", " tfiles ", " ffiles ", " afiles ",
  ]

  private static let server: [(word: Int, name: StaticString)] = [
    (0, " rtmax "), (1, " rtpref "), (3, " wtmax "), (4, " wtpref "), (6, " dtpref "),
  ]

  private static let limits: [StaticString] = ["notrunc", "chownres", "igncase", "keepcase"]
}
