import Filtering
import Foundation
import TestSupport
import Testing

@testable import SniffTool

/// The note on packets that were turned away unlooked-at.
@Suite struct OverlookedNoteTests {
  private func counts(_ kinds: Encapsulation...) -> OverlookedCounts {
    kinds.reduce(into: OverlookedCounts()) { $0.add($1) }
  }

  @Test func `it says how many and what to add`() {
    let note = OverlookedNote(expression: "udp port 53")
    #expect(
      note.words(counts(.vlan, .vlan))
        == "2 packets with a VLAN tag were turned away unlooked-at, for the filter has no `vlan`; "
        + "to have what matches inside, add `or (vlan and (udp port 53))`")
    #expect(
      note.words(counts(.pppoes, .vlan, .vlan))
        == "2 packets with a VLAN tag and 1 in a PPPoE session were turned away unlooked-at, for the filter has no "
        + "`vlan` or `pppoes`; to have what matches inside, add `or (vlan and (udp port 53))` or "
        + "`or (pppoes and (udp port 53))`")
    #expect(note.words(counts(.mpls))?.hasPrefix("1 packet with an MPLS label was turned away") == true)
    #expect(note.words(counts()) == nil)
  }

  @Test func `of a number it says what they may be`() {
    let note = OverlookedNote(expression: String(repeating: "tcp or ", count: 20) + "udp")
    #expect(
      note.words(4, in: [.vlan, .mpls])
        == "4 packets with a VLAN tag or with an MPLS label were turned away unlooked-at, for the filter has no "
        + "`vlan` or `mpls`; to have what matches inside, add `or (vlan and (...))` or `or (mpls and (...))`")
    #expect(note.words(0, in: [.vlan]) == nil)
    #expect(note.words(3, in: []) == nil)
  }

  @Test(arguments: ["-n", "-w -", "--count"]) func `it stands at the end of a file, once`(options: String) throws {
    let capture = Command.capture("vlan-tagged")
    let result = try Command.shell("sniff -r \(capture) \(options) udp")
    #expect(result.status == 0)
    #expect(result.errorLines.count == 2)
    #expect(result.errorLines.last?.hasPrefix("sniff: 8 packets with a VLAN tag were turned away") == true)
    let other = try Command.shell("sniff -r \(capture) \(options) vlan")
    #expect(other.errorLines.count == 1)
  }

  @Test func `what it says to add brings the packets`() throws {
    let capture = Command.capture("vlan-tagged")
    let note = try Command.shell("sniff -r \(capture) --count icmp").errorLines.last ?? ""
    let addition = try #require(note.split(separator: "`").last)
    let all = try Command.shell("sniff -r \(capture) --count 'icmp \(addition)'")
    #expect(all.text == "5 packets\n")
    #expect(all.errorLines.count == 1)
  }

  @Test func `packets behind the last one wanted do not count`() throws {
    let file = try TemporaryFile(MixedTraffic.pcapFile(packets: 200))
    let some = try Command.shell("sniff -n -r \(file.path) -c 20 ip").errorLines.last
    let all = try Command.shell("sniff -n -r \(file.path) ip").errorLines.last
    #expect(some?.contains("turned away") == true)
    #expect(all?.contains("turned away") == true)
    #expect(some != all)
  }
}
