import Bytes
import Dissection

/// How the writing of an option ended.
private enum OptionOutcome {
  case whole
  /// Its data reach beyond the header, or contradict its kind.
  case malformed
  /// Its data were not captured.
  case truncated
}

/// What an option's data may depend on besides themselves.
struct TCPOptionContext {
  /// Subtracted from the edges of selective acknowledgments.
  let selectiveBase: UInt32
  /// The segment's control bits.
  let flags: TCPFlags
  /// Whether the segment's payload was captured whole.
  let hasWholePayload: Bool
  /// What a signature should be; `nil` when that is not known.
  let expectedSignature: [UInt8]?
}

extension TCPSegment {
  /// Writes the options in brackets.
  ///
  /// - Throws: `Truncation` when an option's kind or length was not captured.
  /// - Returns: whether all of them made sense and were there; otherwise the line ends here.
  func appendOptions(_ context: TCPOptionContext, to out: inout TextBuffer) throws(Truncation) -> Bool {
    if let timestamps = paddedTimestamps {
      out.write(atMost: 64) { $0.append(paddedTimestamps: timestamps) }
      return true
    }
    if appendUsualOptions(to: &out) { return true }
    out.append(", options [")
    var options = TCPOptions(self.options, length: optionsLength)
    var isFirst = true
    // What is cut behind an option of MPTCP is marked as that.
    var mark: StaticString = "tcp"
    while !options.isAtEnd {
      if !isFirst { out.append(",") }
      guard let option = options.next() else {
        if options.fault == .truncated {
          throw out.giveUp(mark)
        }
        out.append(isFirst ? "[bad opt]" : "[bad opt]]")
        return false
      }
      out.append(option.kind, named: Self.optionNames, orElse: "unknown-")
      let room = options.room(for: option)
      switch Self.append(option, options.data(of: option), room, context, to: &out) {
      case .whole: break
      case .malformed:
        out.append(isFirst ? "[bad opt]" : "[bad opt]]")
        return false
      case .truncated:
        out.append(truncationMark: mark)
        if !isFirst { out.append(">") }
        return false
      }
      if option.kind == 30 { mark = "mptcp" }
      if !option.hasRightLength {
        out.append("[len ")
        out.append(option.length)
        out.append("]")
      }
      isFirst = false
    }
    out.append("]")
    return true
  }

  /// Writes the options if all are of the kinds that most segments have, and whole: nothing in a table need be looked up
  /// for them.
  ///
  /// - Returns: whether they are; nothing is written otherwise.
  private func appendUsualOptions(to out: inout TextBuffer) -> Bool {
    let options = options
    guard options.byteCount == optionsLength else { return false }
    let start = out.count
    var at = 0
    // No kind has more than four characters for each of its bytes.
    out.write(atMost: 192) { cursor in
      cursor.append(", options [")
      while let length = Self.usualLength(of: options, at) {
        if at > 0 { cursor.append(byte: UInt8(ascii: ",")) }
        switch length {
        case 1: cursor.append("nop")
        case 2: cursor.append("sackOK")
        case 3:
          cursor.append("wscale ")
          cursor.append(options.load8(at &+ 2))
        case 4:
          cursor.append("mss ")
          cursor.append(options.load16(at &+ 2))
        default:
          cursor.append("TS val ")
          cursor.append(options.load32(at &+ 2))
          cursor.append(" ecr ")
          cursor.append(options.load32(at &+ 6))
        }
        at &+= length
      }
      cursor.append(byte: UInt8(ascii: "]"))
    }
    if at < options.byteCount { out.truncate(to: start) }
    return at == options.byteCount
  }

  /// The length of a whole option of the usual kinds, which each have one of their own; `nil` for any other.
  @inline(__always)
  private static func usualLength(of options: RawSpan, _ at: Int) -> Int? {
    guard options.has(1, at: at) else { return nil }
    let length: Int
    switch options.load8(at) {
    case 1: return 1
    case 2: length = 4
    case 3: length = 3
    case 4: length = 2
    case 8: length = 10
    default: return nil
    }
    return options.has(length, at: at) && Int(options.load8(at &+ 1)) == length ? length : nil
  }

  /// Writes an option's data.
  private static func append(
    _ option: TCPOption, _ data: RawSpan, _ room: Int, _ context: TCPOptionContext, to out: inout TextBuffer
  ) -> OptionOutcome {
    do {
      switch option.kind {
      case 5: return try appendBlocks(data, option.dataLength, context.selectiveBase, to: &out)
      case 29: return try appendAuthentication(data, option.dataLength, to: &out)
      default: break
      }
      guard let write = optionWriters[Int(option.kind)] else {
        return try appendBytes(data, option.dataLength, to: &out)
      }
      if option.dataLength > room { return .malformed }
      try data.require(option.dataLength)
      return try write(data, context, &out) ? .whole : .malformed
    } catch {
      return .truncated
    }
  }

  private typealias Writer =
    @Sendable (_ data: RawSpan, _ context: TCPOptionContext, _ out: inout TextBuffer) throws(Truncation) -> Bool

