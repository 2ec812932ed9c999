import Testing

@testable import SniffTool

@Suite struct `Sizes and durations` {
  @Test(arguments: [
    ("0", 0), ("100", 100), ("2k", 2000), ("100M", 100_000_000), ("1G", 1_000_000_000), ("4Ki", 4096),
    ("1MiB", 1 << 20),
    ("3MB", 3_000_000), ("7B", 7),
  ])
  func `a size is a number with a unit`(text: String, bytes: Int) { #expect(Quantity.bytes(text) == bytes) }

  @Test(arguments: ["", "M", "-1", "1.5M", "1X", "99999999999999999999", "9999999999T", "B", "1 M"])
  func `what is no size is none`(text: String) { #expect(Quantity.bytes(text) == nil) }

  @Test(arguments: [("30s", 30_000), ("2", 2000), ("0.5", 500), ("250ms", 250), ("5m", 300_000), ("1h", 3_600_000)])
  func `a duration is a number with a unit`(text: String, milliseconds: Int) {
    #expect(Quantity.milliseconds(text) == milliseconds)
  }

  @Test(arguments: ["", "s", "-1s", "1y", "1e9h", "1..2s", "9999999999d"])
  func `what is no duration is none`(text: String) { #expect(Quantity.milliseconds(text) == nil) }

  @Test(arguments: ["", "30s", "duration", "duration:", "size:x", "packets:0", "packets:-1", "files:3", "colour:red"])
  func `a condition that is none, or cannot be, is refused`(text: String) {
    #expect(throws: UsageError.self) { try PlanBuilder.plan(["--stop", text]) }
  }

  @Test func `conditions add up`() throws {
    let plan = try PlanBuilder.plan(
      ["--stop", "duration:2m", "--stop=size:1M", "--stop", "packets:5", "--stop-when", "tcp", "-w", "x", "-C", "1"]
        + ["--stop", "files:3"])
    var stop = StopConditions()
    (stop.milliseconds, stop.byteCount, stop.packetCount, stop.fileCount) = (120_000, 1_000_000, 5, 3)
    stop.expression = "tcp"
    #expect(plan.stop == stop)
  }
}
