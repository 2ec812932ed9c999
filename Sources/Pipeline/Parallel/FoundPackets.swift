internal import Bytes
internal import Dissection
internal import Filtering
internal import Packets
internal import Rendering
internal import Savefiles
internal import System

/// The packets found in a stretch of a savefile, which somebody else holds, with what lines tell of them.
struct FoundPackets: ~Copyable {
  private let stretches: PcapStretch
  private let filter: CompiledFilter?
  private let keepsRecords: Bool
  private let keepsLayers: Bool
  private let suitsUsual: Bool
  private var dissector: Dissector

  /// What is kept of a packet till its line is written.
  private enum Shape {
    /// Nothing: its lengths make no sense, or there are no lines.
    case nothing
    /// Where its headers stand; notes tell of nothing else.
    case usual(UsualPacket)
    /// So many of `layers`, and one of `notes`.
    case layered(UsualPacket?, count: UInt8)
  }

  /// A packet of which more is kept than that it is there.
  private struct Found {
    let record: PcapStretch.Record
    var shape = Shape.nothing
    /// What to subtract from the sequence numbers of a usual one.
    var bases = TCPSequenceNote()
  }

  private var found: [Found] = []
  private var layers: [Layer] = []
  private var notes: [PacketNotes] = []
  /// The packets that the filter has not looked into: what they are in, and how many were found before.
  private var passed: [(kind: Encapsulation, place: Int)] = []
  /// How many the filter holds for.
  private(set) var count = 0

  init(_ stretches: PcapStretch, filter: CompiledFilter?, preparation: Preparation) {
    self.stretches = stretches
    self.filter = filter
    switch preparation {
    case .count: (keepsRecords, keepsLayers) = (false, false)
    case .packets: (keepsRecords, keepsLayers) = (true, false)
    case .lines: (keepsRecords, keepsLayers) = (true, true)
    }
    if case .lines(let options) = preparation {
      suitsUsual = options.suitsUsualPackets
      dissector = options.dissector()
    } else {
      suitsUsual = false
      dissector = Dissector()
    }
  }

  mutating func removeAll() {
    found.removeAll(keepingCapacity: true)
    layers.removeAll(keepingCapacity: true)
    passed.removeAll(keepingCapacity: true)
    count = 0
  }

  // MARK: Finding

  /// Adds the packets of records that begin in front of `limit`, up to the first one that is not of the usual kind.
  ///
  /// - Returns: where the first record stands that was not taken.
  mutating func addPlainRecords(in window: borrowing FileWindow, from first: Int, to limit: Int) -> Int {
    let stretch = window.bytes
    var place = first
    if let filter {
      while place < limit, let (record, next) = stretches.plainRecord(in: stretch, at: place) {
        add(record, in: stretch, where: filter)
        place = next
      }
    } else if keepsRecords {
      while place < limit, let (record, next) = stretches.plainRecord(in: stretch, at: place) {
        keep(record, in: stretch)
        place = next
      }
    } else {
      while place < limit, let (_, next) = stretches.plainRecord(in: stretch, at: place) {
        count &+= 1
        place = next
      }
    }
    return place
  }

  /// Adds a record's packet when the filter holds for it.
  mutating func add(_ record: PcapStretch.Record, in window: borrowing FileWindow) {
    let stretch = window.bytes
    if let filter { add(record, in: stretch, where: filter) } else { keep(record, in: stretch) }
  }

  @inline(__always)
  private mutating func add(_ record: PcapStretch.Record, in stretch: RawSpan, where filter: CompiledFilter) {
    let (packet, length) = (stretch.extracting(record.bytes), record.originalLength)
    if filter.matches(packet, originalLength: length) { return keep(record, in: stretch) }
    if let kind = filter.overlooked(packet, originalLength: length) { passed.append((kind, count)) }
  }

  @inline(__always)
  private mutating func keep(_ record: PcapStretch.Record, in stretch: RawSpan) {
    count &+= 1
    guard keepsRecords else { return }
    var found = Found(record: record)
    if keepsLayers { found.shape = shape(of: record, in: stretch) }
    self.found.append(found)
  }