  /// The options whose data are all there or not told at all; `false` says that they contradict the kind.
  private static let optionWriters: [Writer?] = {
    var writers = [Writer?](repeating: nil, count: 256)
    let number: Writer = { (data, _, out) throws(Truncation) in
      out.append(" ")
      out.append(try data.uint32(at: 0))
      return true
    }
    for kind in [6, 7, 11, 12, 13] { writers[kind] = number }
    let nothing: Writer = { _, _, _ in true }
    for kind in [0, 1, 4] { writers[kind] = nothing }
    writers[2] = { (data, _, out) throws(Truncation) in
      out.append(" ")
      out.append(try data.uint16(at: 0))
      return true
    }
    writers[3] = { (data, _, out) throws(Truncation) in
      out.append(" ")
      out.append(try data.uint8(at: 0))
      return true
    }
    writers[8] = { (data, _, out) throws(Truncation) in
      out.append(" val ")
      out.append(try data.uint32(at: 0))
      out.append(" ecr ")
      out.append(try data.uint32(at: 4))
      return true
    }
    writers[19] = { (data, context, out) throws(Truncation) in
      if context.hasWholePayload, let expected = context.expectedSignature {
        out.append(data.equals(expected) ? " valid" : "  (invalid)")
        return true
      }
      out.append(context.hasWholePayload ? " shared secret not supplied with -M," : " snaplen too short,")
      out.append(" can't check - ")
      out.append(hexBytes: data)
      return true
    }
    writers[20] = { (data, _, out) throws(Truncation) in
      out.append(" cap ")
      out.append(hexByte: try data.uint8(at: 0))
      out.append(" id ")
      out.append(try data.uint8(at: 1))
      return true
    }
    writers[28] = { (data, _, out) throws(Truncation) in
      let value = try data.uint16(at: 0)
      out.append(" 0x")
      out.append(hex: value)
      out.append(" ")
      out.append(value & 1 == 0 ? UInt32(value >> 1) : UInt32(value >> 1) * 60)
      return true
    }
    writers[30] = { (data, context, out) throws(Truncation) in
      guard data.byteCount > 0 else { return false }
      return try MPTCPOption(data).append(context.flags, to: &out)
    }
    writers[34] = { (data, _, out) throws(Truncation) in
      out.append(" ")
      out.append(fastOpen: data)
      return true
    }
    writers[254] = { (data, _, out) throws(Truncation) in
      guard let magic = data.uint16(ifAt: 0) else { return false }
      out.append("-")
      guard magic == 0xf989 else {
        out.append(hex: magic, width: 4)
        return true
      }
      out.append("tfo")
      out.append(fastOpen: data.suffix(from: 2))
      return true
    }
    return writers
  }()

  private static func appendBlocks(
    _ data: RawSpan, _ length: Int, _ base: UInt32, to out: inout TextBuffer
  ) throws(Truncation) -> OptionOutcome {
    guard length % 8 == 0 else {
      out.append(" invalid sack")
      return .whole
    }
    out.append(" ")
    out.append(length / 8)
    out.append(" ")
    for at in stride(from: 0, to: length, by: 8) {
      let left = try data.uint32(at: at) &- base
      let right = try data.uint32(at: at + 4) &- base
      out.append("{")
      out.append(left)
      out.append(":")
      out.append(right)
      out.append("}")
    }
    return .whole
  }

  /// Writes the data of an authentication option (RFC 5925 section 2.2), as far as they go.
  private static func appendAuthentication(
    _ data: RawSpan, _ length: Int, to out: inout TextBuffer
  ) throws(Truncation) -> OptionOutcome {
    guard length >= 2 else {
      out.append(" (invalid)")
      return .whole
    }
    let key = try data.uint8(at: 0)
    out.append(" keyid ")
    out.append(key)
    let next = try data.uint8(at: 1)
    out.append(" rnextkeyid ")
    out.append(next)
    guard length > 2 else { return .whole }
    out.append(" mac 0x")
    out.append(hexBytes: data.suffix(from: 2))
    try data.require(length)
    return .whole
  }

  /// Writes the data of an option that nothing is known of, as far as they go.
  private static func appendBytes(
    _ data: RawSpan, _ length: Int, to out: inout TextBuffer
  ) throws(Truncation) -> OptionOutcome {
    guard length > 0 else { return .whole }
    out.append(" 0x")
    out.append(hexBytes: data)
    try data.require(length)
    return .whole
  }

  /// The option that tcpdump calls by an empty name has one here too: its lines have only the value.
  private static let optionNames = Tokens([
    0: "eol", 1: "nop", 2: "mss", 3: "wscale", 4: "sackOK", 5: "sack", 6: "echo", 7: "echoreply", 8: "TS", 11: "cc",
    12: "ccnew", 13: "", 19: "md5", 20: "scps", 28: "uto", 29: "tcp-ao", 30: "mptcp", 34: "tfo", 254: "exp",
  ])
}

extension TextBuffer {
  /// Appends bytes as two hexadecimal digits each, with nothing between them.
  mutating func append(hexBytes bytes: RawSpan) {
    for at in 0..<bytes.byteCount { append(hexByte: bytes.load8(at)) }
  }

  /// Appends a fast-open cookie (RFC 7413 section 4.1.1), or the wish for one.
  fileprivate mutating func append(fastOpen cookie: RawSpan) {
    let length = cookie.byteCount
    if length == 0 { return append(" cookiereq") }
    guard length % 2 == 0, length >= 4, length <= 16 else { return append(" (invalid)") }
    append(" cookie ")
    append(hexBytes: cookie)
  }
}

extension RawSpan {
  /// Whether these are the bytes.
  fileprivate func equals(_ bytes: [UInt8]) -> Bool {
    byteCount == bytes.count && bytes.indices.allSatisfy { load8($0) == bytes[$0] }
  }
}
