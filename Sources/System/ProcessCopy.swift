internal import CLinux
internal import Glibc

/// A copy of this process.
public struct ProcessCopy: Sendable {
  /// The number that the kernel knows it by.
  public let number: Int32

  /// Copies this process, which must have but one thread: the copy runs `body` and ends with the status that it gives.
  ///
  /// - Parameters:
  ///   - kept: what stays open in the copy besides the standard files.
  ///   - endsWithThis: whether the copy ends at once when this process does.
  /// - Throws: `SystemCallError` when there may be no more processes.
  public init(keeping kept: [Int32], endsWithThis: Bool = false, _ body: () -> Int32) throws(SystemCallError) {
    let maker = Self.ownNumber
    guard let copy = try Self.split() else {
      if endsWithThis, !Self.endThis(with: maker) { Self.leave(1) }
      // SAFETY: the array is told with its count.
      unsafe clinux_settle_copy(kept, Int32(kept.count))
      Self.leave(body())
    }
    self = copy
  }

  private init(number: Int32) { self.number = number }

  /// Copies this process, which must have but one thread: both go on from here, with all that is open.
  ///
  /// - Returns: the copy; `nil` in the copy itself.
  /// - Throws: `SystemCallError` when there may be no more processes.
  public static func split() throws(SystemCallError) -> ProcessCopy? {
    let copy = clinux_copy_process()
    guard copy >= 0 else { throw SystemCallError("fork", code: -copy) }
    return copy == 0 ? nil : ProcessCopy(number: copy)
  }

  /// The number that the kernel knows this process by.
  public static var ownNumber: Int32 { getpid() }

  /// Ends this process, a copy.
  public static func leave(_ status: Int32) -> Never { clinux_leave(status) }

  /// Has this process, a copy, end at once when another one does that it is a copy of, or that has adopted it.
  ///
  /// - Returns: whether that is still there.
  public static func endThis(with maker: Int32) -> Bool { clinux_end_with(maker) }

  /// Waits for its end.
  @discardableResult
  public func end() -> CommandEnd {
    var status: Int32 = 0
    // SAFETY: the pointer is of one element and used for this call only.
    while unsafe waitpid(number, &status, 0) < 0, errno == EINTR {}
    return CommandEnd(waitStatus: status)
  }

  /// Ends it at once.
  public func kill() { Self.kill(number) }

  /// Ends a copy at once that this process may not have made itself.
  public static func kill(_ number: Int32) { clinux_signal_process(number, SIGKILL) }

  /// Lets it go on if it was stopped.
  public func goOn() { clinux_signal_process(number, SIGCONT) }

  /// Makes copies of copies this process's own, once those that made them have ended.
  public static func adoptCopies() { clinux_adopt_copies() }

  /// What came of waiting for news of any copy.
  public enum Event: Equatable, Sendable {
    /// The one of a number has ended.
    case copy(Int32, CommandEnd)
    /// The one of a number was stopped by a signal, or goes on.
    case stopped(Int32)
    case goesOn(Int32)
    /// None has in the time there was.
    case nothing
    /// There is none.
    case noCopies
  }

  /// Waits until any copy ends, is stopped or goes on, at most for `milliseconds`.
  public static func nextEvent(milliseconds: Int32) -> Event {
    var status: Int32 = 0
    // SAFETY: the pointer is of one element and used for this call only.
    let copy = unsafe clinux_next_event(&status, milliseconds)
    guard copy != 0 else { return .nothing }
    guard copy > 0 else { return .noCopies }
    // As `WIFSTOPPED` and `WIFCONTINUED` look, which are macros.
    if status & 0xff == 0x7f { return .stopped(copy) }
    return status == 0xffff ? .goesOn(copy) : .copy(copy, CommandEnd(waitStatus: status))
  }
}
