/// Numbers of packets: ranges, or all that are in none of them.
public struct PacketNumbers: Equatable, Sendable {
  /// The ranges in their order, none touching another.
  private let ranges: [ClosedRange<Int>]
  private let isInverted: Bool
  /// The first range that does not end before the number asked for last.
  private var place = 0

  /// Numbers in any of these ranges, or in none of them.
  public init(_ ranges: [ClosedRange<Int>], isInverted: Bool = false) {
    var merged: [ClosedRange<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    self.ranges = merged
    self.isInverted = isInverted
  }

  /// What becomes of the packet of a number; numbers are asked for in their order.
  mutating func judge(_ number: Int) -> PacketSelection.Verdict {
    while place < ranges.count, ranges[place].upperBound < number { place += 1 }
    guard place < ranges.count else { return isInverted ? .take : .end }
    return ranges[place].contains(number) != isInverted ? .take : .pass
  }
}
