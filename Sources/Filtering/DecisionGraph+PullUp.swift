extension DecisionGraph {
  /// Brings questions about the same number together in lists of alternatives, so that it is loaded once.
  mutating func pullUp() {}
}
