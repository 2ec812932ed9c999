internal import CLinux
internal import Glibc

/// A thread of the operating system, joined when its owner is done with it.
///
/// The packet path uses these and not tasks, which cost microseconds to switch.
public struct Thread: ~Copyable {
  private let thread: pthread_t
  private var isJoined = false

  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Starts a thread that runs `body` once.
  ///
  /// - Throws: `SystemCallError` when the process has too many.
  public init(_ body: @escaping @Sendable () -> Void) throws(SystemCallError) {
    // Signals are for the main thread: a thread inherits the mask it is created under.
    var all = sigset_t()
    var previous = sigset_t()
    unsafe sigfillset(&all)
    unsafe pthread_sigmask(SIG_SETMASK, &all, &previous)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &previous, nil) }
    var thread = pthread_t()
    let argument = unsafe Unmanaged.passRetained(Body(body))
    // SAFETY: the retained body is released by the thread, or here when there is none.
    let code = unsafe pthread_create(
      &thread, nil,
      { raw in
        guard let raw = unsafe raw else { return nil }
        unsafe Unmanaged<Body>.fromOpaque(raw).takeRetainedValue().run()
        return nil
      }, argument.toOpaque())
    guard code == 0 else {
      unsafe argument.release()
      throw SystemCallError("pthread_create", code: code)
    }
    self.thread = thread
  }

  /// Has this thread, and those that it starts from now on, woken soon where other programs are at work: it takes short
  /// turns on the processor for that, and no more of it than before.
  public static func takeShortTurns() { clinux_take_short_turns(shortTurn) }

  /// In nanoseconds: the shortest that the kernel grants.
  private static let shortTurn: UInt64 = 100_000

  /// Waits until the thread has returned.
  public consuming func join() {
    pthread_join(thread, nil)
    isJoined = true
  }

  deinit {
    // A thread nobody waits for frees itself.
    if !isJoined { pthread_detach(thread) }
  }
}
