import CLinux
import Glibc
import Synchronization
import System

/// A descriptor that can be read after some time, so that a test that waits for ever fails instead.
final class Alarm: Sendable {
  let descriptor: Int32
  private let rung = Atomic(false)

  var hasRung: Bool { rung.load(ordering: .acquiring) }

  init(after seconds: Double) throws {
    descriptor = clinux_eventfd()
    guard descriptor >= 0 else { throw Namespace.Failure(what: "eventfd: \(errno)") }
    let thread = try Thread { [self] in
      usleep(UInt32(seconds * 1_000_000))
      ring()
    }
    _ = consume thread
  }

  /// Rings now.
  func ring() {
    rung.store(true, ordering: .releasing)
    var one: UInt64 = 1
    _ = write(descriptor, &one, MemoryLayout<UInt64>.size)
  }

  deinit { close(descriptor) }
}
