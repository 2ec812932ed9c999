import Packets
import Testing

@testable import Filtering

/// How tokens become a tree, and which do not.
@Suite struct ParserTests {
  private func syntax(_ text: String) throws -> Syntax? { try Parser.syntax(of: text) }

  @Test func `nothing is no tree`() throws {
    #expect(try syntax("  \n") == nil)
  }

  @Test func `qualifiers are carried over in a list`() throws {
    guard case .chain(_, let links)? = try syntax("tcp port 80 or 443") else {
      Issue.record("not a chain")
      return
    }
    guard case .primitive(.qualified(let qualifiers, .number(443)), let range) = links[0].syntax else {
      Issue.record("not a name")
      return
    }
    #expect(qualifiers.proto == .tcp)
    #expect(qualifiers.kind == .port)
    #expect(range == 15..<18)
  }

  @Test func `and and or bind alike, from the left`() throws {
    guard case .chain(_, let links)? = try syntax("ip or arp and rarp") else {
      Issue.record("not a chain")
      return
    }
    #expect(links.map(\.connective) == [.or, .and])
  }

  @Test(arguments: [
    ("1 + 2 * 3 = 7", "1 + (2 * 3)"), ("1 * 2 + 3 = 5", "(1 * 2) + 3"), ("1 - 2 - 3 = 0", "(1 - 2) - 3"),
    ("1 | 2 & 3 = 3", "1 | (2 & 3)"), ("1 ^ 2 + 3 = 4", "1 ^ (2 + 3)"), ("1 % 2 * 3 = 1", "1 % (2 * 3)"),
    ("1 << 2 + 3 = 32", "1 << (2 + 3)"),
  ])
  func `arithmetic binds as in libpcap`(text: String, expected: String) throws {
    guard case .primitive(.relation(let left, .equal, _), _)? = try syntax(text) else {
      Issue.record("not a relation")
      return
    }
    #expect(Self.text(left) == expected)
  }

  private static func text(_ arithmetic: Arithmetic) -> String {
    switch arithmetic {
    case .constant(let number): "\(number)"
    case .operation(let operation, let a, let b, _): "\(inner(a)) \(operation.rawValue) \(inner(b))"
    default: "?"
    }
  }

  private static func inner(_ arithmetic: Arithmetic) -> String {
    if case .operation = arithmetic { return "(\(text(arithmetic)))" }
    return text(arithmetic)
  }

  @Test(arguments: [
    ("host", FilterError.Reason.expected(.identifier), 4..<4), ("(port 80", .expected(.closingParenthesis), 8..<8),
    ("port 80 port 53", .expected(.connective), 8..<12), ("tcp udp", .expected(.connective), 4..<7),
    ("and port 80", .expected(.primitive), 0..<3), ("ip[0] = 1 = 1", .expected(.connective), 10..<11),
    ("ip[0:8] = 1", .badLoadSize, 5..<6), ("ip[0:] = 1", .expected(.number), 5..<6),
    ("len", .expected(.relation), 3..<3),
    ("len >", .expected(.arithmetic), 5..<5), ("10.0.0.1", .noQualifier, 0..<8),
    ("src or 1", .expected(.otherDirection), 7..<8),
    ("tcp prt 80", .unknownWord(suggestions: ["port"]), 4..<7),
    ("vlan (1 or 2)", .expected(.closingParenthesis), 8..<10),
    ("less foo", .expected(.number), 5..<8),
    ("tcp and 80", .noQualifier, 8..<10),
  ])
  func `a mistake is told with its place`(text: String, reason: FilterError.Reason, range: Range<Int>) {
    #expect(throws: FilterError(reason, range)) { try Parser.syntax(of: text) }
  }

  @Test(arguments: ["(", "not ", "!", "-", "ip[", "port (", "1 ^ "])
  func `a hundred thousand levels are an error, not a crash`(piece: String) {
    #expect(throws: FilterError.self) { try Parser.syntax(of: String(repeating: piece, count: 100_000)) }
  }

  @Test func `arbitrary bytes never trap`() {
    var random = SystemRandomNumberGenerator()
    let words = [
      "tcp", "port", "80", "(", ")", "or", "and", "not", "host", "10.0.0.1", "[", "]", ":", "ip", "=", "-", "::1", "\\",
      "$", "/", "vlan", "net", "mask",
    ]
    for _ in 0..<5_000 {
      let text = (0..<12).map { _ in words.randomElement(using: &random) ?? "" }.joined(
        separator: Bool.random(using: &random) ? " " : "")
      _ = try? Parser.syntax(of: text)
      let bytes = (0..<20).map { _ in UInt8.random(in: 0...255, using: &random) }
      _ = try? Parser.syntax(of: String(decoding: bytes, as: UTF8.self))
    }
  }
}
