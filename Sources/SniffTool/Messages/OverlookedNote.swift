internal import Filtering

/// The note on packets that a filter turned away without having looked into what they are in.
struct OverlookedNote {
  /// The longest expression that is repeated in the note.
  private static let maximumLength = 60

  let expression: String

  /// The note on what is known exactly; `nil` when nothing was overlooked.
  func words(_ counts: OverlookedCounts) -> String? {
    let kinds = Encapsulation.allCases.filter { counts[$0] > 0 }
    guard let first = kinds.first else { return nil }
    let more = kinds.dropFirst().map { " and \(counts[$0]) \($0.place)" }.joined()
    return "\(Count.packets(counts[first])) \(first.place)\(more)"
      + sentence(isSingle: counts.total == 1, kinds)
  }

  /// The note on packets of which only is known in what they may be.
  func words(_ count: Int, in kinds: [Encapsulation]) -> String? {
    guard count > 0, !kinds.isEmpty else { return nil }
    return "\(Count.packets(count)) \(Self.list(kinds.map(\.place)))" + sentence(isSingle: count == 1, kinds)
  }

  private func sentence(isSingle: Bool, _ kinds: [Encapsulation]) -> String {
    let words = Self.list(kinds.map { "`\($0.rawValue)`" })
    let additions = kinds.map { "`or (\($0.rawValue) and (\(shown)))`" }
    return " \(isSingle ? "was" : "were") turned away unlooked-at, for the filter has no \(words); "
      + "to have what matches inside, add \(Self.list(additions))"
  }

  /// The expression, or dots where it is long, would not stand well in a line, or has such words already, behind which it
  /// may mean something else.
  private var shown: String {
    let isPlain = expression.utf8.allSatisfy { (0x20..<0x7f).contains($0) }
    let hasWords = ["vlan", "mpls", "pppoe", "geneve"].contains { expression.contains($0) }
    return isPlain && !hasWords && expression.utf8.count <= Self.maximumLength ? expression : "..."
  }

  private static func list(_ parts: [String]) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " or " + last
  }
}

extension Encapsulation {
  /// Where a packet in it is.
  fileprivate var place: String {
    switch self {
    case .vlan: "with a VLAN tag"
    case .mpls: "with an MPLS label"
    case .pppoes: "in a PPPoE session"
    }
  }
}
