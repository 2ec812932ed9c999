/// What is wrong with a layer.
public enum Fault: UInt8, Sendable, BitwiseCopyable {
  /// Nothing that its fixed header shows.
  case none
  /// The captured bytes end inside its fixed header: *we* have less than the packet had.
  case truncated
  /// Its fixed header contradicts itself or the layer around it: the packet lies.
  case malformed
}
