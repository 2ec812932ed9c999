internal import Bytes
internal import Dissection
internal import Filtering
internal import Packets
internal import Rendering
internal import Savefiles
internal import System

/// A stretch of a savefile in the hands of a worker, with all that is known of the packets whose records begin in it.
///
/// It is gone through in three steps: `scan` needs only the file, `settle` what comes before in the file, `finish` what
/// was settled. Then the next stretch takes its place in memory, which so stays in the worker's cache.
struct Chunk: ~Copyable {
  private let stretches: PcapStretch
  private let preparation: Preparation
  private let bound: TimeBound?
  private var window: FileWindow
  private var packets: FoundPackets
  private var writer: LineWriter?

  /// Packets taken before the first one of these.
  private var before = 0
  /// Where the first record begins, and where the first one behind these does.
  private(set) var start = 0
  private(set) var end = 0
  /// Whether what stands at `end` is no whole record, which is the file's end or damage, or one that is not wanted.
  private(set) var isLast = false
  /// Why the file could not be read.
  private var failure: SystemCallError?

  init(
    _ stretches: PcapStretch, filter: CompiledFilter?, preparation: Preparation, before bound: TimeBound?, capacity: Int
  ) {
    self.stretches = stretches
    self.bound = bound
    self.preparation = preparation
    window = FileWindow(capacity: capacity)
    packets = FoundPackets(stretches, filter: filter, preparation: preparation)
    if case .lines(let options) = preparation { writer = LineWriter(options: options) }
  }

  /// Packets that the filter holds for.
  var count: Int { packets.count }

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
    guard failure == nil else {
      (self.start, end) = (start, start)
      return
    }
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
      let reach = reach(from: end - window.offset, to: limit - window.offset)
      let place = packets.addPlainRecords(in: window, from: end - window.offset, to: reach)
      end = window.offset + place
      guard end < limit else { return }
      switch stretches.look(window.bytes, at: place) {
      case .record(let record, let next):
        if let bound, !bound.admits(stretches.timestamp(of: record)) {
          isLast = true
          return
        }
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

  /// Where the first one of a row of usual records stands that is not before the bound.
  ///
  /// Looked for by itself, so that a file without a bound, as most are, need not ask for it at each record.
  private func reach(from place: Int, to limit: Int) -> Int {
    guard let bound else { return limit }
    var place = place
    while place < limit, let (record, next) = stretches.plainRecord(in: window.bytes, at: place) {
      guard bound.admits(stretches.timestamp(of: record)) else { return place }
      place = next
    }
    return limit
  }

  /// Takes its place behind the packets before.
  ///
  /// - Parameters:
  ///   - count: packets taken before.
  ///   - limit: packets to take in all; a chunk that reaches it is the last.
  mutating func settle(behind count: Int, limit: Int?, _ history: inout LineHistory) {
    before = count
    if let limit, packets.count >= limit - count {
      packets.keepFirst(limit - count)
      isLast = true
    }
    guard case .lines(let options) = preparation else { return }
    packets.note(with: &history.tracker, in: window)
    guard options.tellsDifferences else { return }
    writer?.earlier = history.earlier
    packets.addTimes(to: &history.earlier)
  }

  /// Makes of packets that have settled what is to be written.
  mutating func finish(into finished: inout FinishedChunk) {
    finished.removeAll()
    finished.count = packets.count
    finished.overlooked = packets.overlooked
    finished.failure = failure.map { SavefileError(.system($0), at: start) }
    switch preparation {
    case .count: break
    case .packets: packets.copy(to: &finished, in: window)
    case .lines:
      guard var writer = writer.take() else { return }
      packets.write(behind: before, in: window, with: &writer, to: &finished.bytes)
      self.writer = consume writer
    }
  }
}
