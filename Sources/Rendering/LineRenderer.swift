public import Bytes
public import Dissection
public import Packets

/// Turns packets into lines, one after the other on one core.
public struct LineRenderer: ~Copyable {
  private var writer: LineWriter
  private var dissector: Dissector
  private var tracker: ConversationTracker
  private let suitsUsual: Bool

  /// A renderer of lines that look as the options say.
  public init(options: RenderOptions) { self.init(options: options, takesShortWay: true) }

  /// - Parameter takesShortWay: as in `Dissector`.
  init(options: RenderOptions, takesShortWay: Bool) {
    suitsUsual = options.suitsUsualPackets
    writer = LineWriter(options: options)
    dissector = options.dissector(takesShortWay: takesShortWay)
    tracker = options.tracker()
  }

  /// Exchanges what the packets so far mean for lines to come.
  public mutating func exchange(_ tracker: inout ConversationTracker, _ earlier: inout EarlierTimes) {
    swap(&self.tracker, &tracker)
    swap(&writer.earlier, &earlier)
  }

  /// Appends the line (or lines) of a packet, with the newline.
  ///
  /// - Parameter number: the packet's number, from 1, for `-#`.
  public mutating func render(_ packet: borrowing CapturedPacket, number: Int, into out: inout TextBuffer) {
    guard LineWriter.isPossible(captured: packet.capturedLength, original: packet.originalLength) else {
      return writer.append(impossible: packet, number: number, to: &out)
    }
    if suitsUsual, let usual = dissector.usual(packet) {
      guard usual.notesTellMore else {
        let bases = tracker.sequenceNote(for: usual, in: packet.bytes)
        return writer.append(usual, of: packet, bases, number: number, with: &dissector, to: &out)
      }
      var dissected = dissector.dissect(packet, usual)
      dissected.notes = tracker.notes(for: dissected, usual)
      return writer.append(dissected, usual, number: number, to: &out)
    }
    var dissected = dissector.dissect(packet)
    dissected.notes = tracker.notes(for: dissected)
    writer.append(dissected, number: number, to: &out)
  }
}
