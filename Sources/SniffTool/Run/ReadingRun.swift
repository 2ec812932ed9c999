internal import Filtering
internal import Pipeline
internal import Savefiles
internal import System

/// A run over savefiles: one, or several as one stream.
protocol ReadingRun: SinkUser, ~Copyable {
  var plan: Plan { get }
  var filterText: FilterText { get }
  var resolver: SystemNames { get }
  var contents: SinkChoice.Contents { get }
  /// Packets that were taken.
  var count: Int { get }
  /// Packets that the filter turned away without having looked into them.
  var overlooked: OverlookedCounts { get }
  /// What was passed over or left unread.
  var damage: DamageReport { get }
}

extension ReadingRun where Self: ~Copyable {
  /// Takes the packets, and tells at the end what is to be told.
  ///
  /// - Throws: `ToolError` when something fails; what was before it is done.
  mutating func run() throws(ToolError) {
    var failure: ToolError?
    let names = plan.wantsNames && plan.printsLines ? resolver : nil
    do throws(ToolError) {
      try SinkChoice(plan: plan, contents: contents, names: names, isLive: false).run(&self)
    } catch {
      failure = error
    }
    if plan.countsOnly { try Console.print("\(Count.packets(count))\n") }
    // Where the reader of the lines is gone nobody waits for it.
    if failure?.status != 0, let note = OverlookedNote(expression: filterText.expression).words(overlooked) {
      Console.say(note)
    }
    if let count = contents.sideBlocks?.leftOut, count > 0 {
      Console.say("\(count == 1 ? "1 block" : "\(count) blocks") of another byte order than the file's left out")
    }
    if let failure { throw failure }
    if damage.hasDamage { throw .damage }
  }
}
