internal import System

/// Writes a savefile compressed, in frames that can be read each by itself.
struct CompressionWork: ~Copyable, LaneWork {
  private let choice: CompressionChoice
  private let isPaced: Bool
  private let file: FileDescriptor

  /// Plain bytes of a frame at most: many times what the formats look back, so that next to nothing is lost by beginning
  /// anew.
  private static let frameLength = 64 << 20
  /// How long a frame stays open at most where packets come in their own time: what is captured can be read after that,
  /// whatever happens.
  private static let frameMilliseconds = 1000

  /// A file from where it stands.
  ///
  /// - Parameter isPaced: whether packets come in their own time.
  init(_ choice: CompressionChoice, isPaced: Bool, into file: consuming FileDescriptor) {
    self.choice = choice
    self.isPaced = isPaced
    self.file = file
  }

  consuming func run(_ queue: LaneQueue) -> SavefileWriteError? {
    do throws(CodecFault) {
      var frames = try CompressedFrames(choice, into: file)
      try Self.compress(queue, isPaced: isPaced, into: &frames)
      try frames.close()
      return nil
    } catch {
      let cause: SystemCallError =
        switch error {
        case .system(let error): error
        case .memory, .library, .damaged, .cut: .noMemory("compress")
        }
      return SavefileWriteError(cause: cause, wholePackets: nil)
    }
  }

  private static func compress(
    _ queue: LaneQueue, isPaced: Bool, into frames: inout CompressedFrames
  ) throws(CodecFault) {
    var buffer = WriteBuffer(capacity: queue.bufferSize)
    var began = 0
    while true {
      var patience: Int?
      if isPaced, frames.isOpen { patience = max(0, began + frameMilliseconds - MonotonicClock.milliseconds) }
      if patience == 0 || frames.openLength >= frameLength {
        try frames.end()
        patience = nil
      }
      switch queue.next(&buffer, milliseconds: patience) {
      case .load:
        if !frames.isOpen { began = MonotonicClock.milliseconds }
        try frames.add(buffer.bytes)
        buffer.removeAll()
      case .nothing: continue
      case .end: return
      }
    }
  }
}
