internal import Filtering
internal import Pipeline
internal import Savefiles
internal import System

/// A run over savefiles.
struct ReadingRun<Input: ReadingInput & ~Copyable>: ~Copyable, SinkUser {
  private var input: Input
  private var reading: PacketReading

  init(_ input: consuming Input, _ reading: consuming PacketReading) {
    self.input = input
    self.reading = reading
  }

  var wasInterrupted: Bool { reading.wasInterrupted }

  mutating func fill<Sink: OutputSink & ~Copyable>(_ sink: inout Sink) throws(ToolError) {
    try input.fill(&sink, &reading)
  }

  /// Takes the packets, and tells at the end what is to be told.
  ///
  /// - Throws: `ToolError` when something fails; what was before it is done.
  mutating func run() throws(ToolError) {
    let (plan, contents) = (reading.plan, input.contents)
    var failure: ToolError?
    let names = plan.wantsNames && plan.printsLines ? reading.resolver : nil
    do throws(ToolError) {
      try SinkChoice(plan: plan, contents: contents, names: names, isLive: false).run(&self)
    } catch {
      failure = error
    }
    if plan.countsOnly { try Console.print("\(Count.packets(reading.count))\n") }
    // Where the reader of the lines is gone nobody waits for it.
    if failure?.status != 0,
      let note = OverlookedNote(expression: reading.filterText.expression).words(reading.overlooked)
    {
      Console.say(note)
    }
    if let sideBlocks = contents.sideBlocks { tell(of: sideBlocks) }
    if let failure { throw failure }
    if reading.damage.hasDamage { throw .damage }
  }

  /// Says what of the files is not in the one that was written.
  private func tell(of sideBlocks: SideBlocks) {
    let (leftOut, notKept) = (sideBlocks.leftOut, sideBlocks.notKept)
    if leftOut > 0 {
      Console.say("\(leftOut == 1 ? "1 block" : "\(leftOut) blocks") of another byte order than the file's left out")
    }
    if notKept > 0 {
      Console.say(
        "\(notKept == 1 ? "1 block" : "\(notKept) blocks") before the first interface left out: more than memory is for"
      )
    }
  }
}
