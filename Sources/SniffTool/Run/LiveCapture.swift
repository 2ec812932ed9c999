internal import BPF
internal import Capture
internal import CaptureLibpcap
internal import Filtering
internal import Packets
internal import Rendering
internal import System

/// Opens a capture on an interface and runs it.
struct LiveCapture {
  private let plan: Plan
  private let choice: InterfaceChoice
  private let filterText: FilterText
  private let network: InterfaceNetwork?
  private let names: SystemNames

  /// Finds the interface and the expression.
  ///
  /// - Throws: `ToolError` when one of them cannot be had.
  init(_ plan: Plan) throws(ToolError) {
    var plan = plan
    if plan.printsLines && ProcessEnvironment.writesToTerminal { plan.capture.isImmediate = true }
    choice = try InterfaceChoice(plan)
    filterText = try FilterText(plan)
    network = plan.hidesForeignNames ? InterfaceNetwork(ofInterface: choice.options.interface) : nil
    names = SystemNames(localNetwork: network)
    self.plan = plan
  }

  /// Captures until a signal or the limit ends it.
  ///
  /// - Throws: `ToolError` when something fails; what was before it is done.
  func run(_ watch: consuming SignalWatch) throws(ToolError) {
    let wake = watch.descriptor
    switch choice.backend {
    case .packetSocket:
      let source = try opening {
        try AFPacketSource(choice.options, wakeDescriptor: wake, filter: program, overlooked: overlookedProgram)
      }
      try run(source, watch)
    case .libpcap:
      let source = try opening { try LibpcapSource(choice.options, wakeDescriptor: wake, filter: program) }
      try run(source, watch)
    }
  }

  private func run<Source: LiveSource & ~Copyable>(
    _ source: consuming Source, _ watch: consuming SignalWatch
  ) throws(ToolError) {
    let linkType = source.linkType
    let lastFilter = try FilterText.ofLastPacket(plan)?.compile(for: target(linkType, .userSpace), names)
    var run = LiveRun(
      plan, on: choice.options.interface, filterText: filterText.isEmpty ? "" : filterText.expression,
      isLast: lastFilter.map { filter in { filter.matches($0) } }, source, watch)
    let result = Result { () throws(ToolError) in
      try run.run(names: plan.wantsNames && plan.printsLines ? names : nil)
    }
    noteOverlooked(run.overlooked, linkType)
    try result.get()
  }

  /// Says how many packets the filter has not looked into.
  private func noteOverlooked(_ count: Int, _ linkType: LinkType) {
    guard count > 0, let filter = try? filterText.compile(for: target(linkType, .kernel), names),
      let note = OverlookedNote(expression: filterText.expression).words(count, in: filter.overlookable)
    else { return }
    Console.say(note)
  }

  /// The program for the link type that the interface turned out to have; `nil` when every packet is wanted.
  private func program(_ linkType: LinkType, _ placement: FilterPlacement) throws -> BPFProgram? {
    guard !filterText.isEmpty else { return nil }
    return try filterText.compile(for: target(linkType, placement), names).program
  }

  /// The program for the packets that the filter turns away without having looked into them. The kernel, where every
  /// program costs all packets time, is to count them only when more is to be told.
  private func overlookedProgram(_ linkType: LinkType, _ placement: FilterPlacement) -> BPFProgram? {
    guard placement == .userSpace || plan.lines.verbosity > 0 else { return nil }
    return filterText.overlookedProgram(for: target(linkType, placement), names)
  }

  private func target(_ linkType: LinkType, _ placement: FilterPlacement) -> FilterTarget {
    FilterTarget(
      linkType: linkType, snapshotLength: plan.capture.snapshotLength, netmask: network?.mask ?? 0,
      layout: placement == .kernel ? .kernel : .savefile)
  }

  /// Opens a source: its errors and the filter's become this program's.
  private func opening<Source: ~Copyable>(_ open: () throws -> Source) throws(ToolError) -> Source {
    do {
      return try open()
    } catch let error as CaptureError {
      throw .capture(error)
    } catch let error as ToolError {
      throw error
    } catch {
      throw .capture(CaptureError(.failed, .openSocket, interface: choice.options.interface))
    }
  }
}
