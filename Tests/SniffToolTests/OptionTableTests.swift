import Testing

@testable import SniffTool

@Suite struct `The option table` {
  private let table = OptionTable.standard

  @Test func `has every kind once`() {
    let own = Subcommand.allCases.flatMap(\.table.options).map(\.kind).filter { table[$0] == nil }
    #expect(Set(own).count == own.count)
    #expect(
      (table.options.map(\.kind) + own).map(\.rawValue).sorted() == OptionKind.allCases.map(\.rawValue).sorted())
  }

  @Test func `has no letter and no name twice`() {
    let letters = table.options.compactMap(\.letter)
    let names = table.options.compactMap(\.name)
    #expect(Set(letters).count == letters.count)
    #expect(Set(names).count == names.count)
  }

  @Test func `spells every option somehow and says what it is for, without a full stop`() {
    for option in table.options {
      #expect(!option.spelling.isEmpty)
      #expect(!option.summary.isEmpty && !option.summary.hasSuffix("."), "\(option.spelling)")
      #expect(option.details.isEmpty || option.details.hasSuffix(".") || option.kind == .manual, "\(option.spelling)")
    }
  }

  @Test func `has every letter of tcpdump 4.99.3`() {
    let letters = Set(table.options.compactMap(\.letter))
    let theirs = "aAbBcCdDeEfFGhHiIjJKlLmMnNOpqQrsStTuUvVwWxXyzZ#"
    #expect(letters == Set(theirs))
  }

  @Test func `has every name of tcpdump 4.99.3`() {
    let theirs = [
      "buffer-size", "list-interfaces", "help", "interface", "monitor-mode", "time-stamp-type",
      "list-time-stamp-types", "micro", "nano", "dont-verify-checksums", "list-data-link-types", "no-optimize",
      "no-promiscuous-mode", "direction", "snapshot-length", "absolute-tcp-sequence-numbers", "packet-buffered",
      "linktype", "immediate-mode", "time-stamp-precision", "relinquish-privileges", "fp-type", "number", "print",
      "version", "count",
    ]
    #expect(Set(table.options.filter(\.isTcpdumps).compactMap(\.name)) == Set(theirs))
  }

  @Test func `is told by the help`() {
    let help = HelpText(table: table).text
    for option in table.options {
      if let letter = option.letter { #expect(help.contains("-\(letter)"), "\(letter)") }
      if let name = option.name { #expect(help.contains("--\(name)"), "\(name)") }
      #expect(help.contains(option.summary))
    }
    #expect(help.hasSuffix("\n") && !help.contains(" \n"))
  }

  @Test func `is told by the manual page, which has an entry for each`() {
    let manual = ManualPage(table: table).text
    #expect(manual.hasPrefix(".TH SNIFF 8"))
    for option in table.options {
      if let letter = option.letter { #expect(manual.contains("\\fB\\-\(letter)\\fR"), "\(letter)") }
      let name = option.name.map { "--\($0)".replacing("-", with: "\\-") }
      if let name { #expect(manual.contains("\\fB\(name)\\fR"), "\(name)") }
    }
  }

  @Test(arguments: Shell.allCases) func `is told by the completions`(shell: Shell) {
    let text = Completions(table: table).text(for: shell)
    for option in table.options {
      guard let name = option.name else { continue }
      #expect(text.contains(shell == .fish ? "-l \(name)" : "--\(name)"), "\(name)")
      for choice in option.argument?.choices ?? [] { #expect(text.contains(choice)) }
    }
  }
}
