import Filtering
import Packets

extension FilterError {
  /// Characters of an expression that a message shows at most.
  private static let shownLength = 72

  /// The error in words, with the expression and a line that points at the place when it has one.
  ///
  /// Lines are separated by line ends, without one at the end. The expression is shown as safe text: bytes that are not
  /// printable ASCII stand as dots, and only the part around the place when it is long.
  func words(expression: String) -> String {
    let bytes = Array(expression.utf8)
    var words = reasonInWords(Self.safe(bytes[Self.clamped(range, to: bytes.count)]))
    if case .contradiction(let other) = reason {
      let terms = [other, range].map { "`\(Self.safe(bytes[Self.clamped($0, to: bytes.count)]))`" }
      words += ": none is both \(terms[0]) and \(terms[1])"
    }
    guard !bytes.isEmpty, showsPlace else { return words }
    let (line, column, length) = Self.excerpt(bytes, Self.clamped(range, to: bytes.count))
    let carets = String(repeating: "^", count: max(1, length))
    return "\(words)\n  \(line)\n  \(String(repeating: " ", count: column))\(carets)"
  }

  private var showsPlace: Bool {
    if case .expressionTooLong = reason { return false }
    return true
  }

  private static func clamped(_ range: Range<Int>, to count: Int) -> Range<Int> {
    let start = min(max(range.lowerBound, 0), count)
    return start..<min(max(range.upperBound, start), count)
  }

  private static func safe(_ bytes: ArraySlice<UInt8>) -> String {
    let shown = bytes.prefix(40).map { (0x20...0x7e).contains($0) ? $0 : UInt8(ascii: ".") }
    return String(decoding: shown, as: UTF8.self) + (bytes.count > 40 ? "..." : "")
  }

  /// The part of an expression to show, the column of the place in it, and how many characters of it are shown.
  private static func excerpt(_ bytes: [UInt8], _ range: Range<Int>) -> (line: String, column: Int, length: Int) {
    var start = 0
    var end = bytes.count
    if bytes.count > shownLength {
      start = max(0, min(range.lowerBound - shownLength / 3, bytes.count - shownLength))
      end = min(bytes.count, start + shownLength)
    }
    let shown = bytes[start..<end].map { (0x20...0x7e).contains($0) ? $0 : UInt8(ascii: ".") }
    let before = start > 0 ? "..." : ""
    let after = end < bytes.count ? "..." : ""
    let line = before + String(decoding: shown, as: UTF8.self) + after
    return (line, range.lowerBound - start + before.utf8.count, min(range.upperBound, end) - range.lowerBound)
  }
}

extension FilterError {
  /// What is wrong, and what would be right; `text` is what stands at the place.
  private func reasonInWords(_ text: String) -> String {
    switch reason {
    case .expressionTooLong(let maximum): "filter expression is longer than \(maximum) bytes"
    case .nestedTooDeeply(let maximum): "filter expression nests deeper than \(maximum) levels"
    case .programTooLong(let maximum): "filter needs more than \(maximum) instructions"
    case .matchesNothing, .contradiction: "expression rejects all packets"
    case .unexpectedCharacter: "unexpected character"
    case .notOctal: "a number that begins with 0 is octal: `\(text)` is no octal digit"
    case .numberTooLarge: "number `\(text)` does not fit into 32 bits"
    case .badIPv6Address: "`\(text)` is no IPv6 address"
    case .badEthernetAddress: "`\(text)` is no Ethernet address: write six bytes such as 00:11:22:33:44:55"
    case .badIPv4Address: "`\(text)` is no IPv4 address: each part is 0 to 255"
    case .expected(let expectation): expectation.inWords(text)
    case .unknownWord(let suggestions): "unknown word `\(text)`" + Self.didYouMean(suggestions)
    case .noQualifier: "`\(text)` needs a word before it that says what it is, such as `host`, `net` or `port`"
    default: lookupInWords(text) ?? meaningInWords(text)
    }
  }

  private static func didYouMean(_ suggestions: [String]) -> String {
    let quoted = suggestions.map { "`\($0)`" }
    guard let last = quoted.last else { return "" }
    if quoted.count == 1 { return ": did you mean \(last)?" }
    if quoted.count > 5 { return ": known are " + quoted.joined(separator: ", ") }
    return ": did you mean " + quoted.dropLast().joined(separator: ", ") + " or \(last)?"
  }

  /// Names that could not be looked up, and values out of range.
  private func lookupInWords(_ text: String) -> String? {
    switch reason {
    case .unknownHost: "no address is known for the host in `\(text)`"
    case .unknownEthernetHost: "no Ethernet address is known for the host in `\(text)`"
    case .unknownNetwork: "no address is known for the network in `\(text)`"
    case .unknownPort: "no port is known for the service in `\(text)`"
    case .portOfOtherProtocol(let actual): "the service in `\(text)` is known for \(actual) only"
    case .unknownProtocol: "no number is known for the protocol in `\(text)`"
    case .valueTooLarge(let maximum): "the number in `\(text)` is too large: the greatest is \(maximum)"
    case .prefixTooLong(let maximum): "the prefix in `\(text)` is too long: the longest is \(maximum)"
    case .bitsOutsideMask: "`\(text)` has bits set outside of its mask"
    case .maskWithoutNet: "a mask goes with `net`: write `net` before `\(text)`"
    case .nameTooLong(let maximum): "the name in `\(text)` is too long: it may have \(maximum) characters"
    default: nil
    }
  }

  /// What makes no sense for a protocol or a link type.
  private func meaningInWords(_ text: String) -> String {
    switch reason {
    case .badLoadSize: "bad size `\(text)`: 1, 2 or 4 bytes can be read"
    case .arithmeticTooComplex: "arithmetic with too many intermediate results"
    case .divisionByZero: "division by zero"
    case .shiftTooLong: "shift by more than 31 bits"
    case .qualifierMismatch(let qualifier, let subject): "`\(qualifier)` does not go with `\(subject)`"
    case .notIndexable(let proto): "`\(proto)[...]` is not supported"
    case .notOnLinkType(let primitive, let linkType):
      "\(primitive) not supported on link type \(linkType.name ?? "\(linkType.rawValue)")"
    case .liveOnly(let primitive): "`\(primitive)` is known only while capturing, not of a savefile"
    case .netmaskUnknown: "`ip broadcast` needs the network's mask, which is not known"
    case .notInside(let primitive, let encapsulation): "\(primitive) cannot follow `\(encapsulation)`"
    case .notAlone(let word): "`\(word)` is no filter alone"
    case .gateway: "`gateway` is not supported: write `ether host MAC and not host ADDRESS`, with both of the gateway"
    default: "syntax error"
    }
  }
}

extension FilterError.Expectation {
  /// What should stand where `text` does, or where nothing does.
  fileprivate func inWords(_ text: String) -> String {
    let found = text.isEmpty ? "the end" : "`\(text)`"
    return "expected \(wanted) instead of \(found)"
  }

  private var wanted: String {
    switch self {
    case .primitive: "something to filter for, such as `host 10.0.0.1`,"
    case .connective: "`and`, `or` or the end"
    case .identifier: "an address, a name or a number"
    case .number: "a number"
    case .arithmetic: "a number or something like `ip[0]`"
    case .relation: "a comparison such as `=` or `>`"
    case .closingParenthesis: "`)`"
    case .closingBracket: "`]`"
    case .otherDirection: "the other of `src` and `dst`"
    case .word: "a name"
    case .mask: "a mask such as `255.255.0.0`"
    }
  }
}
