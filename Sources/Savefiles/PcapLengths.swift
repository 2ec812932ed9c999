/// Which of a record's two lengths comes first: they changed places with version 2.3, and not every writer kept to it.
enum PcapLengths: Equatable {
  /// The captured length, then the original one.
  case capturedFirst
  /// The other way round: before 2.3, and in DG/UX's 543.0.
  case originalFirst
  /// Version 2.3: the smaller one is the captured length.
  case smallerIsCaptured

  /// The order of a version's lengths, `nil` for a version that is not read.
  init?(major: UInt16, minor: UInt16) {
    switch (major, minor) {
    case (2, 4): self = .capturedFirst
    case (2, 3): self = .smallerIsCaptured
    case (2, 0...2), (543, 0): self = .originalFirst
    default: return nil
    }
  }
}
