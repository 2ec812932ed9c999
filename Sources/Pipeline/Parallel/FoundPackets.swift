internal import Bytes
internal import Dissection
internal import Filtering
internal import Packets
internal import Rendering
internal import Savefiles
internal import System

/// The packets found in a stretch of a savefile, which somebody else holds, with their layers and notes.
struct FoundPackets: ~Copyable {
  private let linkType: LinkType
  private let filter: CompiledFilter?
  private let keepsRecords: Bool
  private let keepsLayers: Bool
  private let suitsUsual: Bool
  private var dissector: Dissector

  /// A packet of which more is kept than that it is there.
  private struct Found {
    let record: PcapStretch.Record
    /// What is known of a usual one, where lines suit such; others have layers.
    var usual: UsualPacket?
    /// Whether its lengths make sense.
    var isPossible = false
    /// Where its layers end among `layers`.
    var layersEnd = 0
  }

  private var found: [Found] = []
  private var layers: [Layer] = []
  private var notes: [PacketNotes] = []
  /// The packets that the filter has not looked into: what they are in, and how many were found before.
  private var passed: [(kind: Encapsulation, place: Int)] = []
  /// How many the filter holds for.
  private(set) var count = 0

  init(linkType: LinkType, filter: CompiledFilter?, preparation: Preparation) {
    self.linkType = linkType
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

  /// Adds a record's packet when the filter holds for it.
  @inline(__always)
  mutating func add(_ record: PcapStretch.Record, in window: borrowing FileWindow) {
    guard filter != nil || keepsRecords else {
      count += 1
      return
    }
    let packet = Self.packet(record, in: window, linkType)
    if let filter, !filter.matches(packet) {
      if let kind = filter.overlooked(packet) { passed.append((kind, count)) }
      return
    }
    count += 1
    guard keepsRecords else { return }
    var found = Found(record: record)
    if keepsLayers { look(into: packet, &found) }
    self.found.append(found)
  }

  @inline(__always)
  private mutating func look(into packet: borrowing CapturedPacket, _ found: inout Found) {
    found.isPossible = LineWriter.isPossible(packet)
    if found.isPossible {
      found.usual = suitsUsual ? dissector.usual(packet) : nil
      if let usual = found.usual {
        if usual.payloadKind != nil { Self.append(dissector.dissect(packet, usual).layers, to: &layers) }
      } else {
        Self.append(dissector.dissect(packet).layers, to: &layers)
      }
    }
    found.layersEnd = layers.count
  }

  private static func append(_ found: Span<Layer>, to layers: inout [Layer]) {
    for index in found.indices { layers.append(found[index]) }
  }

  /// Forgets all but the first packets, and what is behind the last of them.
  mutating func keepFirst(_ count: Int) {
    self.count = min(self.count, max(0, count))
    passed.removeAll { $0.place >= self.count }
  }

  /// How many packets the filter has not looked into.
  var overlooked: OverlookedCounts { passed.reduce(into: OverlookedCounts()) { $0.add($1.kind) } }

  /// Lets each packet have what those before it say about it.
  mutating func note(with tracker: inout ConversationTracker, in window: borrowing FileWindow) {
    notes.removeAll(keepingCapacity: true)
    for index in 0..<count { notes.append(note(index, with: &tracker, in: window)) }
  }

  private func note(
    _ index: Int, with tracker: inout ConversationTracker, in window: borrowing FileWindow
  ) -> PacketNotes {
    guard found[index].isPossible else { return PacketNotes() }
    if let usual = found[index].usual, usual.payloadKind == nil {
      let record = found[index].record
      return tracker.notes(for: usual, in: window.bytes.extracting(record.bytes), at: record.timestamp)
    }
    let packet = packet(index, in: window)
    guard let usual = found[index].usual else { return tracker.notes(for: dissected(packet, index, in: window)) }
    return tracker.notes(for: dissected(packet, index, in: window), usual)
  }

  /// Writes the line of a noted packet.
  func write(
    _ index: Int, number: Int, in window: borrowing FileWindow, with writer: inout LineWriter, to text: inout TextBuffer
  ) {
    let packet = packet(index, in: window)
    guard found[index].isPossible else { return writer.append(impossible: packet, number: number, to: &text) }
    let usual = found[index].usual
    if let usual, usual.payloadKind == nil {
      return writer.append(usual, of: packet, notes[index], number: number, to: &text)
    }
    var dissected = dissected(packet, index, in: window)
    dissected.notes = notes[index]
    if let usual {
      writer.append(dissected, usual, number: number, to: &text)
    } else {
      writer.append(dissected, number: number, to: &text)
    }
  }

  /// A packet, in place; where the records are kept.
  @_lifetime(borrow window)
  func packet(_ index: Int, in window: borrowing FileWindow) -> CapturedPacket {
    Self.packet(found[index].record, in: window, linkType)
  }

  @_lifetime(borrow self, copy packet, borrow window)
  private func dissected(
    _ packet: borrowing CapturedPacket, _ index: Int, in window: borrowing FileWindow
  ) -> DissectedPacket {
    DissectedPacket(packet: packet, layers: layers(of: index), derived: window.bytes.extracting(0..<0))
  }

  @_lifetime(borrow self)
  private func layers(of index: Int) -> Span<Layer> {
    layers.span.extracting((index == 0 ? 0 : found[index - 1].layersEnd)..<found[index].layersEnd)
  }

  @_lifetime(borrow window)
  private static func packet(
    _ record: PcapStretch.Record, in window: borrowing FileWindow, _ linkType: LinkType
  ) -> CapturedPacket {
    CapturedPacket(
      timestamp: record.timestamp, originalLength: record.originalLength, linkType: linkType,
      bytes: window.bytes.extracting(record.bytes))
  }
}
