import Glibc
import System
import Testing

/// Sends a signal to this thread at once, though the pool that runs tests blocks signals.
private func deliver(_ number: Int32) {
  var only = sigset_t()
  var previous = sigset_t()
  sigemptyset(&only)
  sigaddset(&only, number)
  pthread_sigmask(SIG_UNBLOCK, &only, &previous)
  raise(number)
  pthread_sigmask(SIG_SETMASK, &previous, nil)
}

/// One watch at a time: the tests share the process's handlers.
@Suite("Signals that count and wake", .serialized)
struct SignalWatchTests {
  @Test("A signal is counted, and the count begins again when it is taken")
  func counts() throws {
    var watch = try SignalWatch([.user1, .user2])
    #expect(watch.take() == SignalCounts())
    deliver(SIGUSR1)
    deliver(SIGUSR1)
    deliver(SIGUSR2)
    let counts = watch.take()
    #expect(counts[.user1] == 2)
    #expect(counts[.user2] == 1)
    #expect(!counts.asksToStop)
    #expect(watch.take() == SignalCounts())
  }

  @Test("Its descriptor can be read from a signal until the counts are taken")
  func wakes() throws {
    var watch = try SignalWatch([.user1])
    #expect(try !Poller.wait(for: watch.descriptor, milliseconds: 0).isReadable)
    deliver(SIGUSR1)
    #expect(try Poller.wait(for: watch.descriptor, milliseconds: 0).isReadable)
    _ = watch.take()
    #expect(try !Poller.wait(for: watch.descriptor, milliseconds: 0).isReadable)
  }

  @Test("The wake descriptor ends a poll for something else")
  func wakesOthers() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    var watch = try SignalWatch([.user1])
    deliver(SIGUSR1)
    let readiness = try Poller.wait(for: ends[0], orFor: watch.descriptor, milliseconds: 5000)
    #expect(readiness == Poller.Readiness(isReadable: false, hasFailed: false))
    #expect(watch.take()[.user1] == 1)
  }

  @Test("Another thread wakes it as a signal does, also when it is gone")
  func isWoken() throws {
    let waker: SignalWaker
    do {
      var watch = try SignalWatch([.user1])
      waker = try SignalWaker(for: watch)
      waker.wake()
      #expect(try Poller.wait(for: watch.descriptor, milliseconds: 0).isReadable)
      #expect(watch.take() == SignalCounts())
      #expect(try !Poller.wait(for: watch.descriptor, milliseconds: 0).isReadable)
    }
    waker.wake()
  }

  @Test("What a signal did before comes back when the watch ends")
  func restores() throws {
    signal(SIGUSR2, SIG_IGN)
    defer { signal(SIGUSR2, SIG_DFL) }
    do {
      var watch = try SignalWatch([.user2])
      deliver(SIGUSR2)
      #expect(watch.take()[.user2] == 1)
    }
    deliver(SIGUSR2)
    var watch = try SignalWatch([.user1])
    #expect(watch.take()[.user2] == 0)
  }

  @Test("A hang-up that the process was started to ignore stays ignored")
  func nohup() throws {
    signal(SIGHUP, SIG_IGN)
    defer { signal(SIGHUP, SIG_DFL) }
    var watch = try SignalWatch([.hangUp, .user1])
    deliver(SIGHUP)
    #expect(watch.take()[.hangUp] == 0)
  }

  @Test("A write into a broken pipe fails and does not kill")
  func brokenPipe() throws {
    let watch = try SignalWatch([.user1])
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    close(ends[0])
    #expect(write(ends[1], "x", 1) == -1)
    #expect(errno == EPIPE)
    close(ends[1])
    _ = watch.descriptor
  }

  @Test("Interrupt, terminate and hang-up ask to stop", arguments: [Signal.interrupt, .terminate, .hangUp])
  func asksToStop(_ signal: Signal) {
    var counts = SignalCounts()
    #expect(!counts.asksToStop)
    counts[signal] = 1
    #expect(counts.asksToStop)
  }
}
