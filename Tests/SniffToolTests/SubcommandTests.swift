import Foundation
import TestSupport
import Testing

@Suite struct `The subcommands` {
  private let dns = Command.capture("dns-lookup")
  private let other = Command.capture("nc-ipv6")

  /// What a line of shell prints in a directory of its own.
  private func run(_ line: String) throws -> Program.Result {
    try Command.shell("d=$(mktemp -d); cd $d; \(line); rm -r $d")
  }

  @Test func `info tells what is in a file`() throws {
    let text = try Command.shell("sniff info \(dns)").text
    for line in [
      "Format:             pcap, microseconds", "Link type:          EN10MB", "Packets:            6",
      "Captured bytes:     577", "Duration:           0.490048000 s", "In order of time:   yes",
    ] { #expect(text.contains(line + "\n")) }
  }

  @Test(.enabled(if: Program("capinfos") != nil, "needs capinfos"))
  func `info counts what capinfos counts`() throws {
    for name in ["dns-lookup", "nc-ipv6", "tls13-handshake", "vlan-tagged"] {
      let capture = Command.capture(name)
      let theirs = try Command.shell("capinfos -Tmrcd \(capture) 2>/dev/null").text.dropLast().split(separator: ",")
      let json = try JSONSerialization.jsonObject(with: Data(Command.shell("sniff info --json \(capture)").output))
      let ours = try #require((json as? [[String: Any]])?.first)
      #expect(theirs[1] == String(try #require(ours["packets"] as? Int)))
      #expect(theirs[2] == String(try #require(ours["original_bytes"] as? Int)))
    }
  }

  @Test(.enabled(if: Program("sha256sum") != nil, "needs sha256sum"))
  func `info tells the digests that other programs make`() throws {
    let theirs = try Command.shell("sha256sum < \(dns); sha1sum < \(dns)").text.split(separator: "\n")
      .map { String($0.prefix { $0 != " " }) }
    let text = try Command.shell("sniff info -H \(dns)").text
    #expect(text.contains("\nSHA256:             \(theirs[0])\nSHA1:               \(theirs[1])\n"))
    let json = try Command.shell("sniff info --hash --json \(dns)").text
    #expect(json.contains("\"hashes\":{\"sha256\":\"\(theirs[0])\",\"sha1\":\"\(theirs[1])\"}"))
  }

  @Test func `merge keeps the comments of all sections, and packets stay in order`() throws {
    let result = try run(
      """
      sniff -r \(dns) -w a.pcapng --comment one 2>/dev/null; sniff -r \(other) -w b.pcapng --comment two 2>/dev/null
      sniff -r \(dns) -w c.pcapng --comment three 2>/dev/null; cat a.pcapng b.pcapng >ab.pcapng
      sniff merge -a -w x.pcapng ab.pcapng c.pcapng 2>/dev/null; sniff info x.pcapng | grep -E '^(Comment|Sections)'
      sniff -n -r x.pcapng >one; { sniff -n -r \(dns); sniff -n -r \(other); sniff -n -r \(dns); } >two 2>/dev/null
      cmp one two && echo same
      """)
    #expect(
      result.text == """
        Sections:           2
        Comment:            one
        Comment:            three
        Comment:            two
        same

        """)
  }

  @Test func `info goes on behind a file that is damaged or not there, and fails`() throws {
    let result = try run("head -c 300 \(dns) >cut; sniff info --json cut gone \(dns); echo $?")
    let text = result.text
    let json = try JSONSerialization.jsonObject(with: Data(text.dropLast(2).utf8)) as? [[String: Any]]
    #expect(json?.count == 2)
    #expect(json?.first?["damage"] != nil)
    #expect(text.hasSuffix("1\n"))
    #expect(result.errorLines.count == 2)
  }

