internal import CLinux
internal import Glibc

/// A copy of this process that does one thing and ends.
public struct ProcessCopy: Sendable {
  private let number: Int32

  /// Copies this process, which must have but one thread: the copy runs `body` and ends with the status that it gives.
  ///
  /// - Parameters:
  ///   - kept: what stays open in the copy besides the standard files; `nil` for everything.
  ///   - endsWithThis: whether the copy ends at once when this process does.
  /// - Throws: `SystemCallError` when there may be no more processes.
  public init(keeping kept: [Int32]?, endsWithThis: Bool = false, _ body: () -> Int32) throws(SystemCallError) {
    let maker = getpid()
    let copy = clinux_copy_process()
    guard copy >= 0 else { throw SystemCallError("fork", code: -copy) }
    if copy == 0 {
      if endsWithThis, !clinux_end_with(maker) { clinux_leave(1) }
      // SAFETY: the array is told with its count.
      if let kept { unsafe clinux_settle_copy(kept, Int32(kept.count)) }
      clinux_leave(body())
    }
    number = copy
  }

  /// Waits for its end.
  public func end() -> CommandEnd {
    var status: Int32 = 0
    // SAFETY: the pointer is of one element and used for this call only.
    while unsafe waitpid(number, &status, 0) < 0, errno == EINTR {}
    return CommandEnd(waitStatus: status)
  }

  /// Ends it at once.
  public func kill() { clinux_end_process(number) }
}
