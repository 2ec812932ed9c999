internal import Glibc
internal import Synchronization

/// State that several threads share, and a place where they wait for it to be as they need it.
///
/// Whoever changes it wakes everybody who waits: for a few threads that meet now and then, not for every packet.
@safe
public final class Monitor<State: ~Copyable>: @unchecked Sendable {
  // Sendable because the state is only ever touched under the lock.
  private var state: State
  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  /// How often the state was changed.
  private let changes = Atomic<UInt>(0)

  /// A monitor of a state that nobody else has.
  public init(_ state: consuming sending State) {
    self.state = state
    unsafe lock = .allocate(capacity: 1)
    unsafe changed = .allocate(capacity: 1)
    // SAFETY: both stay where they were allocated until `deinit`.
    unsafe pthread_mutex_init(lock, nil)
    var attributes = pthread_condattr_t()
    unsafe pthread_condattr_init(&attributes)
    // Waiting for a time is not to end early or late because somebody sets the clock.
    unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    unsafe pthread_cond_init(changed, &attributes)
    unsafe pthread_condattr_destroy(&attributes)
  }

  deinit {
    unsafe pthread_cond_destroy(changed)
    unsafe pthread_mutex_destroy(lock)
    unsafe changed.deallocate()
    unsafe lock.deallocate()
  }

  /// Changes the state, and wakes who waits for a change.
  public func change<Result>(_ body: (inout State) -> Result) -> Result {
    unsafe pthread_mutex_lock(lock)
    let result = body(&state)
    changes.add(1, ordering: .relaxed)
    unsafe pthread_mutex_unlock(lock)
    // Behind the lock: whoever is woken finds it free.
    unsafe pthread_cond_broadcast(changed)
    return result
  }

  /// Looks at the state.
  public func look<Result>(_ body: (borrowing State) -> Result) -> Result {
    unsafe pthread_mutex_lock(lock)
    defer { unsafe pthread_mutex_unlock(lock) }
    return body(state)
  }

  /// Waits until `body`, which is asked after every change, answers something.
  public func wait<Result>(for body: (inout State) -> Result?) -> Result {
    unsafe pthread_mutex_lock(lock)
    defer { unsafe pthread_mutex_unlock(lock) }
    while true {
      if let result = body(&state) { return result }
      unsafe pthread_cond_wait(changed, lock)
    }
  }

  /// The same, for so many milliseconds at most.
  ///
  /// - Returns: `nil` when the time was over before.
  public func wait<Result>(milliseconds: Int, for body: (inout State) -> Result?) -> Result? {
    var end = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &end)
    let nanoseconds = end.tv_nsec + max(0, milliseconds) % 1000 * 1_000_000
    end.tv_sec += max(0, milliseconds) / 1000 + nanoseconds / 1_000_000_000
    end.tv_nsec = nanoseconds % 1_000_000_000
    unsafe pthread_mutex_lock(lock)
    defer { unsafe pthread_mutex_unlock(lock) }
    while true {
      if let result = body(&state) { return result }
      guard unsafe pthread_cond_timedwait(changed, lock, &end) == 0 else { return body(&state) }
    }
  }

  /// Waits as `wait(for:)` does, but stays awake for so many microseconds first and looks whether there are changes: for
  /// who will not wait long, since to be woken takes longer than that.
  public func wait<Result>(awakeFor microseconds: Int, for body: (inout State) -> Result?) -> Result {
    let end = MonotonicClock.nanoseconds + microseconds * 1000
    var found = (result: Result?.none, changes: UInt(0))
    repeat {
      found = look(for: body)
      if let result = found.result { return result }
      while changes.load(ordering: .relaxed) == found.changes, MonotonicClock.nanoseconds < end {}
    } while changes.load(ordering: .relaxed) != found.changes
    return wait(for: body)
  }

  /// What `body` answers, and how often the state was changed before.
  private func look<Result>(for body: (inout State) -> Result?) -> (result: Result?, changes: UInt) {
    unsafe pthread_mutex_lock(lock)
    defer { unsafe pthread_mutex_unlock(lock) }
    return (body(&state), changes.load(ordering: .relaxed))
  }
}