  @inline(__always)
  private mutating func shape(of record: PcapStretch.Record, in stretch: RawSpan) -> Shape {
    let (bytes, length) = (stretch.extracting(record.bytes), record.originalLength)
    guard LineWriter.isPossible(captured: bytes.byteCount, original: length) else { return .nothing }
    guard suitsUsual, let usual = dissector.usual(bytes, originalLength: length, linkType: stretches.linkType) else {
      return layers(of: record, nil, in: stretch)
    }
    return usual.notesTellMore ? layers(of: record, usual, in: stretch) : .usual(usual)
  }

  @inline(never)
  private mutating func layers(of record: PcapStretch.Record, _ usual: UsualPacket?, in stretch: RawSpan) -> Shape {
    let packet = stretches.packet(record, in: stretch)
    let count =
      if let usual {
        Self.append(dissector.dissect(packet, usual).layers, to: &layers)
      } else {
        Self.append(dissector.dissect(packet).layers, to: &layers)
      }
    return .layered(usual, count: count)
  }

  private static func append(_ found: Span<Layer>, to layers: inout [Layer]) -> UInt8 {
    for index in found.indices { layers.append(found[index]) }
    // At most `Dissector.depthLimit`.
    return UInt8(truncatingIfNeeded: found.count)
  }

  // MARK: Settling

  /// Forgets all but the first packets, and what is behind the last of them.
  mutating func keepFirst(_ count: Int) {
    self.count = min(self.count, max(0, count))
    passed.removeAll { $0.place >= self.count }
  }

  /// How many packets the filter has not looked into.
  var overlooked: OverlookedCounts { passed.reduce(into: OverlookedCounts()) { $0.add($1.kind) } }

  /// Lets each packet have what those before it say about it.
  mutating func note(with tracker: inout ConversationTracker, in window: borrowing FileWindow) {
    let stretch = window.bytes
    notes.removeAll(keepingCapacity: true)
    // Out of `self`, so that one look is enough to know that nobody else has it.
    var found = exchange(&self.found, with: [])
    var packets = found.mutableSpan
    var layer = 0
    for index in 0..<count {
      switch packets[index].shape {
      case .nothing: break
      case .usual(let usual):
        guard usual.isTCP else { continue }
        let bytes = stretch.extracting(packets[index].record.bytes)
        packets[index].bases = tracker.sequenceNote(for: usual, in: bytes)
      case .layered(let usual, let count):
        let count = Int(count)
        let packet = dissected(packets[index].record, layer..<(layer + count), in: stretch)
        let found = if let usual { tracker.notes(for: packet, usual) } else { tracker.notes(for: packet) }
        notes.append(found)
        layer += count
      }
    }
    self.found = found
  }

  /// Adds when the packets were captured of which lines tell it.
  func addTimes(to earlier: inout EarlierTimes) {
    for index in 0..<count {
      if case .nothing = found[index].shape { continue }
      earlier.add(stretches.timestamp(of: found[index].record))
    }
  }

  // MARK: Finishing

  /// Copies the packets.
  func copy(to finished: inout FinishedChunk, in window: borrowing FileWindow) {
    for index in 0..<count { finished.add(found[index].record, in: window.bytes) }
  }

  /// Writes the lines of noted packets.
  ///
  /// - Parameter number: packets before.
  mutating func write(
    behind number: Int, in window: borrowing FileWindow, with writer: inout LineWriter, to text: inout TextBuffer
  ) {
    let stretch = window.bytes
    var (layer, note) = (0, 0)
    for index in 0..<count {
      let record = found[index].record
      let number = number &+ index &+ 1
      switch found[index].shape {
      case .nothing: writer.append(impossible: stretches.packet(record, in: stretch), number: number, to: &text)
      case .usual(let usual):
        writer.append(
          usual, of: stretches.packet(record, in: stretch), found[index].bases, number: number, with: &dissector,
          to: &text)
      case .layered(let usual, let count):
        let count = Int(count)
        var packet = dissected(record, layer..<(layer + count), in: stretch)
        packet.notes = notes[note]
        if let usual {
          writer.append(packet, usual, number: number, to: &text)
        } else {
          writer.append(packet, number: number, to: &text)
        }
        layer += count
        note += 1
      }
    }
  }

  @_lifetime(borrow self, copy stretch)
  private func dissected(
    _ record: PcapStretch.Record, _ range: Range<Int>, in stretch: RawSpan
  ) -> DissectedPacket {
    DissectedPacket(
      packet: stretches.packet(record, in: stretch), layers: layers.span.extracting(range),
      derived: stretch.extracting(0..<0))
  }
}
