internal import BPF
internal import Capture
internal import CaptureLibpcap
internal import Filtering
internal import Packets
internal import Rendering
internal import Savefiles
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
    if let selection = choice.selection { return try run(on: selection, watch) }
    switch choice.backend {
    case .packetSocket:
      let source = try opening {
        try AFPacketSource(choice.options, wakeDescriptor: wake, filter: program, overlooked: overlookedProgram)
      }
      try run(source, watch)
    case .libpcap:
      let source = try opening {
        try LibpcapSource(choice.options, wakeDescriptor: wake, filter: program, overlooked: overlookedProgram)
      }
      try run(source, watch)
    }
  }

  /// Captures on several interfaces, or on those that may come.
  private func run(on selection: InterfaceSelection, _ watch: consuming SignalWatch) throws(ToolError) {
    var watch = watch
    if selection.waits {
      guard try hasCome(selection, &watch) else { return }
    }
    let book = InterfaceBook(filterText: expression, snapshotLength: choice.options.snapshotLength)
    let wake = watch.descriptor
    let source = try opening {
      try MergedSource.opening(
        selection, choice.options, wakeDescriptor: wake, filter: program, overlooked: overlookedProgram
      ) { book.add($0, $1, $2) }
    }
    try run(source, watch, book)
  }

  /// Waits for the first of the interfaces.
  ///
  /// - Returns: whether it is there; not so when a signal asks for an end.
  private func hasCome(_ selection: InterfaceSelection, _ watch: inout SignalWatch) throws(ToolError) -> Bool {
    do throws(CaptureError) {
      if try MergedSource.hasAny(of: selection) { return true }
      Console.say("waiting for \(selection.names.joined(separator: ", "))")
      while true {
        if try MergedSource.waitForFirst(of: selection, wakeDescriptor: watch.descriptor) { return true }
        if watch.take().asksToStop { return false }
      }
    } catch {
      throw .capture(error)
    }
  }

  /// The expression that packets are chosen by; empty for none.
  private var expression: String { filterText.isEmpty ? "" : filterText.expression }

  private func run<Source: LiveSource & ~Copyable>(
    _ source: consuming Source, _ watch: consuming SignalWatch, _ book: InterfaceBook? = nil
  ) throws(ToolError) {
    let linkType = source.linkType
    var run = LiveRun(
      plan, on: book?.allNames.joined(separator: ", ") ?? choice.options.interface, contents(of: source, book),
      isLast: try lastPacket(linkType), source, watch)
    let result = Result { () throws(ToolError) in
      try run.run(names: plan.wantsNames && plan.printsLines ? names : nil)
    }
    noteOverlooked(run.overlooked, linkType)
    try result.get()
  }

  private func contents<Source: LiveSource & ~Copyable>(
    of source: borrowing Source, _ book: InterfaceBook?
  ) -> SinkChoice.Contents {
    var contents = SinkChoice.Contents(linkType: source.linkType, snapshotLength: source.snapshotLength)
    if let book {
      contents.interfaces = book.facts
      let isOne = choice.selection?.names.count == 1 && book.allNames.first == choice.selection?.names.first
      if !isOne { contents.sourceName = book.name }
    } else if plan.writesPcapng {
      contents.interfaces = PcapngInterfaceList(
        MachineFacts.interface(
          choice.options.interface, source.linkType, snapshotLength: source.snapshotLength, filter: expression))
    }
    return contents
  }

  /// What tells the last packet; `nil` when what is in it does not matter.
  private func lastPacket(_ linkType: LinkType) throws(ToolError) -> ((borrowing CapturedPacket) -> Bool)? {
    guard let text = FilterText.ofLastPacket(plan) else { return nil }
    // A mistake is told now.
    _ = try text.compile(for: target(linkType, .userSpace), names)
    let last = LastPacket { linkType in try? text.compile(for: target(linkType, .userSpace), names) }
    return { last.holds(for: $0) }
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
