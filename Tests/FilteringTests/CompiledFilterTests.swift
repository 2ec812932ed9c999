import BPF
import Bytes
import Packets
import Testing

@testable import Filtering

/// From an expression to its program.
@Suite struct CompiledFilterTests {
  private func filter(
    _ expression: String, _ linkType: LinkType = .ethernet, _ layout: FilterTarget.Layout = .savefile,
    optimizes: Bool = true
  ) throws -> CompiledFilter {
    let target = FilterTarget(linkType: linkType, layout: layout, optimizes: optimizes)
    return try CompiledFilter(expression, for: target, resolver: TableNames())
  }

  @Test func `an empty expression takes everything`() throws {
    #expect(try filter("").program == .acceptingAll(snapshotLength: 262144))
  }

  @Test func `a program is what libpcap makes of the expression`() throws {
    let expected = """
      (000) ldh      [12]
      (001) jeq      #0x86dd          jt 2\tjf 8
      (002) ldb      [20]
      (003) jeq      #0x6             jt 4\tjf 19
      (004) ldh      [54]
      (005) jeq      #0x50            jt 18\tjf 6
      (006) ldh      [56]
      (007) jeq      #0x50            jt 18\tjf 19
      (008) jeq      #0x800           jt 9\tjf 19
      (009) ldb      [23]
      (010) jeq      #0x6             jt 11\tjf 19
      (011) ldh      [20]
      (012) jset     #0x1fff          jt 19\tjf 13
      (013) ldxb     4*([14]&0xf)
      (014) ldh      [x + 14]
      (015) jeq      #0x50            jt 18\tjf 16
      (016) ldh      [x + 16]
      (017) jeq      #0x50            jt 18\tjf 19
      (018) ret      #262144
      (019) ret      #0

      """
    #expect(try filter("tcp port 80").program.listing(.assembler) == expected)
  }

  private static let lengths: [(String, Int)] = [
    ("ip", 4), ("tcp", 12), ("udp port 53", 20), ("host 10.0.0.1", 14), ("port 80 or 443 or 8080", 30),
    ("net 2001:db8::/32", 8), ("host 10.0.0.1 and 10.0.0.2", 20), ("vlan and ip", 8), ("ip[0] & 0xf > 5", 7),
    ("ip[(ip[0] & 0xf) * 4] = 8", 7), ("mpls 100000 && mpls 1024", 12), ("port http", 20), ("port \\80", 24),
    ("host localhost", 14),
  ]

  @Test(arguments: lengths)
  func `programs are as short as libpcap's`(expression: String, length: Int) throws {
    #expect(try filter(expression).program.instructions.count <= length)
  }

  @Test func `without optimisation nothing is left out`() throws {
    let short = try filter("tcp port 80").program.instructions.count
    let long = try filter("tcp port 80", optimizes: false).program.instructions.count
    #expect(long > short)
    #expect(try filter("tcp and udp", optimizes: false).program.instructions.count > 1)
  }

  @Test func `live, a tag that the kernel took out counts`() throws {
    let program = try filter("vlan 5 and ip", .ethernet, .kernel).program
    try program.verify(for: .kernel)
    #expect(program.listing(.assembler).contains("[vlanp]"))
    #expect(program.listing(.assembler).contains("[vlan_tci]"))
    #expect(!(try filter("vlan 5 and ip").program.listing(.assembler).contains("[vlanp]")))
  }

  @Test func `direction is known while capturing only`() throws {
    #expect(throws: FilterError(.liveOnly(primitive: "inbound"), 0..<7)) { try filter("inbound") }
    #expect(try filter("inbound", .ethernet, .kernel).program.listing(.assembler).contains("[type]"))
    #expect(try filter("inbound", .linuxSLL2).program.instructions.count == 4)
  }

