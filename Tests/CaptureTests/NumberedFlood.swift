import Glibc
import Synchronization
import System

/// Sends frames numbered from 0 on from a device, until it is stopped.
final class NumberedFlood: Sendable {
  private let isStopped = Atomic(false)
  private let isEnded = Atomic(false)
  private let count = Atomic(0)

  /// Starts; the thread that sends is in the caller's namespace, as a new thread is in its maker's.
  ///
  /// - Parameters:
  ///   - size: bytes of a frame's payload.
  ///   - pause: microseconds between two frames.
  ///   - limit: frames at most.
  init(_ device: String, size: Int = 1000, pause: UInt32 = 10, limit: Int = .max) throws {
    let thread = try Thread { [self] in
      if let sender = try? FrameSender(device) {
        while !isStopped.load(ordering: .relaxed) {
          let number = count.load(ordering: .relaxed)
          guard number < limit, (try? sender.send(Frames.numbered(UInt32(number), size: size))) != nil else { break }
          count.store(number + 1, ordering: .releasing)
          if pause > 0 { usleep(pause) }
        }
      }
      isEnded.store(true, ordering: .releasing)
    }
    _ = consume thread
  }

  /// Frames sent so far.
  var sent: Int { count.load(ordering: .acquiring) }

  /// Whether all are sent.
  var hasEnded: Bool { isEnded.load(ordering: .acquiring) }

  /// Ends it, and waits until it has.
  ///
  /// - Returns: frames sent.
  @discardableResult
  func stop() -> Int {
    isStopped.store(true, ordering: .relaxed)
    while !hasEnded { usleep(1000) }
    return sent
  }
}

extension Captured {
  /// The number of a frame of `Frames.numbered`, behind an Ethernet header.
  var number: Int { bytes[14..<18].reduce(0) { $0 << 8 | Int($1) } }
}
