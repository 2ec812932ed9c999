import CAllocations

/// What a benchmark found: the median of some rounds.
struct Measurement {
  let name: String
  let nanosecondsPerPacket: Double
  let allocationsPerPacket: Double

  /// Runs `body`, which handles `packets` packets, once to warm up and then `rounds` times.
  init(_ name: String, packets: Int, rounds: Int = 9, _ body: () throws -> Void) rethrows {
    self.name = name
    try body()
    var times: [Double] = []
    let before = allocations_of_this_thread()
    for _ in 0..<rounds {
      let start = ContinuousClock.now
      try body()
      let taken = (ContinuousClock.now - start).components
      times.append(Double(taken.seconds) * 1e9 + Double(taken.attoseconds) / 1e9)
    }
    let allocations = allocations_of_this_thread() - before
    nanosecondsPerPacket = times.sorted()[rounds / 2] / Double(packets)
    allocationsPerPacket = Double(allocations) / Double(packets * rounds)
  }

  /// One line: the name, nanoseconds and allocations a packet.
  var line: String {
    func column(_ value: Double) -> String {
      let hundredths = Int(value * 100 + 0.5)
      let text = "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
      return String(repeating: " ", count: max(0, 10 - text.count)) + text
    }
    let title = name + String(repeating: " ", count: max(0, 28 - name.count))
    return "\(title)\(column(nanosecondsPerPacket)) ns/packet \(column(allocationsPerPacket)) allocations/packet"
  }
}
