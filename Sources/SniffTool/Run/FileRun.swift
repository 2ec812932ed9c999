internal import Filtering
internal import Packets
internal import Pipeline
internal import Savefiles
internal import System

/// The packets of a savefile.
struct FileRun: ~Copyable, ReadingInput {
  let contents: SinkChoice.Contents
  private var reader: SavefileReader?
  private let path: String

  /// Reads the file as planned.
  ///
  /// - Throws: `ToolError` when something fails; what was before it is done.
  static func run(_ plan: Plan, _ path: String, _ watch: consuming SignalWatch) throws(ToolError) {
    try checkOutput(of: plan, inputs: [path])
    let sideBlocks = plan.writesPcapng ? SideBlocks() : nil
    let damage = DamageReport()
    let reader = try open(
      path, sideBlocks: sideBlocks, wakeDescriptor: watch.descriptor, follows: plan.followsFile,
      damage: plan.recovers ? damage : nil)
    let reading = try PacketReading(plan, of: target(of: reader), damage, watch)
    var run = ReadingRun(FileRun(reader, path, sideBlocks), reading)
    try run.run()
  }

  /// Opening a file to write empties it: none that is still to be read may be opened so.
  static func checkOutput(of plan: Plan, inputs: [String]) throws(ToolError) {
    guard let path = plan.outputFile, let output = output(path) else { return }
    let isInput = inputs.contains { ($0 == "-" ? FileIdentity(.standardInput) : FileIdentity(path: $0)) == output }
    if isInput { throw .writesOverInput(path: path) }
  }

  private static func output(_ path: String) -> FileIdentity? {
    path == "-" ? FileIdentity(.standardOutput) : FileIdentity(path: path)
  }

  private init(_ reader: consuming SavefileReader, _ path: String, _ sideBlocks: SideBlocks?) {
    contents = SinkChoice.Contents(
      linkType: reader.linkType, linkTypeExtras: reader.linkTypeExtras, snapshotLength: reader.snapshotLength,
      interfaces: reader.interfaces, section: reader.section, sideBlocks: sideBlocks,
      isMixed: reader.format == .pcapng, hasThreads: reader.size == nil)
    self.reader = consume reader
    self.path = path
  }

  mutating func fill<Sink: OutputSink & ~Copyable>(
    _ sink: inout Sink, _ reading: inout PacketReading
  ) throws(ToolError) {
    guard var file = reader.take() else { return }
    // Not while a file is opened, where any signal ends the waiting for its beginning.
    reading.attendant.startClock()
    reading.attendant.startProgress(of: file.size)
    defer {
      reading.attendant.stopClock()
      reading.attendant.stopProgress()
    }
    do throws(LoopError<SavefileError>) {
      if let task = Self.task(for: file), let crew = reading.crew(for: task, sink.preparation) {
        try Self.work(crew, on: &file, to: &sink, &reading)
      } else {
        try reading.loop(over: &file, to: &sink) { $0.offset }
      }
    } catch {
      throw reading.toolError(error, path: path) { .savefile($0, path: path) }
    }
  }

  /// What a crew may take of a file; `nil` where that would be of no use.
  private static func task(for file: borrowing SavefileReader) -> Crew.Task? {
    guard let stretches = file.stretches, file.size ?? 0 > Crew.worthwhileLength else { return nil }
    return Crew.Task(stretches, file.file)
  }

  private static func work<Sink: OutputSink & ~Copyable>(
    _ crew: Crew, on file: inout SavefileReader, to sink: inout Sink, _ reading: inout PacketReading
  ) throws(LoopError<SavefileError>) {
    while true {
      guard let position = try reading.run(crew, to: &sink, place: { $0 }) else {
        // No threads to be had: one does it.
        try reading.loop(over: &file, to: &sink) { $0.offset }
        return
      }
      if reading.hasEnough { return }
      // What ended the records is the file's end, or else a fault, which is told here; a file that has grown goes on.
      do throws(SavefileError) {
        try file.resume(at: position)
        guard let _ = try file.next() else { return }
      } catch {
        throw .source(error)
      }
    }
  }

  /// What a filter for a file is compiled for.
  static func target(of reader: borrowing SavefileReader) -> FilterTarget {
    FilterTarget(
      linkType: reader.linkType, snapshotLength: reader.snapshotLength, isSwapped: reader.isSwapped)
  }

  /// The file at a path, or standard input for `-`.
  ///
  /// - Throws: `ToolError` when it cannot be opened.
  static func openFile(_ path: String) throws(ToolError) -> FileDescriptor {
    do throws(SystemCallError) {
      return path == "-" ? .standardInput : try FileDescriptor(reading: path)
    } catch {
      throw .create(error, path: path)
    }
  }

  /// Opens a savefile, or standard input for `-`, and says on standard error what it is.
  ///
  /// - Throws: `ToolError` when it cannot be read or is no savefile.
  static func open(
    _ path: String, interfaces: PcapngInterfaceList = PcapngInterfaceList(), sideBlocks: SideBlocks? = nil,
    wakeDescriptor: Int32?, follows: Bool = false, damage: DamageReport? = nil
  ) throws(ToolError) -> SavefileReader {
    let file = try openFile(path)
    do throws(SavefileError) {
      var reader = try SavefileReader(
        file, interfaces: interfaces, sideBlocks: sideBlocks, wakeDescriptor: wakeDescriptor, follows: follows)
      if let damage { reader.recover { damage.note($0, of: path) } }
      Console.note(Banner.reading(path, reader.linkType, snapshotLength: reader.snapshotLength))
      return reader
    } catch {
      throw .savefile(error, path: path)
    }
  }
}
