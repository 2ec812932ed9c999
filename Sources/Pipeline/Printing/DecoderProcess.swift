public import System

/// A process of its own that decodes packets and prints them, so that what they do to it does not end the capture.
///
/// It is a copy of this one, which looks after another copy that does the work. When that crashes, or does not get on with
/// a packet, another copy takes over: the packet is marked, and packets around it have their lines. What a decoder
/// remembers of earlier packets is lost with it.
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
    process = try ProcessCopy(keeping: kept + [far.descriptor]) {
      Self.supervise(memory, far, settings, onFault)
    }
    self.memory = memory
    channel = near
  }

  /// Waits for its end, which comes when it is told so or the other end of its channel is gone.
  func wait() { _ = process.end() }

  /// Lets one decoder after the other work until one comes to its end.
  private static func supervise(
    _ memory: DecoderMemory, _ channel: ProcessChannel, _ settings: DecoderSettings,
    _ onFault: (Int, Fault) -> Void
  ) -> Int32 {
    var failures = 0
    while failures < mostFailures {
      guard var life = try? FilePipe(),
        let copy = try? ProcessCopy(
          keeping: nil, endsWithThis: true,
          {
            var worker = DecoderWorker(memory, channel, settings)
            return worker.run()
          })
      else { return 1 }
      let wasHanging = watch(copy, life: life.takeInput(), life.takeOutput(), memory)
      guard case .signal(let signal) = copy.end() else { return 0 }
      guard memory[.isBusy] == 1, memory.work == .decoding else {
        failures += 1
        continue
      }
      failures = 0
      memory[.poison] = memory[.current] + 1
      onFault(memory.number(of: memory[.current]), wasHanging ? .hang : .signal(signal))
    }
    return 1
  }

  /// Waits until a decoder has ended, and ends it when it hangs.
  ///
  /// - Parameters:
  ///   - life: a pipe of which only the decoder still has the end to write to.
  /// - Returns: whether it was hanging.
  private static func watch(
    _ copy: ProcessCopy, life: consuming FileDescriptor, _ output: consuming FileDescriptor, _ memory: DecoderMemory
  ) -> Bool {
    try? output.close()
    var beat = -1
    while true {
      let found = try? Poller.wait(for: life.number, milliseconds: patience)
      if let found, found.isReadable || found.hasFailed { return false }
      guard memory.work == .decoding else { continue }
      if memory[.beat] == beat {
        copy.kill()
        return true
      }
      beat = memory[.beat]
    }
  }
}
