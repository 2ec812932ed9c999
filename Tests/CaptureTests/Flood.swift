import Glibc
import Synchronization
import System

/// Sends one frame again and again from a device, until it is stopped.
final class Flood: Sendable {
  private let isStopped = Atomic(false)
  private let isEnded = Atomic(false)

  /// Starts; the thread that sends is in the caller's namespace, as a new thread is in its maker's.
  init(_ device: String, of frame: [UInt8]) throws {
    let thread = try Thread { [self] in
      if let sender = try? FrameSender(device) {
        while !isStopped.load(ordering: .relaxed) {
          try? sender.send(frame)
          usleep(20)
        }
      }
      isEnded.store(true, ordering: .releasing)
    }
    _ = consume thread
  }

  /// Ends it, and waits until it has.
  func stop() {
    isStopped.store(true, ordering: .relaxed)
    while !isEnded.load(ordering: .acquiring) { usleep(1000) }
  }
}
