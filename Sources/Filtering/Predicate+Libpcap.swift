import Packets

extension Predicate {
  /// Whether libpcap leaves programs of the predicate as they are: those with jumps inside of what it takes for one step.
  ///
  /// It does not find then that nothing matches, and makes loads whose answers do not matter.
  func isLeftAlone(on linkType: LinkType) -> Bool {
    if linkType.is80211, mentions(.linkPayload) { return true }
    if linkType == .prismHeader { return true }
    return hasJumpsInside
  }

  /// Protocol chains have, and tunnels.
  private var hasJumpsInside: Bool {
    switch self {
    case .test(let test):
      if case .chain = test.left { return true }
      return false
    case .store(.tunnel, let value):
      if case .constant = value { return false }
      return true
    case .store: return false
    case .not(let inner): return inner.hasJumpsInside
    case .all(let parts), .any(let parts): return parts.contains { $0.hasJumpsInside }
    }
  }
}
