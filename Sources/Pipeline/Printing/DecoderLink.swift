internal import Packets
internal import System

/// What the thread does that hands packets over to the process that decodes.
struct DecoderLink: Sendable {
  let queue: PacketQueue
  let decoder: DecoderProcess
  let names: SystemNames?
  /// Whether lines are all that is wanted, so that there is nothing to go on for without them.
  let isNeeded: Bool
  /// Called when the process is gone.
  let onGone: @Sendable () -> Void

  /// Hands over until the queue is closed; when lines cannot be written, only empties it.
  func run() {
    var hasFailed = false
    while let blocks = queue.take() {
      for block in blocks {
        if !hasFailed { hasFailed = !hand(block) }
        queue.giveBack(block)
      }
      if queue.isEmpty { names?.hurry(queue.isInterrupted) }
    }
    if !hasFailed {
      _ = ask(.end(isInterrupted: queue.isInterrupted, lost: queue.lostAtEnd))
      decoder.wait()
    }
  }

  /// - Returns: whether its lines were written.
  private func hand(_ block: PacketBlock) -> Bool {
    var index = 0
    while index < block.count {
      let memory = decoder.memory
      memory[.before] += memory[.count]
      memory.clear()
      while index < block.count, memory.append(block.packet(index)) { index += 1 }
      guard ask(.block) else { return false }
    }
    return true
  }

  private func ask(_ request: DecoderRequest) -> Bool {
    decoder.channel.send(request.bytes)
    guard let answer = decoder.channel.receive() else {
      onGone()
      if isNeeded { queue.fail(.lines(.processGone)) }
      return false
    }
    guard let failure = DecoderAnswer(answer).failure else { return true }
    queue.fail(.lines(failure))
    return false
  }
}
