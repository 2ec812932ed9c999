import Bytes
import Dissection

extension NFSReader {
  /// Writes what answers a call, from the verifier on.
  @_lifetime(self: copy self)
  mutating func appendReply(
    _ procedure: UInt32, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    guard (1...21).contains(procedure) else { return }
    try skipAuthentication(isWhole: false)
    let status = try word()
    if status != 0 {
      out.append(" ")
      out.append(status, named: NFSNames.refusals, orElse: "ar_stat ")
      hasError = true
      throw .short
    }
    let error = try word()
    if error != 0 {
      hasError = true
      if options.quietness == 0 {
        out.append(" ERROR: ")
        out.append(error, named: NFSNames.errors, orElse: "unk ")
      }
    }
    if isVersion3 {
      try appendReply3(procedure, isError: error != 0, to: &out, options)
    } else {
      try appendReply2(procedure, isError: error != 0, to: &out, options)
    }
  }

  @_lifetime(self: copy self)
  private mutating func appendReply2(
    _ procedure: UInt32, isError: Bool, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    let isRaw = options.showsRawFileHandles
    let level = options.verbosity
    switch procedure {
    // What version 2 has no procedure for is told as in version 3, but for handles.
    case 4, 11, 17, 19, 20, 21: return try appendReply3(procedure, isError: isError, to: &out, options)
    case _ where isError: return
    case 1, 2: try appendAttributes(isVersion3: false, options.quietness == 0 ? 1 : 0, to: &out)
    case 3, 8, 9:
      try appendHandle(isVersion3: false, to: &out, isRaw: isRaw)
      try appendAttributes(isVersion3: false, level, to: &out)
    case 5:
      out.append(" ")
      try appendName(to: &out)
    case 6, 7: try appendAttributes(isVersion3: false, level, to: &out)
    case 16: try appendDirectory2(to: &out, options)
    case 18: try appendSpace2(to: &out, options)
    default: break
    }
  }

  @_lifetime(self: copy self)
  private mutating func appendReply3(
    _ procedure: UInt32, isError: Bool, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    let level = options.verbosity
    switch procedure {
    case 1: if !isError { try appendAttributes(isVersion3: true, options.quietness == 0 ? 1 : 0, to: &out) }
    case 2, 12, 13: try appendChange(level, to: &out)
    case 3: try appendLookup(isError: isError, to: &out, options)
    case 4: try appendAccess(isError: isError, to: &out, options)
    case 5: try appendLinkTarget(isError: isError, to: &out, options)
    case 6: try appendRead(isError: isError, to: &out, options)
    case 7: try appendWritten(isError: isError, to: &out, options)
    case 8, 9, 10, 11: try appendCreated(isError: isError, to: &out, options)
    case 14: try appendRenamed(to: &out, options)
    case 15: try appendLinked(to: &out, options)
    case 16, 17: try appendEntries(isError: isError, to: &out, options)
    case 18: try appendSpace3(to: &out, options)
    case 19: try appendServer(isError: isError, to: &out, options)
    case 20: try appendLimits(isError: isError, to: &out, options)
    default:
      try appendChange(level, to: &out)
      if level > 1 { try appendVerifier(at: 0, to: &out) }
    }
  }

  private func appendVerifier(at word: Int, to out: inout TextBuffer) throws(WordStop) {
    let verifier = try peek64(word)
    out.append(" verf ")
    out.append(hex: verifier)
  }

  @_lifetime(self: copy self)
  private mutating func appendLookup(
    isError: Bool, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    let level = options.verbosity
    if !isError {
      try appendHandle(isVersion3: true, to: &out, isRaw: options.showsRawFileHandles)
      try appendLaterAttributes(level, to: &out)
    }
    guard level > 1 else { return }
    out.append(" post dattr:")
    try appendLaterAttributes(level, to: &out)
  }

  @_lifetime(self: copy self)
  private mutating func appendAccess(
    isError: Bool, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    if options.verbosity > 0 { out.append(" attr:") }
    try appendLaterAttributes(options.verbosity, to: &out)
    guard !isError else { return }
    let rights = try peek()
    out.append(" c ")
    out.append(hex: rights, width: 4)
  }

  @_lifetime(self: copy self)
  private mutating func appendLinkTarget(
    isError: Bool, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    guard !isError else { return }
    try appendLaterAttributes(options.verbosity, to: &out)
    out.append(" ")
    try appendName(to: &out)
  }

  @_lifetime(self: copy self)
  private mutating func appendRead(
    isError: Bool, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    try appendLaterAttributes(options.verbosity, to: &out)
    guard !isError, options.verbosity > 0 else { return }
    let count = try peek()
    out.append(" ")
    out.append(count)
    out.append(" bytes")
    if try peek(1) != 0 { out.append(" EOF") }
  }

  @_lifetime(self: copy self)
  private mutating func appendWritten(
    isError: Bool, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    try appendChange(options.verbosity, to: &out)
    guard !isError, options.verbosity > 0 else { return }
    let count = try peek()
    out.append(" ")
    out.append(count)
    out.append(" bytes")
    guard options.verbosity > 1 else { return }
    out.append(stability: try peek(1))
    try appendVerifier(at: 2, to: &out)
  }

  @_lifetime(self: copy self)
  private mutating func appendCreated(
    isError: Bool, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    let level = options.verbosity
    if isError { return try appendChange(level, to: &out) }
    guard try word() != 0 else { return }
    try appendHandle(isVersion3: true, to: &out, isRaw: options.showsRawFileHandles)
    guard level > 0 else { return }
    try appendLaterAttributes(level, to: &out)
    guard level > 1 else { return }
    out.append(" dir attr:")
    try appendChange(level, to: &out)
  }

  @_lifetime(self: copy self)
  private mutating func appendRenamed(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    guard options.verbosity > 0 else { return }
    out.append(" from:")
    try appendChange(options.verbosity, to: &out)
    out.append(" to:")
    try appendChange(options.verbosity, to: &out)
  }

  @_lifetime(self: copy self)
  private mutating func appendLinked(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    guard options.verbosity > 0 else { return }
    out.append(" file POST:")
    try appendLaterAttributes(options.verbosity, to: &out)
    out.append(" dir:")
    try appendChange(options.verbosity, to: &out)
  }

  private func appendDirectory2(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    guard options.quietness == 0 else { return }
    let (offset, size) = (try peek(), try peek(1))
    out.append(" offset 0x")
    out.append(hex: offset)
    out.append(" size ")
    out.append(size)
    out.append(" ")
    if try peek(2) != 0 { out.append(" eof") }
  }

  @_lifetime(self: copy self)
  private mutating func appendEntries(
    isError: Bool, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    if options.verbosity > 0 { out.append(" POST:") }
    try appendLaterAttributes(options.verbosity, to: &out)
    guard !isError, options.verbosity > 0 else { return }
    let (high, low) = (try peek(), try peek(1))
    out.append(" verf ")
    out.append(hex: high, width: 8)
    out.append(hex: low, width: 8)
  }
}
