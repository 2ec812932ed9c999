import Filtering
import Testing

@testable import SniffTool

/// What is said of a mistake in a filter.
@Suite struct FilterErrorMessageTests {
  @Test func `the expression, and carets under the place`() {
    let error = FilterError(.unknownWord(suggestions: ["port", "proto"]), 4..<8)
    let expected = """
      unknown word `prot`: did you mean `port` or `proto`?
        tcp prot 80
            ^^^^
      """
    #expect(error.words(expression: "tcp prot 80") == expected)
  }

  @Test func `one caret where something is missing`() {
    let lines = FilterError(.expected(.identifier), 4..<4).words(expression: "host").split(separator: "\n")
    #expect(lines == ["expected an address, a name or a number instead of the end", "  host", "      ^"])
  }

  @Test func `a long expression is shown around the place`() {
    let expression = String(repeating: "host 10.0.0.1 or ", count: 1000) + "nope"
    let error = FilterError(.unknownHost, (expression.utf8.count - 4)..<expression.utf8.count)
    let lines = error.words(expression: expression).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { $0.utf8.count < 90 })
    #expect(lines[1].hasSuffix("nope"))
    #expect(lines[2].hasSuffix("^^^^"))
    #expect(lines[1].utf8.count == lines[2].utf8.count)
  }

  @Test func `control characters never reach the terminal`() {
    let words = FilterError(.unexpectedCharacter, 5..<6).words(expression: "port \u{1b}[31m\n\u{e9}")
    #expect(words.utf8.allSatisfy { $0 == 0x0a || (0x20...0x7e).contains($0) })
    #expect(words.split(separator: "\n").count == 3)
  }

  @Test func `a place outside of the expression does no harm`() {
    #expect(!FilterError(.matchesNothing, 7..<90).words(expression: "ip").isEmpty)
    #expect(FilterError(.matchesNothing, 0..<0).words(expression: "") == "expression rejects all packets")
  }
}