  private static let mistakes: [(String, FilterError.Reason, Range<Int>)] = [
    ("tcp and udp", .contradiction(with: 0..<3), 8..<11), ("host 10.0.0.300", .badIPv4Address, 0..<15),
    ("port 65536", .valueTooLarge(maximum: 65535), 0..<10), ("ip or port nope", .unknownPort, 6..<15),
    ("net 10.0.0.0/33", .prefixTooLong(maximum: 32), 0..<15), ("net 10.1.0.0/8", .bitsOutsideMask, 0..<14),
    ("host 10.0.0.0/8", .maskWithoutNet, 0..<15), ("host nowhere", .unknownHost, 0..<12),
    ("tcp host 10.0.0.1", .qualifierMismatch(qualifier: "tcp", subject: "host"), 0..<17),
    ("ip port 80", .qualifierMismatch(qualifier: "ip", subject: "port"), 0..<10),
    ("udp port http", .portOfOtherProtocol(actual: "tcp"), 0..<13), ("vlan 4096", .valueTooLarge(maximum: 4095), 0..<9),
    ("mpls and vlan", .notInside(primitive: "vlan", encapsulation: "mpls"), 9..<13),
    ("ip[0] / 0 = 1", .divisionByZero, 6..<7),
    ("ip[0] << 32 = 1", .shiftTooLong, 6..<8), ("ether", .notAlone("link"), 0..<5),
    ("ip proto nope", .unknownProtocol, 0..<13),
    ("wlan type mgt", .notOnLinkType(primitive: "802.11 types", .ethernet), 0..<13),
  ]

  @Test(arguments: mistakes)
  func `a mistake is told with its place`(expression: String, reason: FilterError.Reason, range: Range<Int>) {
    #expect(throws: FilterError(reason, range)) { try filter(expression) }
  }

  @Test func `programs that do not fit are refused`() {
    let hosts = (0..<17_000).map { "host 10.\($0 / 256).\($0 % 256).1" }.joined(separator: " or ")
    #expect(throws: FilterError.self) { try filter(hosts) }
  }

  @Test func `jumps of more than 255 instructions have detours`() throws {
    let ports = (0..<600).map { "tcp[0:2] = \($0)" }.joined(separator: " or ")
    let program = try filter(ports).program
    try program.verify(for: .kernel)
    var packet = [UInt8](repeating: 0, count: 60)
    (packet[12], packet[14], packet[23]) = (8, 0x45, 6)
    (packet[34], packet[35]) = (1, 0x2c)
    let isTaken = program.matches(packet.span.bytes, originalLength: 60)
    #expect(isTaken)
    packet[34] = 99
    let isRefused = !program.matches(packet.span.bytes, originalLength: 60)
    #expect(isRefused)
  }

  @Test func `a long list compiles quickly`() throws {
    let hosts = (0..<900).map { "10.\($0 / 256).\($0 % 256).1" }.joined(separator: " or ")
    let start = ContinuousClock.now
    _ = try filter("src host " + hosts)
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test func `optimised and plain programs decide alike`() throws {
    let expressions = [
      "tcp port 80 or 443", "not port 53", "host 10.0.0.1 and not tcp", "ip6 and udp", "vlan and ip",
      "tcp[13] & 2 != 0",
      "src net 10 or dst portrange 1-1023", "arp or rarp or icmp", "ip proto 47 or ip6 proto 47",
      "less 60 or broadcast",
    ]
    var random = SystemRandomNumberGenerator()
    for expression in expressions {
      let short = try filter(expression).program
      let plain = try filter(expression, optimizes: false).program
      for _ in 0..<500 {
        var packet = (0..<70).map { _ in UInt8.random(in: 0...3, using: &random) }
        let types: [[UInt8]] = [[8, 0], [0x86, 0xdd], [8, 6], [0x81, 0]]
        packet.replaceSubrange(12..<14, with: types.randomElement(using: &random) ?? [8, 0])
        packet[14] = 0x45
        packet[23] = [6, 17, 1, 47].randomElement(using: &random) ?? 6
        packet[20] = packet[23]
        let bytes = packet.span.bytes
        let isAlike = short.matches(bytes, originalLength: 70) == plain.matches(bytes, originalLength: 70)
        #expect(isAlike, "\(expression)")
      }
    }
  }
}
