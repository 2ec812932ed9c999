public import Rendering

/// What can be done with a packet before it is its turn, by whichever thread has time.
public enum Preparation: Sendable {
  /// Nothing: packets are only counted.
  case count
  /// The filter.
  case packets
  /// The filter and the lines.
  case lines(RenderOptions)
}
