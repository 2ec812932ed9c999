import Packets
import TestSupport
import Testing

@testable import Filtering

/// Expressions written out again.
@Suite struct SyntaxTextTests {
  /// A tree without the places of its parts, which differ between two ways to write the same.
  private static func placeless(_ syntax: Syntax) -> Syntax {
    switch syntax {
    case .primitive(.qualified(var qualifiers, let identifier), _):
      qualifiers.range = 0..<0
      return .primitive(.qualified(qualifiers, identifier), 0..<0)
    case .primitive(.relation(let left, let relation, let right), _):
      return .primitive(.relation(placeless(left), relation, placeless(right)), 0..<0)
    case .primitive(let primitive, _): return .primitive(primitive, 0..<0)
    case .not(let inner): return .not(placeless(inner))
    case .chain(let first, let links):
      return .chain(
        placeless(first), links.map { Syntax.Link(connective: $0.connective, syntax: placeless($0.syntax)) })
    }
  }

  private static func placeless(_ arithmetic: Arithmetic) -> Arithmetic {
    switch arithmetic {
    case .constant, .length: arithmetic
    case .load(let keyword, let offset, let size, _): .load(keyword, placeless(offset), size: size, 0..<0)
    case .operation(let operation, let a, let b, _): .operation(operation, placeless(a), placeless(b), 0..<0)
    case .negated(let inner): .negated(placeless(inner))
    }
  }

  private static func expectSame(_ text: String) throws {
    let syntax = try #require(try Parser.syntax(of: text))
    let again = try #require(try Parser.syntax(of: syntax.description), "\(syntax)")
    #expect(placeless(again) == placeless(syntax), "\(text) became \(syntax)")
  }

  @Test(arguments: [
    "tcp port 80 or 443", "not src and dst net 10.0.0.0 mask 255.0.0.0", "port (80 or (443 and not 22))",
    "ether host 00:11:22:33:44:55", "host 2001:db8::1 or net 2001:db8::/32", "ip proto \\tcp", "host \\host",
    "vlan 5 and mpls and pppoes 7", "geneve", "llc rnr", "llc u", "type mgt subtype beacon", "subtype data",
    "dir fromds",
    "type 8", "ip[ip[0] & 0xf * 4:2] - -5 % 3 != len ^ 7 << 2", "-len = 3", "1 + 2 - 3 = 0", "byte 0 & 1", "less 60",
    "ifname eth0 and rulenum 3", "reason match", "vci (5 or 16)", "vpi > 3", "ip broadcast or ether multicast",
    "inbound or outbound", "wlan addr1 00:11:22:33:44:55", "src portrange 1-5", "icmp[icmptype] == icmp-echo",
    "ip or arp and (rarp or not tcp) or udp", "fisu or oamf4", "link host 1:2:3:4:5:6", "ifindex 3", "$5 or ip",
  ])
  func `an expression that is written out means the same`(text: String) throws {
    // What ARCnet's address stands in has a qualifier.
    try Self.expectSame(text.replacing("$5", with: "link host $5"))
  }

  @Test func `any expression that is written out means the same`() throws {
    var expressions = RandomExpression(seed: 8)
    for _ in 0..<500 { try Self.expectSame(expressions.next()) }
  }

  @Test func `an outline has a line for each term and for each list`() throws {
    let outline = try FilterOutline(
      "tcp and port 80 or not arp", for: FilterTarget(linkType: .ethernet), resolver: TableNames())
    #expect(outline.lines.map(\.depth) == [0, 1, 2, 2, 1, 2])
    #expect(outline.lines[0].item == .any)
    #expect(outline.lines[1].item == .all)
    #expect(outline.lines[2].item == .term("tcp", .packets(of: "tcp")))
    #expect(outline.lines[4].item == .not)
    #expect(outline.questions.first?.text == "any")
    #expect(outline.questions.contains { $0.text == "[12:2] = 0x806" })
  }

  @Test(arguments: [
    ("tcp and udp", 8..<11, 0..<3), ("ip and arp", 7..<10, 0..<2),
    ("port 80 and host 10.0.0.1 and arp", 30..<33, 0..<7),
    ("len > 5 and (ip and ip6)", 20..<23, 13..<15),
  ])
  func `terms that exclude each other are named`(text: String, place: Range<Int>, other: Range<Int>) {
    #expect(throws: FilterError(.contradiction(with: other), place)) {
      try CompiledFilter(text, for: FilterTarget(linkType: .ethernet), resolver: TableNames())
    }
  }

  /// Any bytes, which are no expression.
  private static func noise(_ random: inout SplitMix) -> String {
    "(" + String(decoding: (0..<2000).map { _ in UInt8(truncatingIfNeeded: random.next()) }, as: UTF8.self)
  }

  @Test func `hostile expressions are refused at once`() throws {
    var random = SplitMix(seed: 9)
    var hostile = [
      String(repeating: "(", count: 100_000), String(repeating: "not ", count: 100_000),
      String(repeating: "a", count: 10 << 20), String(repeating: "port 1 or ", count: 1 << 20),
      String(repeating: "1+", count: 200_000), String(repeating: "ip[", count: 100_000),
    ]
    for _ in 0..<300 { hostile.append(Self.noise(&random)) }
    let start = ContinuousClock.now
    for text in hostile {
      #expect(throws: FilterError.self) {
        try CompiledFilter(text, for: FilterTarget(linkType: .ethernet), resolver: TableNames())
      }
    }
    #expect(ContinuousClock.now - start < .seconds(20))
  }
}
