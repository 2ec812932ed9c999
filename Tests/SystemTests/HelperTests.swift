import Foundation
import TestSupport
import Testing

@testable import System

@Suite struct `What goes to and from a helper` {
  @Test(arguments: [
    HelperRequest.create("x"), .rename("x.part", "x"), .remove("a/b"), .run("x y"), .nameAddress(7, [192, 0, 2, 1]),
  ])
  func `a request is read as it was sent`(request: HelperRequest) {
    #expect(HelperRequest(request.bytes[...]) == request)
  }

  @Test(arguments: [
    HelperAnswer.done(2, process: 0), .ended(process: 70_000, status: 256), .name(1, nil), .name(2, ""),
    .name(0xffff_ffff, "host.example"),
  ])
  func `an answer is read as it was sent`(answer: HelperAnswer) {
    #expect(HelperAnswer(answer.bytes[...]) == answer)
  }

  @Test func `what is cut is nothing`() {
    for request in [HelperRequest.rename("a", "b"), .nameAddress(1, [1, 2, 3, 4])] {
      for length in 0..<3 { #expect(HelperRequest(request.bytes.prefix(length)) == nil) }
    }
    for length in 0..<9 { #expect(HelperAnswer(HelperAnswer.ended(process: 1, status: 2).bytes.prefix(length)) == nil) }
  }
}

@Suite struct `A directory that is held` {
  private func make() throws -> String {
    let folder = TemporaryFile().path
    try FileManager.default.createDirectory(atPath: folder + "/inner", withIntermediateDirectories: true)
    return folder
  }

  @Test func `makes, renames and removes files wherever it is now`() throws {
    let folder = try make()
    defer { try? FileManager.default.removeItem(atPath: folder + ".moved") }
    let directory = OutputDirectory(folder, owner: nil)
    try FileManager.default.moveItem(atPath: folder, toPath: folder + ".moved")
    try directory.create("x").write(([1, 2] as [UInt8]).span.bytes)
    try directory.create("inner/y").write(([3] as [UInt8]).span.bytes)
    try directory.rename("x", to: "z")
    try directory.remove("inner/y")
    #expect(FileManager.default.contents(atPath: folder + ".moved/z") == Data([1, 2]))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder + ".moved/inner").isEmpty)
  }

  @Test(arguments: ["../x", "inner/../../x", "/tmp/x", "..", ".", "", "inner/", "link/x"])
  func `is not left`(path: String) throws {
    let folder = try make()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: "/tmp")
    let directory = OutputDirectory(folder, owner: nil)
    #expect(throws: SystemCallError.self) { _ = try directory.create(path) }
    #expect(throws: SystemCallError.self) { try directory.remove(path) }
  }

  @Test func `that is not there says so`() {
    let directory = OutputDirectory("/nonexistent", owner: nil)
    #expect(throws: SystemCallError("open", code: ENOENT)) { _ = try directory.create("x") }
  }
}
