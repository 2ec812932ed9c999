import Packets

extension Resolver {
  /// A field of a PF log header by name: `ifname`, `ruleset`, `reason`, `action`.
  ///
  /// Source: OpenBSD `net/if_pflog.h`.
  func firewall(_ field: Keyword, _ name: String, _ range: Range<Int>) throws(FilterError) -> Predicate {
    switch field {
    case .ifname, .ruleset:
      guard layout.linkType == .pflog else { throw notOnLinkType(field.rawValue, range) }
      guard name.utf8.count < 16 else { throw FilterError(.nameTooLong(maximum: 15), range) }
      let offset: UInt32 = field == .ifname ? 4 : 20
      return bytes(Array(name.utf8)) { link($0, offset + $1) }
    default:
      let known = field == .reason ? Self.reasons : Self.actions
      guard let number = known[name.lowercased()] else {
        throw FilterError(.unknownWord(suggestions: known.keys.sorted()), range)
      }
      return try firewall(field, number, range)
    }
  }

  /// A field of a PF log header by number.
  func firewall(_ field: Keyword, _ number: UInt32, _ range: Range<Int>) throws(FilterError) -> Predicate {
    guard layout.linkType == .pflog else { throw notOnLinkType(field.rawValue, range) }
    switch field {
    case .rulenum: return .compare(link(.word, 36), .equal, number)
    case .subrulenum: return .compare(link(.word, 40), .equal, number)
    case .reason: return .compare(link(.byte, 3), .equal, number)
    default: return .compare(link(.byte, 2), .equal, number)
    }
  }

  private static let reasons: [String: UInt32] = [
    "match": 0, "bad-offset": 1, "fragment": 2, "short": 3, "normalize": 4, "memory": 5, "bad-timestamp": 6,
    "congestion": 7, "ip-option": 8, "proto-cksum": 9, "state-mismatch": 10, "state-insert": 11, "state-limit": 12,
    "src-limit": 13, "synproxy": 14,
  ]

  private static let actions: [String: UInt32] = [
    "pass": 0, "accept": 0, "drop": 1, "block": 1, "scrub": 2, "noscrub": 3, "nat": 4, "nonat": 5, "binat": 6,
    "nobinat": 7, "rdr": 8, "nordr": 9,
    "synproxy-drop": 10,
  ]
}
