import BPF
import Filtering
import Foundation
import Packets
import Testing

/// The verdicts of the conformance corpus, where it is at hand: `SNIFF_CORPUS`, or `../shared/corpus` beside the package.
@Suite struct CorpusTests {
  private static let folder: String = {
    if let folder = ProcessInfo.processInfo.environment["SNIFF_CORPUS"] { return folder }
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return package.deletingLastPathComponent().appending(path: "shared/corpus").path
  }()
  private static let isAtHand = FileManager.default.fileExists(atPath: folder + "/filters/dev/own.tsv")

  @Test(.enabled(if: isAtHand, "the corpus is not at hand"))
  func `expressions are taken and refused as libpcap does, in programs no longer than its own`() throws {
    var right = 0
    var ours = 0
    var theirs = 0
    for line in try String(contentsOfFile: Self.folder + "/filters/dev/own.tsv", encoding: .utf8).split(separator: "\n")
    {
      let row = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard row.count > 7, row[5] == "accept" || row[5] == "reject", let linkType = LinkType(name: row[1]) else {
        continue
      }
      let optimizes = !row[2].contains("-O")
      let target = FilterTarget(linkType: linkType, layout: .unattached, optimizes: optimizes)
      do {
        let filter = try CompiledFilter(Self.unescaped(row[3]), for: target, resolver: TableNames())
        try filter.program.verify(for: .user)
        right += row[5] == "accept" ? 1 : 0
        guard optimizes, row[5] == "accept", let count = Int(row[6]) else { continue }
        ours += filter.program.instructions.count
        theirs += count
      } catch is FilterError {
        right += row[5] == "reject" ? 1 : 0
      }
    }
    #expect(right >= 730)
    #expect(ours <= theirs)
  }

  private static func unescaped(_ text: String) -> String {
    text.replacing("\\\\", with: "\u{1}").replacing("\\n", with: "\n").replacing("\\t", with: "\t")
      .replacing("\u{1}", with: "\\")
  }
}
