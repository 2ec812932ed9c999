import CLinux
import Foundation
import TestSupport
import Testing

@testable import System

@Suite(.serialized) struct `A sandbox` {
  /// What a process in a sandbox told of what it tried.
  private func tries(_ arguments: String...) throws -> [String: String] {
    let program = Program.beside("SandboxProbe")
    let result = try program.run(arguments)
    #expect(result.status == 0)
    // What the process could not remove, since it tried to in its sandbox.
    for name in try FileManager.default.contentsOfDirectory(atPath: "/tmp") where name.hasPrefix("sniff-sandbox-probe.")
    {
      try? FileManager.default.removeItem(atPath: "/tmp/" + name)
    }
    let lines = String(decoding: result.output, as: UTF8.self).split(separator: "\n")
    return Dictionary(
      lines.map { line in
        let words = line.split(separator: " ")
        return (words.dropLast().joined(separator: " "), words.last.map(String.init) ?? "")
      }, uniquingKeysWith: { $1 })
  }

  private static let everything = [
    "read", "write", "truncate", "remove", "packets", "internet", "connect", "signal", "become",
    "execute memory", "run",
  ]

  @Test func `of a capture refuses every way out`() throws {
    let tries = try tries()
    for what in Self.everything { #expect(tries[what] == "EPERM", "\(what)") }
  }

  @Test func `that reads the system's files refuses all the rest`() throws {
    let tries = try tries("reading")
    #expect(tries["read"] == "done")
    for what in Self.everything.dropFirst() { #expect(tries[what] == "EPERM", "\(what)") }
  }

  @Test func `of a reader of files without names has neither files nor programs`() throws {
    let tries = try tries("files")
    for what in ["read", "write", "truncate", "remove", "connect", "run"] {
      #expect(["EACCES", "EPERM"].contains(tries[what]), "\(what)")
    }
    #expect(tries["packets"] == "EPERM" && tries["become"] == "EPERM")
  }

  @Test func `of a reader of files with names reads and connects, and neither writes nor runs programs`() throws {
    let tries = try tries("names")
    #expect(tries["read"] == "done" && tries["internet"] == "done")
    for what in ["write", "truncate", "run"] { #expect(["EACCES", "EPERM"].contains(tries[what]), "\(what)") }
  }

  @Test func `has a filter that another machine's calls do not pass`() {
    let program = SystemCallFilter(mayRead: false).instructions
    #expect(program.count < 200)
    #expect(program[0].k == 4 && program[2].k == 0x8000_0000)
    // No jump leads out of the program.
    for (index, instruction) in program.enumerated() where instruction.code & 7 == 5 {
      let lengths = instruction.code & 0xf0 == 0 ? [Int(instruction.k)] : [Int(instruction.jt), Int(instruction.jf)]
      for length in lengths { #expect(index + 1 + length < program.count) }
    }
  }
}
