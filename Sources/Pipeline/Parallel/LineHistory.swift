internal import Dissection
internal import Rendering

/// What the packets before a chunk mean for its lines: it goes from chunk to chunk in their order.
struct LineHistory: ~Copyable {
  /// What packets say about those behind them.
  var tracker: ConversationTracker
  /// When packets were captured, where lines tell differences.
  var earlier = EarlierTimes()
}
