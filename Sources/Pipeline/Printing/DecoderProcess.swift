public import System

/// A process of its own that decodes packets and prints them, so that what they do to it does not end the capture.
///
/// It is a copy of this one, which looks after another copy that does the work. When that crashes, or does not get on with
/// a packet, another decoder takes over: the packet is marked, and all others have the lines that they would have had. For
/// that, packets stay in the shared memory when they are printed, and the new decoder goes through them once more. When
/// that memory is full, the decoder makes a copy of itself that waits to take over, and the packets are forgotten.
public struct DecoderProcess: Sendable {
  /// How a decoder ended.
  public enum Fault: Equatable, Sendable {
    case signal(Int32)
    /// It did not get on.
    case hang
  }

  /// How often it is looked whether the decoder gets on; one that did nothing in between hangs.
  private static let patience: Int32 = 5_000
  /// Decoders that may end one after the other without a packet to blame.
  private static let mostFailures = 3

  let memory: DecoderMemory
  let channel: ProcessChannel
  private let process: ProcessCopy

  /// Starts it. This process must have but one thread.
  ///
  /// - Parameters:
  ///   - kept: what must be open in it besides the standard files.
  ///   - onFault: called in it with a packet's number, from 1 on, when a decoder has ended at that.
  /// - Throws: `SystemCallError` when there may be no more processes.
  public init(
    _ settings: DecoderSettings, keeping kept: [Int32], onFault: (_ number: Int, Fault) -> Void
  ) throws(SystemCallError) {
    let memory = try DecoderMemory()
    let (near, far) = try ProcessChannel.pair()
    let kept = kept + [far.descriptor]
    process = try ProcessCopy(keeping: kept) {
      guard let (near, turns) = try? ProcessChannel.pair() else { return 1 }
      let supervisor = ProcessCopy.ownNumber
      return Self.supervise(memory, turns: near, onFault) { () throws(SystemCallError) in
        _ = try ProcessCopy(keeping: kept + [turns.descriptor], endsWithThis: true) {
          var worker = DecoderWorker(memory, far, turns: turns, supervisor: supervisor, settings)
          return worker.run()
        }
      }
    }
    self.memory = memory
    channel = near
  }

  /// Waits for its end, which comes when it is told so or the other end of its channel is gone.
  func wait() {
    // Who has stopped it did not mean this process, which is at its end too.
    process.goOn()
    process.end()
  }

  /// Lets one decoder after the other work until one comes to its end.
  ///
  /// - Parameters:
  ///   - turns: tells the copy of a decoder to take over.
  ///   - start: starts a decoder that knows nothing yet.
  private static func supervise(
    _ memory: DecoderMemory, turns: ProcessChannel, _ onFault: (Int, Fault) -> Void,
    start: () throws(SystemCallError) -> Void
  ) -> Int32 {
    ProcessCopy.adoptCopies()
    var failures = 0
    while failures < mostFailures {
      do throws(SystemCallError) {
        if memory[.hasCopy] == 1 { turns.send([1]) } else { try start() }
      } catch {
        return 1
      }
      guard let (end, wasHanging) = end(of: memory) else { return 1 }
      guard case .signal(let signal) = end else { return 0 }
      guard memory.work == .decoding else {
        failures += 1
        continue
      }
      failures = 0
      memory.work = .waiting
      onFault(memory.poison(memory[.current]), wasHanging ? .hang : .signal(signal))
    }
    return 1
  }

  /// Waits until the decoder has ended, and ends it when it hangs, or stays stopped.
  ///
  /// - Returns: how, and whether it was hanging; `nil` when there is none.
  private static func end(of memory: DecoderMemory) -> (CommandEnd, wasHanging: Bool)? {
    var beat = -1
    var (isStopped, wasHanging) = (false, false)
    while true {
      switch ProcessCopy.nextEvent(milliseconds: patience) {
      case .copy(let number, let end):
        if number == memory[.decoder] { return (end, wasHanging) }
      case .stopped(let number):
        // Alone, or with all of us, as a terminal does it: then it goes on soon after this process does.
        if number == memory[.decoder] { (isStopped, beat) = (true, -1) }
      case .goesOn(let number):
        if number == memory[.decoder] { isStopped = false }
      case .noCopies: return nil
      case .nothing:
        guard isStopped || memory.work == .decoding else { continue }
        if memory[.beat] == beat {
          ProcessCopy.kill(Int32(truncatingIfNeeded: memory[.decoder]))
          wasHanging = true
        }
        beat = memory[.beat]
      }
    }
  }
}
