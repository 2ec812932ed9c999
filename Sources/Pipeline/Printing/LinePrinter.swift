internal import Packets
internal import Rendering
internal import System

/// What the printing thread does.
struct LinePrinter: Sendable {
  let queue: PacketQueue
  let options: RenderOptions
  let names: SystemNames
  let isLineBuffered: Bool
  let closesLine: Bool
  let losses: LossReport
  /// Packets that were passed over before.
  let skipped: Int

  /// Prints until the queue is closed; when lines cannot be written, only empties it.
  func run() {
    var sink = LineSink(
      options: options, output: .standardOutput, isLineBuffered: isLineBuffered, closesLine: closesLine,
      losses: losses, skipped: skipped)
    var hasFailed = false
    while var blocks = queue.take() {
      for index in blocks.indices {
        do throws(OutputError) {
          if !hasFailed { try print(blocks[index], &sink) }
        } catch {
          hasFailed = true
          queue.fail(error)
        }
        queue.giveBack(&blocks[index])
      }
      if queue.isEmpty { names.hurry(queue.isInterrupted) }
    }
    do throws(OutputError) {
      let end = queue.end
      if !hasFailed { try sink.pass(over: end.unprinted) }
      if !hasFailed { try sink.tell(lostAtEnd: end.lost) }
      if !hasFailed { try sink.finish(isInterrupted: queue.isInterrupted) }
    } catch {
      queue.fail(error)
    }
  }

  private func print(_ block: PacketBlock, _ sink: inout LineSink) throws(OutputError) {
    for index in 0..<block.count {
      try sink.pass(over: block.place(index).unprinted)
      try sink.write(block.packet(index))
      if isLineBuffered { try sink.flush() }
    }
    try sink.settle(isIdle: queue.isEmpty)
  }
}
