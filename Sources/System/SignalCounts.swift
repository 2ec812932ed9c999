/// How often each watched signal came.
public struct SignalCounts: Equatable, Sendable {
  private var counts: [Signal: Int] = [:]

  /// No signal.
  public init() {}

  /// How often a signal came.
  public subscript(_ signal: Signal) -> Int {
    get { counts.isEmpty ? 0 : counts[signal, default: 0] }
    set { counts[signal] = newValue == 0 ? nil : newValue }
  }

  /// Whether one of them asks the capture to end.
  public var asksToStop: Bool { !counts.isEmpty && self[.interrupt] + self[.terminate] + self[.hangUp] > 0 }
}
