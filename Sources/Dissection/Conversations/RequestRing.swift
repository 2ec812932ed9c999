/// The requests seen last, so that replies which do not say what they answer can be told: at most 64 of them.
///
/// A new request takes the place of the oldest. Of several that are alike, a reply belongs to the first one from the
/// place on where the last reply found its own, as tcpdump has it.
struct RequestRing<Key: Equatable, Request> {
  private static var capacity: Int { 64 }

  private var entries: [(key: Key, request: Request)] = []
  private var next = 0
  private var hint = 0

  /// Remembers a request.
  mutating func add(_ key: Key, _ request: Request) {
    if entries.count < Self.capacity {
      entries.append((key, request))
    } else {
      entries[next] = (key, request)
    }
    next = (next + 1) % Self.capacity
  }

  /// The request that a reply answers.
  mutating func find(_ key: Key) -> Request? {
    for step in 0..<Self.capacity {
      let index = (hint + step) % Self.capacity
      guard index < entries.count, entries[index].key == key else { continue }
      hint = index
      return entries[index].request
    }
    return nil
  }
}
