internal import Glibc

/// A thread that puts a file on the disk again and again, so that whoever writes it need not wait.
public final class FileSyncer: Sendable {
  // A class because the thread and the writer share it.

  private struct Work {
    /// The file to be put on the disk; `nil` when there is none.
    var wanted: Int32?
    var isBusy = false
    var isOver = false
    var failure: SystemCallError?
  }

  private let work = Monitor(Work())

  /// Starts the thread.
  ///
  /// - Throws: `SystemCallError` when there is none to be had.
  public init() throws(SystemCallError) {
    _ = try Thread { [work] in Self.run(work) }
  }

  deinit { work.change { $0.isOver = true } }

  /// Asks for all that was written to a file so far; unless it is still at what was asked before, which then counts.
  ///
  /// The descriptor must be open until `finish` is called.
  /// - Throws: `SystemCallError` that an earlier time has ended with.
  public func request(_ number: Int32) throws(SystemCallError) {
    let failure: SystemCallError? = work.change { work in
      if work.wanted == nil { work.wanted = number }
      return work.failure
    }
    if let failure { throw failure }
  }

  /// Waits until nothing is asked for any more: the file may be closed then.
  ///
  /// - Throws: `SystemCallError` that it has ended with.
  public func finish() throws(SystemCallError) {
    let failure: SystemCallError?? = work.wait { $0.wanted == nil && !$0.isBusy ? .some($0.failure) : nil }
    if let failure = failure ?? nil { throw failure }
  }

  private static func run(_ work: Monitor<Work>) {
    while true {
      let next: Int32?? = work.wait { work in
        if work.isOver { return .some(nil) }
        guard let wanted = work.wanted else { return nil }
        (work.wanted, work.isBusy) = (nil, true)
        return .some(wanted)
      }
      guard let number = next ?? nil else { return }
      var failure: SystemCallError?
      do throws(SystemCallError) {
        try FileDescriptor(borrowing: number).sync()
      } catch {
        failure = error
      }
      work.change { work in
        work.isBusy = false
        work.failure = work.failure ?? failure
      }
    }
  }
}
