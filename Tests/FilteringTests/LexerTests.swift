import Packets
import Testing

@testable import Filtering

/// How an expression is taken apart.
@Suite struct LexerTests {
  private func kinds(_ text: String) throws -> [Token.Kind] { try Lexer.tokens(of: text).map(\.kind) }

  @Test(arguments: [
    ("tcp", Token.Kind.keyword(.tcp)), ("ether", .keyword(.link)), ("wlan", .keyword(.link)),
    ("es-is", .keyword(.esis)), ("len", .keyword(.length)), ("rnr", .keyword(.rulenum)),
    ("&&", .keyword(.and)), ("||", .keyword(.or)), ("!", .symbol(.not)), ("==", .symbol(.equal)),
    ("<<", .symbol(.shiftLeft)), ("0", .number(0)), ("010", .number(8)), ("0x1F", .number(31)),
    ("4294967295", .number(.max)), ("tcp-syn", .number(2)), ("icmp6type", .number(0)),
    ("10.0", .dotted("10.0")), ("10.0.0.1", .dotted("10.0.0.1")), ("1.2.3.4.5", .word("1.2.3.4.5")),
    ("a.b-c", .word("a.b-c")), ("ftp-data", .word("ftp-data")), ("TCP", .word("TCP")), ("\\tcp", .word("tcp")),
    ("0:1:2:3:4:5", .mac(MACAddress(rawValue: 0x0001_0203_0405))),
    ("00-01-02-03-04-05", .mac(MACAddress(rawValue: 0x0001_0203_0405))),
    ("0001.0203.0405", .mac(MACAddress(rawValue: 0x0001_0203_0405))),
    ("000102030405", .mac(MACAddress(rawValue: 0x0001_0203_0405))),
    ("::", .ipv6(IPv6Address(rawValue: 0))), ("::1", .ipv6(IPv6Address(rawValue: 1))),
    ("1::", .ipv6(IPv6Address(rawValue: 1 << 112))),
    ("2001:db8::ff", .ipv6(IPv6Address(rawValue: 0x2001_0db8 << 96 | 0xff))),
    ("::ffff:1.2.3.4", .ipv6(IPv6Address(rawValue: 0xffff_0102_0304))),
    ("1:2:3:4:5:6:7:8", .ipv6(IPv6Address(rawValue: 0x0001_0002_0003_0004_0005_0006_0007_0008))),
  ])
  func `one token`(text: String, kind: Token.Kind) throws {
    #expect(try kinds(text) == [kind, .end])
  }

  @Test func `the longest piece wins`() throws {
    #expect(
      try kinds("tcp[0:2]!=1") == [
        .keyword(.tcp), .symbol(.openBracket), .number(0), .symbol(.colon), .number(2), .symbol(.closeBracket),
        .symbol(.notEqual), .number(1), .end,
      ])
    #expect(try kinds("net 10/8") == [.keyword(.net), .number(10), .symbol(.slash), .number(8), .end])
    #expect(try kinds("src\tor\r\ndst") == [.keyword(.src), .keyword(.or), .keyword(.dst), .end])
  }

  @Test(arguments: [
    ("host #", FilterError.Reason.unexpectedCharacter, 5..<6), ("port 08", .notOctal, 6..<7),
    ("port 4294967296", .numberTooLarge, 5..<15), ("ether host 00:00:00:00:00", .badEthernetAddress, 11..<23),
    ("host ::1.2.3.400", .badIPv6Address, 5..<16), ("port \u{e9}", .unexpectedCharacter, 5..<6),
    ("\\", .unexpectedCharacter, 0..<1),
  ])
  func `what is no token is told with its place`(text: String, reason: FilterError.Reason, range: Range<Int>) {
    #expect(throws: FilterError(reason, range)) { try Lexer.tokens(of: text) }
  }

  @Test func `an expression of ten megabytes is refused at once`() {
    let text = String(repeating: "host 10.0.0.1 or ", count: 600_000)
    #expect(throws: FilterError(.expressionTooLong(maximum: Lexer.maximumLength), 0..<0)) { try Lexer.tokens(of: text) }
  }
}
