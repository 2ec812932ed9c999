internal import Glibc

extension SystemCallError {
  /// Whether a pipe or a connection is closed at its other end.
  public var isBrokenPipe: Bool { code == EPIPE }
}
