/// What a mistyped word may have been meant to be.
enum Suggestions {
  /// Reserved words that one or two changes make of the word, the nearest first, three at most.
  static func words(like word: String) -> [String] {
    guard (2...24).contains(word.utf8.count) else { return [] }
    let limit = word.utf8.count < 4 ? 1 : 2
    let lowered = word.lowercased()
    return Keyword.allSpellings
      .map { (distance: distance(Array(lowered.utf8), Array($0.utf8)), word: $0) }
      .filter { $0.distance <= limit }
      .sorted { ($0.distance, $0.word) < ($1.distance, $1.word) }
      .prefix(3)
      .map(\.word)
  }

  /// Letters to add, drop, replace or swap with their neighbour.
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    guard abs(a.count - b.count) <= 2 else { return 3 }
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i]
      for j in 1...b.count {
        var best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { best = min(best, beforeLast[j - 2] + 1) }
        row.append(best)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
