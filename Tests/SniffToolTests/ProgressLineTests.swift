import Testing

@testable import SniffTool

@Suite("The progress line")
struct ProgressLineTests {
  @Test("says percentage, rate and time left when more than two seconds are")
  func long() {
    var line = ProgressLine(total: 1_000_000_000, now: 5000)
    #expect(line.text(done: 100_000_000, now: 6000) == "\r10 %, 100 MB/s, 9 s left\u{1b}[K")
    #expect(line.isShown)
  }

  @Test("keeps quiet when it is soon over")
  func short() {
    var line = ProgressLine(total: 1_000_000_000, now: 0)
    #expect(line.text(done: 400_000_000, now: 1000) == nil)
    #expect(!line.isShown)
    #expect(line.removal() == nil)
  }

  @Test("goes on to the end once it is there, and is removed")
  func end() {
    var line = ProgressLine(total: 1000, now: 0)
    #expect(line.text(done: 1, now: 1000) == "\r0 %, 0 kB/s, 16 min left\u{1b}[K")
    #expect(line.text(done: 1000, now: 1200) == nil)
    #expect(line.text(done: 1000, now: 1300) == "\r100 %, 0 kB/s, 0 s left\u{1b}[K")
    #expect(line.removal() == "\r\u{1b}[K")
    #expect(line.removal() == nil)
  }

  @Test("says nothing of work of which nothing is done, or of unknown length", arguments: [(0, 10), (10, 0)])
  func unknown(done: Int, total: Int) {
    var line = ProgressLine(total: total, now: 0)
    #expect(line.text(done: done, now: 100_000) == nil)
  }

  @Test("counts a file that has grown as done")
  func grown() {
    var line = ProgressLine(total: 1000, now: 0)
    _ = line.text(done: 1, now: 1000)
    #expect(line.text(done: 5000, now: 2000)?.hasPrefix("\r100 %") == true)
  }
}
