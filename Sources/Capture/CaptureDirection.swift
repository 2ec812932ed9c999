/// Which way packets go that a capture takes.
public enum CaptureDirection: Sendable, Equatable {
  /// Received by this machine.
  case inbound
  /// Sent by this machine.
  case outbound
  /// All of them.
  case both
}
