import Packets

/// Takes a filter expression apart into tokens: at each place the longest piece that makes sense.
struct Lexer {
  /// Expressions longer than this are refused: no program that fits the kernel needs one.
  static let maximumLength = 1 << 20

  let text: [UInt8]
  private var position = 0

  /// - Throws: `FilterError` when the expression is longer than `maximumLength` bytes.
  init(_ expression: String) throws(FilterError) {
    guard expression.utf8.count <= Self.maximumLength else {
      throw FilterError(.expressionTooLong(maximum: Self.maximumLength), 0..<0)
    }
    text = Array(expression.utf8)
  }

  /// All tokens, the last being the end.
  ///
  /// - Throws: `FilterError` at the first piece that is none.
  static func tokens(of expression: String) throws(FilterError) -> [Token] {
    var lexer = try Lexer(expression)
    var tokens: [Token] = []
    while true {
      let token = try lexer.next()
      tokens.append(token)
      if token.kind == .end { return tokens }
    }
  }

  /// The byte at an offset, 0 behind the end.
  func byte(at offset: Int) -> UInt8 { offset < text.count ? text[offset] : 0 }

  /// The next token.
  private mutating func next() throws(FilterError) -> Token {
    while position < text.count, Self.isBlank(text[position]) { position += 1 }
    let start = position
    guard start < text.count else { return Token(kind: .end, range: start..<start) }
    let (kind, length) = try piece(at: start)
    position += length
    return Token(kind: kind, range: start..<position)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0d || byte == 0x0a || byte == 0x09 }

  /// The kind and the length of the longest piece at an offset; of pieces of one length the more special.
  private func piece(at start: Int) throws(FilterError) -> (Token.Kind, Int) {
    if let symbol = symbol(at: start) { return symbol }
    switch text[start] {
    case UInt8(ascii: "\\"): return try escapedWord(at: start)
    case UInt8(ascii: "$"): return try arcnetAddress(at: start)
    default: break
    }
    let wordLength = wordLength(at: start)
    let addressLength = max(ethernetLength(at: start), ipv6Length(at: start), brokenEthernetLength(at: start))
    if addressLength > 0, addressLength >= max(wordLength, numberLength(at: start)) {
      let isKeyword = addressLength == wordLength && Keyword(spelling: string(start, wordLength)) != nil
      if !isKeyword { return try address(at: start) }
    }
    if text[start] == UInt8(ascii: ":") { return (.symbol(.colon), 1) }
    guard wordLength > 0 else { throw FilterError(.unexpectedCharacter, start..<(start + 1)) }
    return try word(at: start, wordLength)
  }

  /// A reserved word, a number, a constant's name, dotted numbers, or any other word.
  private func word(at start: Int, _ length: Int) throws(FilterError) -> (Token.Kind, Int) {
    if length == numberLength(at: start) { return (.number(try number(start, length)), length) }
    if length == dottedLength(at: start) { return (.dotted(string(start, length)), length) }
    let spelling = string(start, length)
    if let keyword = Keyword(spelling: spelling) { return (.keyword(keyword), length) }
    if let value = NamedConstant.value(of: spelling) { return (.number(value), length) }
    return (.word(spelling), length)
  }

  /// A backslash takes a word's meaning away; up to a blank, a parenthesis or an exclamation mark.
  private func escapedWord(at start: Int) throws(FilterError) -> (Token.Kind, Int) {
    var end = start + 1
    while end < text.count, !" !()\n\t".utf8.contains(text[end]) { end += 1 }
    guard end > start + 1 else { throw FilterError(.unexpectedCharacter, start..<(start + 1)) }
    return (.word(string(start + 1, end - start - 1)), end - start)
  }

  /// `$` and one or two hexadecimal digits.
  ///
  /// libpcap 1.10.3 reads the dollar sign for the first of two digits, as 0xd, and the first digit for the second. What
  /// it matches is what this matches.
  private func arcnetAddress(at start: Int) throws(FilterError) -> (Token.Kind, Int) {
    let digits = hexDigits(at: start + 1, atMost: 2)
    guard digits > 0 else { throw FilterError(.unexpectedCharacter, start..<(start + 1)) }
    return (.arcnet(0xd0 | UInt8(truncatingIfNeeded: hexValue(start + 1, 1))), digits + 1)
  }

  private func symbol(at start: Int) -> (Token.Kind, Int)? {
    switch (text[start], byte(at: start + 1)) {
    case (UInt8(ascii: "&"), UInt8(ascii: "&")): return (.keyword(.and), 2)
    case (UInt8(ascii: "|"), UInt8(ascii: "|")): return (.keyword(.or), 2)
    case (UInt8(ascii: "="), UInt8(ascii: "=")): return (.symbol(.equal), 2)
    case (UInt8(ascii: "!"), UInt8(ascii: "=")): return (.symbol(.notEqual), 2)
    case (UInt8(ascii: "<"), UInt8(ascii: "=")): return (.symbol(.lessOrEqual), 2)
    case (UInt8(ascii: ">"), UInt8(ascii: "=")): return (.symbol(.greaterOrEqual), 2)
    case (UInt8(ascii: "<"), UInt8(ascii: "<")): return (.symbol(.shiftLeft), 2)
    case (UInt8(ascii: ">"), UInt8(ascii: ">")): return (.symbol(.shiftRight), 2)
    case (UInt8(ascii: ":"), _): return nil
    case (let byte, _):
      guard byte < 0x80, let symbol = Token.Symbol(rawValue: String(UnicodeScalar(byte))) else { return nil }
      return (.symbol(symbol), 1)
    }
  }

  /// Letters, digits, and inside also `-`, `_` and `.`; a dot may be last.
  private func wordLength(at start: Int) -> Int {
    guard Self.isAlphanumeric(text[start]) else { return 0 }
    var end = start
    var length = 0
    while end < text.count {
      let byte = text[end]
      end += 1
      if Self.isAlphanumeric(byte) || (byte == UInt8(ascii: ".") && end - 1 > start) {
        length = end - start
      } else if byte != UInt8(ascii: "-"), byte != UInt8(ascii: "_") {
        break
      }
    }
    return length
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
    default: false
    }
  }

  func string(_ start: Int, _ length: Int) -> String {
    String(decoding: text[start..<(start + length)], as: UTF8.self)
  }
}