  @Test func `merge writes all packets in the order of time, or file after file`() throws {
    let result = try run(
      """
      sniff merge -w x.pcapng \(other) \(dns) 2>/dev/null; sniff -n -r x.pcapng >one
      sniff -n -r \(dns) -r \(other) >two; cmp one two && echo same
      sniff merge -a -w x.pcap \(other) \(dns) 2>/dev/null; sniff -n -r x.pcap >one
      { sniff -n -r \(other); sniff -n -r \(dns); } >two; cmp one two && echo same
      """)
    #expect(result.text == "same\nsame\n")
  }

  @Test(
    arguments: [
      ("--packets 2-3,5", "2,3,5"), ("--packets 5-,1", "1,5,6"), ("--packets 2-3 --invert", "1,4,5,6"),
      ("--packets -4 --filter 'src host 192.0.2.2'", "2,4"), ("--from 07:56:20 --to 07:56:20.1", "3,4"),
      ("--skip 4", "5,6"), ("-c 2", "1,2"), ("--skip 1 -c 1 -s 0", "2"),
    ])
  func `slice writes the packets that are asked for`(options: String, numbers: String) throws {
    let result = try run(
      """
      sniff slice \(options) -w x.pcap \(dns) 2>/dev/null; sniff -n -r x.pcap >one
      sniff -n -r \(dns) | sed -n '\(numbers.split(separator: ",").map { "\($0)p" }.joined(separator: ";"))' >two
      cmp one two && echo same
      """)
    #expect(result.text == "same\n")
  }

  @Test func `slice cuts packets, moves times and leaves out what is repeated`() throws {
    let cut = try run("sniff slice -s 40 -w x.pcap \(dns); sniff info --json x.pcap")
    #expect(cut.text.contains("\"snapshot_length\":40,\"packets\":6,\"captured_bytes\":240,\"original_bytes\":577"))
    for (name, format) in [("x.pcap", "pcap"), ("x.pcapng", "pcapng")] {
      let moved = try run("sniff slice --shift=-3600.5 -w \(name) \(dns); sniff -tt -n -r \(name) | head -1")
      #expect(moved.text.hasPrefix("1795244179.227318 "), "\(format)")
    }
    let doubled = try run("sniff slice --dedup 1 -w x.pcap \(dns) \(dns); sniff -r x.pcap --count")
    #expect(doubled.text == "6 packets\n")
    #expect(doubled.errorLines.contains("sniff: 6 packets left out as repeated"))
    let later = try run(
      "sniff merge -a -w d.pcap \(dns) \(dns); sniff slice --dedup-time 1s -w x.pcap d.pcap; sniff -r x.pcap --count")
    #expect(later.text == "6 packets\n")
  }

  @Test func `slice keeps what a pcapng file holds besides packets`() throws {
    let result = try run(
      """
      sniff -r \(dns) -w a.pcapng --comment 'slow answers' 2>/dev/null
      sniff slice --packets 1 -w b.pcapng a.pcapng 2>/dev/null; sniff info b.pcapng
      """)
    #expect(result.text.contains("Comment:            slow answers\n"))
    #expect(result.text.contains("Packets:            1\n"))
  }

  @Test(
    arguments: [
      "info", "info --nonsense x", "merge x", "merge -w x", "slice -w x", "slice -w x --packets 0 y",
      "slice -w x --packets 3-2 y", "slice -w x --invert y", "slice -w x --shift soon y", "slice -w x --dedup -1 y",
      "slice -w x --dedup-time never y", "slice -w x --from then y", "merge -w x gone",
    ])
  func `say what is wrong with what they are asked`(arguments: String) throws {
    let result = try run("sniff \(arguments) && echo fine")
    #expect(result.text.isEmpty)
    #expect(result.errorLines.count == 1, "\(result.errors)")
  }

  @Test(arguments: ["info", "merge", "slice"])
  func `tell their options`(name: String) throws {
    let help = try Command.shell("sniff \(name) --help")
    #expect(help.status == 0 && help.text.contains("Usage: sniff \(name) [options]"))
    #expect(try Command.shell("sniff --manual").text.contains("sniff \(name) [options]"))
  }
}
