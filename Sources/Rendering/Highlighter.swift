import Bytes

/// Puts colours into finished lines: the same text, with escape sequences between its words.
///
/// Words are what stands between blanks. The time is dimmed, the protocol is bold, whoever sends and receives is cyan,
/// and whatever says that a packet was cut or is wrong is red.
struct Highlighter {
  private enum Style {
    case plain
    case dim
    case bold
    case address
    case warning

    var sequence: StaticString {
      switch self {
      case .plain: ""
      case .dim: "\u{1b}[2m"
      case .bold: "\u{1b}[1m"
      case .address: "\u{1b}[36m"
      case .warning: "\u{1b}[31m"
      }
    }
  }

  private static let reset: StaticString = "\u{1b}[0m"

  /// Appends the lines of one packet with their colours.
  func append(_ text: RawSpan, to out: inout TextBuffer) {
    var at = 0
    var isFirst = true
    var hasProtocol = false
    var followsArrow = false
    while at < text.byteCount {
      let separators = run(in: text, from: at, separators: true)
      out.append(text.prefix(separators, from: at))
      at += separators
      let length = run(in: text, from: at, separators: false)
      guard length > 0 else { continue }
      let word = text.prefix(length, from: at)
      let isBeforeArrow = isArrow(text.prefix(3, from: at + length))
      var style = Style.plain
      if isFirst, isTime(word) {
        style = .dim
      } else if isWarning(word) {
        style = .warning
      } else if isBeforeArrow || followsArrow {
        style = .address
      } else if !hasProtocol, isProtocol(word) {
        style = .bold
        hasProtocol = true
      }
      append(word, style, to: &out)
      followsArrow = length == 1 && word.load8(0) == UInt8(ascii: ">")
      isFirst = false
      at += length
    }
  }

  private func append(_ word: RawSpan, _ style: Style, to out: inout TextBuffer) {
    if case .plain = style { return out.append(word) }
    let last = word.load8(word.byteCount - 1)
    let marks = word.byteCount > 1 && (last == UInt8(ascii: ":") || last == UInt8(ascii: ",")) ? 1 : 0
    out.append(style.sequence)
    out.append(word.prefix(word.byteCount - marks, from: 0))
    out.append(Self.reset)
    out.append(word.suffix(from: word.byteCount - marks))
  }

  /// Bytes from `offset` on that all are blanks, or all are none.
  private func run(in text: RawSpan, from offset: Int, separators: Bool) -> Int {
    var end = offset
    while end < text.byteCount {
      let byte = text.load8(end)
      let isSeparator = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t")
      guard isSeparator == separators else { break }
      end += 1
    }
    return end - offset
  }

  private func isArrow(_ text: RawSpan) -> Bool {
    text.byteCount == 3 && text.load8(0) == UInt8(ascii: " ") && text.load8(1) == UInt8(ascii: ">")
      && text.load8(2) == UInt8(ascii: " ")
  }

  /// A time has nothing but digits, colons, points and signs.
  private func isTime(_ word: RawSpan) -> Bool {
    for at in 0..<word.byteCount {
      let byte = word.load8(at)
      guard (0x30...0x3a).contains(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") else { return false }
    }
    return true
  }

  /// A protocol's name begins with two capitals, or a capital and a digit.
  private func isProtocol(_ word: RawSpan) -> Bool {
    guard word.byteCount > 1 else { return false }
    let (first, second) = (word.load8(0), word.load8(1))
    return (0x41...0x5a).contains(first) && ((0x41...0x5a).contains(second) || (0x30...0x39).contains(second))
  }

  private func isWarning(_ word: RawSpan) -> Bool {
    word.starts(with: "[|") || word.starts(with: "(invalid)") || word.starts(with: "(incorrect")
      || word.starts(with: "[bad") || word.starts(with: "[Invalid") || word.starts(with: "truncated-")
  }
}
