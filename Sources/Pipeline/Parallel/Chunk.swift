internal import Bytes
internal import Dissection
internal import Filtering
internal import Packets
internal import Rendering
internal import Savefiles
internal import System

/// A stretch of a savefile with all that is known of the packets whose records begin in it.
///
/// It is filled in three steps: `scan` needs only the file, `settle` what comes before in the file, `render` what was
/// settled.
struct Chunk: ~Copyable {
  private let stretches: PcapStretch
  private var window: FileWindow
  private var packets: FoundPackets
  private var writer: LineWriter?
  private var text = TextBuffer()

  /// Packets taken before the first one of these.
  private var before = 0
  /// Where the first record begins, and where the first one behind these does.
  private(set) var start = 0
  private(set) var end = 0
  /// Whether what stands at `end` is no whole record: the file's end, or damage.
  private(set) var isLast = false
  /// Why the file could not be read.
  private(set) var failure: SystemCallError?

  init(
    _ stretches: PcapStretch, filter: CompiledFilter?, preparation: Preparation, capacity: Int
  ) {
    self.stretches = stretches
    window = FileWindow(capacity: capacity)
    packets = FoundPackets(
      linkType: stretches.linkType, filter: filter, preparation: preparation)
    if case .lines(let options) = preparation { writer = LineWriter(options: options) }
  }

  /// Packets that the filter holds for.
  var count: Int { packets.count }

  /// Packets that the filter has not looked into.
  var overlooked: OverlookedCounts { packets.overlooked }

  /// Reads the records that begin from `offset` up to `limit`.
  ///
  /// - Parameter start: where the first one does; `nil` to guess.
  mutating func scan(_ file: borrowing FileDescriptor, from offset: Int, to limit: Int, start: Int?) {
    failure = nil
    do throws(SystemCallError) {
      // A record begun in the stretch usually ends not far behind it.
      try window.open(file, at: offset, count: limit - offset + Self.margin)
      let first = start ?? stretches.guess(window.bytes, limit: limit - offset).map { $0 + offset } ?? limit
      try scanRecords(file, from: first, to: limit)
    } catch {
      fail(error)
    }
  }

  /// Bytes that are read beyond a stretch at once.
  static let margin = 4096

  /// Reads the records again, when the guess was wrong.
  mutating func rescan(_ file: borrowing FileDescriptor, from start: Int, to limit: Int) {
    guard failure == nil else { return }
    do throws(SystemCallError) {
      try scanRecords(file, from: start, to: limit)
    } catch {
      fail(error)
    }
  }

  private mutating func fail(_ error: SystemCallError) {
    packets.removeAll()
    failure = error
    isLast = true
  }

  private mutating func scanRecords(
    _ file: borrowing FileDescriptor, from start: Int, to limit: Int
  ) throws(SystemCallError) {
    packets.removeAll()
    (self.start, end, isLast) = (start, start, false)
    while end < limit {
      takePlainRecords(to: limit)
      guard end < limit else { return }
      switch stretches.look(window.bytes, at: end - window.offset) {
      case .record(let record, let next):
        packets.add(record, in: window)
        end = window.offset + next
      case .needs(let count):
        try window.extend(file, to: count)
        guard window.count < count else { continue }
        // The file ends here: whether it should not yet, who goes on from `end` will see.
        isLast = true
        return
      case .damage:
        isLast = true
        return
      }
    }
  }

  /// Takes records until one is not of the usual kind.
  private mutating func takePlainRecords(to limit: Int) {
    var place = end - window.offset
    let limit = limit - window.offset
    while place < limit, let (record, next) = stretches.plainRecord(in: window.bytes, at: place) {
      packets.add(record, in: window)
      place = next
    }
    end = place + window.offset
  }

  /// Takes its place behind the packets before.
  ///
  /// - Parameters:
  ///   - count: packets taken before.
  ///   - limit: packets to take in all; a chunk that reaches it is the last.
  mutating func settle(behind count: Int, limit: Int?, _ tracker: inout ConversationTracker) {
    before = count
    if let limit, packets.count >= limit - count {
      packets.keepFirst(limit - count)
      isLast = true
    }
    if writer != nil { packets.note(with: &tracker, in: window) }
  }

  /// Writes the lines of packets that have settled.
  mutating func render() {
    guard var writer = writer.take() else { return }
    text.removeAll()
    for index in 0..<packets.count {
      packets.write(index, number: before + index + 1, in: window, with: &writer, to: &text)
    }
    self.writer = consume writer
  }

  /// Hands on what is ready.
  func deliver<Sink: OutputSink & ~Copyable>(to sink: inout Sink) throws(OutputError) {
    switch sink.preparation {
    case .lines: try sink.write(lines: text.bytes, count: packets.count)
    case .packets: for index in 0..<packets.count { try sink.write(packets.packet(index, in: window)) }
    case .count, nil: break
    }
  }
}
