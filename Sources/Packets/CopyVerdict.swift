/// What is to be done with a packet that might be copied.
public enum CopyVerdict: Sendable {
  /// It is copied.
  case take
  /// It is not.
  case pass
  /// It is copied, and is the last one to be looked at.
  case takeAndStop
  /// It is not, and is the last one to be looked at.
  case stop
}
