public import Dissection
public import Rendering

/// What the packets so far mean for lines to come: it goes from chunk to chunk in their order, and between whoever makes
/// lines alone and those who make them together.
public struct LineHistory: ~Copyable {
  /// What packets say about those behind them.
  public var tracker: ConversationTracker
  /// When packets were captured, where lines tell differences.
  public var earlier = EarlierTimes()

  /// No packet yet.
  public init(tracker: consuming ConversationTracker) { self.tracker = tracker }
}
