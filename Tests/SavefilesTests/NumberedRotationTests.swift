import Foundation
import System
import Testing

@testable import Savefiles

@Suite struct `Savefiles with numbers and times` {
  private func rotation(_ template: String = "x", _ change: (inout RotationLimits) -> Void) -> FileRotation {
    var limits = RotationLimits()
    limits.naming = .numbered
    change(&limits)
    return FileRotation(template: template, limits: limits, now: 1000)
  }

  private func name(_ number: String, at time: Int64) -> String {
    "x_\(number)_" + (LocalTime.text("%Y%m%d%H%M%S", at: time) ?? "")
  }

  @Test(arguments: [
    ("x.pcap", "x_", ".pcap"), ("x", "x_", ""), ("a.b/x", "a.b/x_", ""), (".x", ".x_", ""), ("a/.x", "a/.x_", ""),
    ("x.pcapng.zst", "x_", ".pcapng.zst"), ("x.gz", "x_", ".gz"), ("x.y.pcap", "x.y_", ".pcap"),
  ])
  func `have them before what tells the format`(template: String, start: String, end: String) {
    let path = rotation(template) { $0.byteCount = 1 }.path ?? ""
    #expect(path.hasPrefix(start + "00001_") && path.hasSuffix(end))
    #expect(path.utf8.count == start.utf8.count + 5 + 1 + 14 + end.utf8.count)
  }

  @Test func `end at their size and at their number of packets, whichever comes first`() {
    var files = rotation {
      $0.byteCount = 100
      $0.packetCount = 3
    }
    #expect(files.step(now: 1000, byteCount: 99, packetCount: 2) == .stay)
    #expect(files.step(now: 1001, byteCount: 100, packetCount: 2) == .next)
    #expect(files.path == name("00002", at: 1001))
    #expect(files.step(now: 1002, byteCount: 99, packetCount: 3) == .next)
    #expect(files.path == name("00003", at: 1002))
  }

  @Test func `end when their time has passed since they began, without drift`() {
    var files = rotation {
      $0.seconds = 10
      $0.byteCount = 100
    }
    #expect(files.step(now: 1009, byteCount: 0) == .stay)
    #expect(files.step(now: 1023, byteCount: 0) == .next)
    #expect(files.path == name("00002", at: 1020))
    #expect(files.step(now: 1025, byteCount: 100) == .next)
    #expect(files.step(now: 1034, byteCount: 0) == .stay)
    #expect(files.step(now: 1035, byteCount: 0) == .next)
    #expect(files.path == name("00004", at: 1035))
  }

  @Test func `end when the clock shows a multiple of an interval`() {
    var files = rotation { $0.intervalSeconds = 60 }
    #expect(files.step(now: 1019, byteCount: 0) == .stay)
    #expect(files.step(now: 1021, byteCount: 0) == .next)
    #expect(files.path == name("00002", at: 1020))
    #expect(files.step(now: 1079, byteCount: 0) == .stay)
    #expect(files.step(now: 1080, byteCount: 0) == .next)
  }

  @Test func `begin anew when the clock is set back`() {
    var files = rotation { $0.seconds = 10 }
    #expect(files.step(now: 500, byteCount: 0) == .stay)
    #expect(files.step(now: 510, byteCount: 0) == .next)
    #expect(files.path == name("00002", at: 510))
  }
}
