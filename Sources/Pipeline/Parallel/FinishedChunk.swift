internal import Bytes
internal import Filtering
internal import Packets
internal import Savefiles
internal import System

/// What was made of a chunk, until it is its turn to be written.
struct FinishedChunk: ~Copyable {
  /// The lines, or the bytes of the packets, one behind the other.
  var bytes = TextBuffer()
  /// Packets that the filter holds for.
  var count = 0
  /// Packets that the filter has not looked into.
  var overlooked = OverlookedCounts()
  /// Why the file could not be read, and where.
  var failure: SavefileError?
  /// Where the packets lie in `bytes`, when these are theirs.
  private var records: [PcapStretch.Record] = []

  /// Forgets what is in it.
  mutating func removeAll() {
    bytes.removeAll()
    records.removeAll(keepingCapacity: true)
    (count, overlooked, failure) = (0, OverlookedCounts(), nil)
  }

  /// Takes the packet of a record of a stretch.
  mutating func add(_ record: PcapStretch.Record, in stretch: RawSpan) {
    records.append(record.moved(to: bytes.count))
    bytes.append(stretch.extracting(record.bytes))
  }

  /// Hands on what is in it.
  func deliver<Sink: OutputSink & ~Copyable>(
    of stretches: PcapStretch, to sink: inout Sink
  ) throws(OutputError) {
    switch sink.preparation {
    case .lines: try sink.write(lines: bytes.bytes, count: count)
    case .packets: for record in records { try sink.write(stretches.packet(record, in: bytes.bytes)) }
    case .count, nil: break
    }
  }
}
