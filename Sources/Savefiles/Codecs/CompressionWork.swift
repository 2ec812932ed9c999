internal import System

/// Writes a savefile compressed, in frames that can be read each by itself.
struct CompressionWork: ~Copyable, LaneWork {
  private let choice: CompressionChoice
  private let layout: RecordLayout
  private let isPaced: Bool
  private let file: FileDescriptor

  /// How long a frame stays open at most where packets come in their own time: what is captured can be read after that,
  /// whatever happens.
  private static let frameMilliseconds = 1000

  /// A file from where it stands.
  ///
  /// - Parameter isPaced: whether packets come in their own time.
  init(
    _ choice: CompressionChoice, _ layout: RecordLayout, isPaced: Bool, into file: consuming FileDescriptor
  ) {
    self.choice = choice
    self.layout = layout
    self.isPaced = isPaced
    self.file = file
  }

  consuming func run(_ queue: LaneQueue) -> SavefileWriteError? {
    var packets = 0
    do throws(CodecFault) {
      var frames = try CompressedFrames(choice, layout, into: file)
      do throws(CodecFault) {
        try Self.compress(queue, isPaced: isPaced, into: &frames)
        try frames.finish()
      } catch {
        packets = frames.wholePackets
        throw error
      }
      packets = frames.wholePackets
      try frames.close()
      return nil
    } catch {
      let cause: SystemCallError =
        switch error {
        case .system(let error): error
        case .memory, .library, .damaged, .cut: .noMemory("compress")
        }
      return SavefileWriteError(cause: cause, wholePackets: packets)
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
      if patience == 0 {
        try frames.end()
        patience = nil
      }
      switch queue.next(&buffer, milliseconds: patience) {
      case .load(let facts):
        if frames.isLong, facts.begun == 0 { try frames.end() }
        if !frames.isOpen { began = MonotonicClock.milliseconds }
        try frames.add(buffer.bytes, facts)
        buffer.removeAll()
      case .nothing: continue
      case .end: return
      }
    }
  }
}
