import Bytes
import Packets
import Testing

@testable import Pipeline

@Suite struct `Packets chosen by place and time` {
  private struct Zone: TimeZoneRules {
    let seconds: Int
    func offset(at: Int64) -> UTCOffset { UTCOffset(seconds: seconds, validity: .min..<(.max)) }
  }

  /// The times, in seconds, that a selection takes of these, and how many it looks at.
  private func run(_ selection: PacketSelection, _ times: [Double]) -> (taken: [Double], seen: Int) {
    var (selection, taken, seen) = (selection, [Double](), 0)
    for time in times {
      let bytes: [UInt8] = []
      let stamp = Timestamp(seconds: Int64(time), nanoseconds: Int64((time - time.rounded(.down)) * 1e9))
      seen += 1
      let verdict = selection.judge(
        CapturedPacket(timestamp: stamp, originalLength: 0, linkType: .ethernet, bytes: bytes.rawSpan))
      if verdict == .take { taken.append(time) }
      if verdict == .end { break }
    }
    return (taken, seen)
  }

  private func at(_ seconds: Int64) -> Moment { .at(Timestamp(seconds: seconds, nanoseconds: 0)) }

  @Test func `reading ends behind the last moment where packets are in order`() {
    let selection = PacketSelection(from: at(3), to: at(5), zone: Zone(seconds: 0))
    let (taken, seen) = run(selection, [1, 2, 3, 4, 5, 5.5, 4.9, 7, 8, 9])
    #expect(taken == [3, 4, 5, 4.9])
    #expect(seen == 8)
  }

  @Test func `where packets are in no order all are looked at`() {
    let selection = PacketSelection(to: at(5), zone: Zone(seconds: 0))
    #expect(run(selection, [1, 4, 2, 9, 11, 3]).taken == [1, 4, 2, 3])
  }

  @Test func `a time of day is one of the first packet's day, or of the next for an end before its beginning`() {
    let day = 86_400.0
    let hours = { (hour: Int64) in Moment.timeOfDay(hour * 3600 * 1_000_000_000) }
    let selection = PacketSelection(from: hours(23), to: hours(1), zone: Zone(seconds: 3600))
    let times = [21, 22, 23, 23.9, 24.5].map { $0 * 3600 + 5 * day }
    #expect(run(selection, times).taken == [22, 23, 23.9].map { $0 * 3600 + 5 * day })
  }

  @Test func `numbers are ranges, in any order, or all others`() {
    let ranges = [7...9, 2...3, 3...4]
    let times = (1...12).map(Double.init)
    #expect(
      run(PacketSelection(numbers: PacketNumbers(ranges), zone: Zone(seconds: 0)), times).taken == [2, 3, 4, 7, 8, 9])
    #expect(run(PacketSelection(numbers: PacketNumbers(ranges), zone: Zone(seconds: 0)), times).seen == 10)
    #expect(
      run(PacketSelection(numbers: PacketNumbers(ranges, isInverted: true), zone: Zone(seconds: 0)), times).taken
        == [1, 5, 6, 10, 11, 12])
  }
}
