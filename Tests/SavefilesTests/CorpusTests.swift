import Packets
import System
import TestSupport
import Testing

@testable import Savefiles

@Suite struct CorpusTests {
  private static let captures = Corpus.root + "/captures-extra/dev"

  /// A capture of the corpus, and what tcpdump makes of it.
  struct Capture: CustomTestStringConvertible {
    let name: String
    let packets: Int?
    let status: Int
    let message: String

    var testDescription: String { name }
    var path: String { CorpusTests.captures + "/" + name }

    /// Whether libpcap refuses it for what it cannot do: interfaces that differ, and sections of another byte order.
    var isMixed: Bool {
      message.contains("different from the") || message.contains("block size 469762048")
    }
  }

  static let all = Corpus.table("captures-extra/dev/MANIFEST.tsv").compactMap { row -> Capture? in
    guard let name = row["file"], let status = row["tcpdump_exit"].flatMap(Int.init) else { return nil }
    return Capture(
      name: name, packets: row["packets"].flatMap(Int.init), status: status, message: row["tcpdump_message"] ?? "")
  }

  @Test(.enabled(if: Corpus.isThere, "no corpus beside the package"), arguments: all.filter { $0.status == 0 })
  func `a good capture gives the packets that it has`(capture: Capture) throws {
    let reading = Reading(try FileDescriptor(reading: capture.path))
    #expect(reading.error == nil)
    if let packets = capture.packets { #expect(reading.packets.count == packets) }
  }

  @Test(
    .enabled(if: Corpus.isThere, "no corpus beside the package"),
    arguments: all.filter { $0.status != 0 && !$0.isMixed })
  func `a bad capture is refused where tcpdump refuses it`(capture: Capture) throws {
    let reading = Reading(try FileDescriptor(reading: capture.path))
    #expect(reading.error != nil)
    // tcpdump names the function it was in when the file could be opened; it finds unknown link types a little later.
    let isRefused = !capture.message.hasPrefix("pcap_loop")
    #expect(reading.isRefused == isRefused)
  }

  @Test(.enabled(if: Corpus.isThere, "no corpus beside the package"), arguments: all.filter(\.isMixed))
  func `a capture of interfaces that differ gives at least what tcpdump makes of it`(capture: Capture) throws {
    let reading = Reading(try FileDescriptor(reading: capture.path))
    #expect(reading.error == nil)
    #expect(reading.packets.count >= capture.packets ?? 0)
  }

  @Test(
    .enabled(if: Corpus.isThere, "no corpus beside the package"),
    arguments: Corpus.table("filters/bad-savefiles/expected.tsv").compactMap { $0["capture"] })
  func `a savefile that libpcap refuses is refused`(name: String) throws {
    let reading = Reading(try FileDescriptor(reading: Corpus.root + "/filters/bad-savefiles/" + name))
    #expect(reading.isRefused)
  }

  private static let tcpdump = Program("tcpdump")

  @Test(
    .enabled(if: Corpus.isThere && tcpdump != nil, "no corpus beside the package, or no tcpdump"),
    arguments: ["captures-extra/dev", "tcpdump/dev/tests", "filters/dev/captures", "filters/bad-savefiles"]
      .flatMap(Corpus.captures(in:)).filter { name in !all.contains { $0.isMixed && name.hasSuffix("/" + $0.name) } })
  func `a copy of a capture is the one that tcpdump makes`(name: String) throws {
    let path = Corpus.root + "/" + name
    let (theirs, ours) = (TemporaryFile(), TemporaryFile())
    let result = try #require(try Self.tcpdump?.run(["-r", path, "-w", theirs.path]))
    #expect(result.status != 0 || !theirs.bytes.isEmpty)
    do throws(SavefileError) {
      try copy(path, to: ours.path)
    } catch {}
    #expect(ours.bytes == theirs.bytes)
  }

  /// Copies what can be read, and throws what ends the reading.
  private func copy(_ path: String, to target: String) throws(SavefileError) {
    guard let file = try? FileDescriptor(reading: path) else { return }
    var reader = try SavefileReader(file)
    guard let copy = try? FileDescriptor(creating: target) else { return }
    var writer = PcapWriter(
      copy, linkType: reader.linkType, linkTypeExtras: reader.linkTypeExtras, snapshotLength: reader.snapshotLength)
    defer { try? writer.flush() }
    while let packet = try reader.next() { try? writer.write(packet) }
  }
}
