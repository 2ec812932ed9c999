internal import CLinux
internal import Glibc

/// Wakes whoever waits on the descriptor of a `SignalWatch`, as a signal does, from any thread.
public final class SignalWaker: Sendable {
  // A class because threads share it; it may outlive the watch, and then wakes nobody.

  private let descriptor: Int32

  /// A waker for a watch.
  ///
  /// - Throws: `SystemCallError` when there is no descriptor left.
  public init(for watch: borrowing SignalWatch) throws(SystemCallError) {
    let copy = fcntl(watch.descriptor, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { throw SystemCallError("fcntl", code: errno) }
    descriptor = copy
  }

  deinit { close(descriptor) }

  /// Wakes it; what it takes then are the signals that came, if any.
  public func wake() { clinux_signal_wake(descriptor) }
}
