import Filtering
import Packets
import TestSupport

/// How much faster a filter is than the same expression in libpcap, over the same packets in one process.
struct FilterComparison {
  let expression: String
  let nanosecondsPerPacket: Double
  let libpcapNanosecondsPerPacket: Double

  var ratio: Double { libpcapNanosecondsPerPacket / nanosecondsPerPacket }

  /// The two disagree.
  struct Disagreement: Error {
    let expression: String
    let matches: Int
    let libpcapMatches: Int
  }

  /// Runs both sides in turn, `rounds` times each, and takes the medians.
  ///
  /// - Parameter passes: times that a round goes over the packets. One pass takes less than a twentieth of a millisecond,
  ///   in which whatever else the machine does weighs much, and finds in the caches what the other side has left there.
  /// - Throws: `Disagreement` when they do not match as many packets.
  init(_ expression: String, over traffic: PacketBuffer, passes: Int, rounds: Int = 9) throws {
    let filter = try CompiledFilter(expression, for: FilterTarget(linkType: .ethernet), resolver: NoNames())
    let other = try LibpcapFilter(expression)
    func own() -> Int {
      var count = 0
      let bytes = traffic.file.span.bytes
      for record in traffic.records {
        if filter.matches(bytes.extracting(record), originalLength: record.count) { count += 1 }
      }
      return count
    }
    guard own() == other.matches(in: traffic) else {
      throw Disagreement(expression: expression, matches: own(), libpcapMatches: other.matches(in: traffic))
    }
    var times: [Double] = []
    var libpcapTimes: [Double] = []
    for _ in 0..<rounds {
      times.append(Self.nanoseconds(passes) { _ = own() })
      libpcapTimes.append(Self.nanoseconds(passes) { _ = other.matches(in: traffic) })
    }
    self.expression = expression
    nanosecondsPerPacket = times.sorted()[rounds / 2] / Double(traffic.count)
    libpcapNanosecondsPerPacket = libpcapTimes.sorted()[rounds / 2] / Double(traffic.count)
  }

  /// How long one pass takes, of several one after the other.
  private static func nanoseconds(_ passes: Int, _ body: () -> Void) -> Double {
    let taken = ContinuousClock().measure { for _ in 0..<passes { body() } }.components
    return (Double(taken.seconds) * 1e9 + Double(taken.attoseconds) / 1e9) / Double(passes)
  }
}
