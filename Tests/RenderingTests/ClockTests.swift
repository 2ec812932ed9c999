import Bytes
import Dissection
import Packets
import Rendering
import Testing

@Suite("Times")
struct ClockTests {
  /// An hour east of UTC in the second half of the epoch's first day, UTC before.
  private struct Zone: TimeZoneRules {
    func offset(at seconds: Int64) -> UTCOffset {
      seconds < 43_200
        ? UTCOffset(seconds: 0, validity: Int64.min..<43_200)
        : UTCOffset(seconds: 3600, validity: 43_200..<Int64.max)
    }
  }

  private func times(_ style: TimestampStyle, _ stamps: [Timestamp], zone: (any TimeZoneRules)? = nil) -> [String] {
    var options = RenderOptions()
    options.timestampStyle = style
    options.timeZone = zone
    options.quietness = 1
    var renderer = LineRenderer(options: options)
    let bytes: [UInt8] = [0x45, 0, 0, 21, 0, 0, 0, 0, 9, 253, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2, 0]
    return stamps.map { stamp in
      var out = TextBuffer()
      renderer.render(
        CapturedPacket(timestamp: stamp, originalLength: bytes.count, linkType: .ipv4, bytes: bytes.span.bytes),
        number: 1, into: &out)
      let line = String(decoding: out.copy(), as: UTF8.self)
      return String(line.prefix { $0 != "I" })
    }
  }

  private func at(_ seconds: Int64, _ nanoseconds: Int64 = 0) -> Timestamp {
    Timestamp(seconds: seconds, nanoseconds: nanoseconds)
  }

  @Test("the time of day and the date follow the time zone, also when its offset changes")
  func localTime() {
    let stamps = [at(43_199, 999_999_999), at(43_200)]
    #expect(times(.timeOfDay, stamps, zone: Zone()) == ["11:59:59.999999 ", "13:00:00.000000 "])
    #expect(times(.dateAndTime, [at(951_782_400)]) == ["2000-02-29 00:00:00.000000 "])
  }

  @Test("differences are told from the line before or from the first, with their sign")
  func differences() {
    let stamps = [at(100, 500_000_000), at(103, 250_000_000), at(99)]
    #expect(times(.sincePrevious, stamps) == [" 00:00:00.000000 ", " 00:00:02.750000 ", "-00:00:04.250000 "])
    #expect(times(.sinceFirst, stamps) == [" 00:00:00.000000 ", " 00:00:02.750000 ", "-00:00:01.500000 "])
  }

  @Test("a difference is one of the times as they are told")
  func roundedDifferences() {
    #expect(times(.sincePrevious, [at(1, 999), at(1, 1000)]) == [" 00:00:00.000000 ", " 00:00:00.000001 "])
  }

  @Test("a reference of zero counts as none")
  func unsetReference() {
    #expect(times(.sincePrevious, [at(0), at(7)]) == [" 00:00:00.000000 ", " 00:00:00.000000 "])
    #expect(times(.sinceFirst, [at(0), at(7), at(9)]).last == " 00:00:02.000000 ")
  }

  @Test("what tcpdump cannot convert is said as it says it; a fraction out of range is told as it stands")
  func errors() {
    #expect(
      times(.timeOfDay, [at(0x8000_0000), at(0xffff_ffff)]) == ["[Error converting time] ", "[Error converting time] "])
    #expect(times(.dateAndTime, [at(0x1_0000_0006)]) == ["2106-02-07 06:28:22.000000 "])
    #expect(times(.epoch, [at(100, 1_500_000_000), at(0x1_0000_0006)]) == ["100.1500000 ", "6.000000 "])
    #expect(times(.sincePrevious, [at(5), at(0x8000_0005)]) == [" 00:00:00.000000 ", " [Error converting time] "])
  }

  @Test(
    "no time traps, however far it is out of range",
    arguments: [Int64.min, Int64.min + 1, -1, 0, Int64.max - 1, Int64.max],
    [Int64.min, -1, 0, 999_999_999, 4_294_967_295_000, Int64.max])
  func extremes(seconds: Int64, nanoseconds: Int64) {
    for style in [TimestampStyle.timeOfDay, .epoch, .dateAndTime, .sincePrevious, .sinceFirst] {
      #expect(times(style, [at(0), at(seconds, nanoseconds), at(1)], zone: Zone()).count == 3)
    }
  }
}
