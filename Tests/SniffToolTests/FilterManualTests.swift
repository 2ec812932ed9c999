import Filtering
import Foundation
import Packets
import TestSupport
import Testing

@testable import SniffTool

/// What is said of filter expressions.
@Suite struct FilterManualTests {
  @Test(arguments: FilterManual.examples.map(\.expression))
  func `the manual's expressions compile, and can be explained`(expression: String) throws {
    let target = FilterTarget(linkType: .ethernet)
    _ = try CompiledFilter(expression, for: target, resolver: NoNames())
    let words = try FilterOutline(expression, for: target, resolver: NoNames()).words
    #expect(words.contains("packets"))
  }

  @Test func `the README's expressions compile`() throws {
    var package = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { package.deleteLastPathComponent() }
    let text = try String(contentsOf: package.appending(path: "README.md"), encoding: .utf8)
    let section = try #require(text.split(separator: "## Filter expressions\n").last)
    let examples = section.prefix { $0 != "#" }.split(separator: "\n").filter { $0.hasPrefix("    ") }
    #expect(examples.count > 5)
    for example in examples {
      let expression = String(example.dropFirst(4)).split(separator: "   ")[0]
      _ = try CompiledFilter(String(expression), for: FilterTarget(linkType: .ethernet), resolver: NoNames())
    }
  }

  @Test func `terms are explained a line each`() throws {
    let outline = try FilterOutline(
      "tcp port 80 or arp", for: FilterTarget(linkType: .ethernet), resolver: NoNames())
    let lines = outline.words.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines[0] == "any of")
    #expect(lines[1] == "  tcp port 80  tcp packets from or to port 80")
    #expect(lines[2] == "  arp          arp packets")
    #expect(lines.contains("    [12:2] = 0x806"))
  }

  @Test func `two terms that exclude each other are both shown`() {
    let error = FilterError(.contradiction(with: 0..<3), 8..<11)
    let lines = error.words(expression: "tcp and udp").split(separator: "\n")
    #expect(
      lines == ["expression rejects all packets: none is both `tcp` and `udp`", "  tcp and udp", "          ^^^"])
  }
}
