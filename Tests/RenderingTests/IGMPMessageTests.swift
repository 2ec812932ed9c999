import Testing

@Suite struct IGMPMessageLineTests {
  private func igmp(_ bytes: String, verbosity: Int = 0) -> String {
    String(line(ipv4(2, hex(bytes)), verbosity: verbosity).drop { $0 != ">" }.dropFirst(12))
  }

  @Test(arguments: [
    ("11 64 0000 00000000", "igmp query v2"), ("11 00 0000 e0000005", "igmp query v1 [gaddr 224.0.0.5]"),
    ("11 0a 0000 00000000 00", "igmp query v2 [max resp time 10] [len 9]"),
    ("11 ff 0000 e0000005 0000 0001 0a000001", "igmp query v3 [max resp time 52m54s] [gaddr 224.0.0.5, 1 source(s)]"),
    (
      "11 0f 0000 e0000005 0000 0009",
      "igmp query v3 [max resp time 1.5s] [gaddr 224.0.0.5 [invalid number of sources]]"
    ),
    ("12 00 0000 e0000005", "igmp v1 report 224.0.0.5"), ("16 00 0000 e0000005", "igmp v2 report 224.0.0.5"),
    ("17 00 0000 e0000005", "igmp leave 224.0.0.5"),
    ("22 00 0000 0000 0001 04000000 e0000005", "igmp v3 report, 1 group record(s)"),
    ("22 00 0000 0000", "igmp v3 report [invalid len 6]"), ("99", "igmp-153"), ("16 00 00", " [|igmp]"),
    (
      "1f 00 0000 e0000005 0a000001 0a000002 e0000009 05000007",
      "mtrace 7: 10.0.0.1 to 10.0.0.2 reply-to 224.0.0.9 with-ttl 5"
    ),
  ])
  func `Messages of all versions are told`(bytes: String, expected: String) { #expect(igmp(bytes) == expected) }

  @Test func `Records are counted with -v and told with -vv`() {
    let report = "22 00 0000 0000 0001 01000001 e0000005 0a000001"
    #expect(igmp(report, verbosity: 1).hasSuffix(" [gaddr 224.0.0.5 is_in, 1 source(s)] bad igmp cksum 0!"))
    #expect(igmp(report, verbosity: 2).hasSuffix(" [gaddr 224.0.0.5 is_in { 10.0.0.1 }] bad igmp cksum 0!"))
  }
}
