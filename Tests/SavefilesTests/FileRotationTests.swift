import Foundation
import System
import Testing

@testable import Savefiles

@Suite struct `The order of savefiles` {
  /// Paths in order, each after a file that is too large.
  private func paths(_ template: String, _ limits: RotationLimits, count: Int) -> [String?] {
    var rotation = FileRotation(template: template, limits: limits, now: 0)
    return (0..<count).map { _ in
      defer { #expect(rotation.step(now: 0, byteCount: .max) == .next) }
      return rotation.path
    }
  }

  @Test(
    arguments: [
      (nil, ["x", "x1", "x2", "x3"]), (1, ["x", "x", "x"]), (2, ["x0", "x1", "x0"]), (10, ["x0", "x1", "x2"]),
      (11, ["x00", "x01", "x02"]), (101, ["x000", "x001"]),
    ] as [(Int?, [String])])
  func `numbers files of a size, with as many digits as the last has`(count: Int?, expected: [String]) {
    #expect(paths("x", RotationLimits(byteCount: 1, fileCount: count), count: expected.count) == expected)
  }

  @Test func `leaves a percent sign in a name without times as it is`() {
    #expect(paths("a%S", RotationLimits(byteCount: 1), count: 2) == ["a%S", "a%S1"])
  }

  @Test func `a file that has just the size goes on`() {
    var rotation = FileRotation(template: "x", limits: RotationLimits(byteCount: 100), now: 0)
    #expect(rotation.step(now: 0, byteCount: 100) == .stay)
    #expect(rotation.step(now: 0, byteCount: 101) == .next)
  }

  @Test func `names files of a time by when that began, without drift`() {
    var rotation = FileRotation(template: "x%s", limits: RotationLimits(seconds: 10), now: 1005)
    #expect(rotation.path == "x1005")
    #expect(rotation.step(now: 1014, byteCount: 24) == .stay)
    #expect(rotation.step(now: 1015, byteCount: 24) == .next)
    #expect(rotation.path == "x1015")
    #expect(rotation.step(now: 1047, byteCount: 24) == .next)
    #expect(rotation.path == "x1045")
    #expect(rotation.step(now: 1055, byteCount: 24) == .next)
    #expect(rotation.path == "x1055")
  }

  @Test func `begins the interval anew when the clock is set back`() {
    var rotation = FileRotation(template: "x%s", limits: RotationLimits(seconds: 10), now: 1000)
    #expect(rotation.step(now: 500, byteCount: 24) == .stay)
    #expect(rotation.step(now: 510, byteCount: 24) == .next)
    #expect(rotation.path == "x510")
  }

  @Test func `ends after as many files of a time as there may be`() {
    var rotation = FileRotation(template: "x", limits: RotationLimits(seconds: 1, fileCount: 2), now: 0)
    #expect(rotation.step(now: 1, byteCount: 24) == .next)
    #expect(rotation.step(now: 2, byteCount: 24) == .end)
  }

  @Test func `with both limits numbers begin anew with each interval`() {
    var rotation = FileRotation(
      template: "x%s-", limits: RotationLimits(byteCount: 100, seconds: 10, fileCount: 3), now: 0)
    #expect(rotation.path == "x0-0")
    #expect(rotation.step(now: 1, byteCount: 101) == .next)
    #expect(rotation.path == "x0-1")
    #expect(rotation.step(now: 10, byteCount: 101) == .next)
    #expect(rotation.path == "x10-0")
    #expect((20..<60).allSatisfy { rotation.step(now: $0, byteCount: 24) != .end })
  }

  @Test func `a pattern that no path can hold has none`() {
    let template = String(repeating: "%s%s", count: 1000)
    #expect(FileRotation(template: template, limits: RotationLimits(seconds: 1), now: 1_000_000_000).path == nil)
  }
}
