internal import Packets
internal import System

/// What the thread does that hands packets over to the process that decodes.
struct DecoderLink: Sendable {
  let queue: PacketQueue
  let decoder: DecoderProcess
  let names: SystemNames?
  /// The names of interfaces by their numbers, where lines tell them.
  let sourceName: (@Sendable (UInt32) -> String?)?
  /// Whether lines are all that is wanted, so that there is nothing to go on for without them.
  let isNeeded: Bool
  /// Called when the process is gone.
  let onGone: @Sendable () -> Void

  /// Hands over until the queue is closed; when lines cannot be written, only empties it.
  func run() {
    var hasFailed = false
    var named = 0
    while var blocks = queue.take() {
      tellNames(from: &named)
      for index in blocks.indices {
        if !hasFailed { hasFailed = !hand(blocks[index]) }
        queue.giveBack(&blocks[index])
      }
      if queue.isEmpty { names?.hurry(queue.isInterrupted) }
    }
    if !hasFailed {
      let end = queue.end
      _ = ask(.end(isInterrupted: queue.isInterrupted, lost: end.lost, unprinted: end.unprinted))
      decoder.wait()
    }
  }

  /// - Returns: whether its lines were written.
  private func hand(_ block: PacketBlock) -> Bool {
    for index in 0..<block.count {
      let place = block.place(index)
      while !decoder.memory.append(block.packet(index), number: place.number, unprinted: place.unprinted) {
        guard ask(.block), ask(.remember) else { return false }
      }
    }
    return ask(.block)
  }

  /// Tells the names of interfaces that packets may come from since the last time: they are known before their packets.
  private func tellNames(from next: inout Int) {
    guard let sourceName else { return }
    while let name = sourceName(UInt32(clamping: next)) {
      decoder.memory.setName(name, of: next)
      next += 1
    }
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
