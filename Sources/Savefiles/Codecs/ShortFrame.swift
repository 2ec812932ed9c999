internal import Bytes
internal import System

/// A whole frame made of the beginning of one, with the records that are whole there.
struct ShortFrame {
  private(set) var bytes: [UInt8] = []
  /// Packets among the records.
  private(set) var packets = 0

  private let layout: RecordLayout
  private let encoder: any Encoder
  private var hasHeader: Bool

  /// Bytes of plain data at once.
  private static let pieceLength = 256 << 10
  /// How much of the beginning is tried, in percent: a frame that is ended may be longer than what it was made of.
  private static let shares = [100, 98, 90, 75, 50, 25]

  /// The longest one that is no longer than what it is made of; `nil` when there is none.
  ///
  /// - Parameters:
  ///   - beginning: the first bytes of a frame that begins with a record.
  ///   - hasHeader: whether the file's header is in a frame before it.
  /// - Throws: `CodecFault` when a library is not there or has no memory.
  static func longest(
    of beginning: RawSpan, _ choice: CompressionChoice, _ layout: RecordLayout, hasHeader: Bool
  ) throws(CodecFault) -> ShortFrame? {
    for share in shares {
      var frame = try ShortFrame(choice, layout, hasHeader: hasHeader)
      let length = beginning.byteCount * share / 100
      try frame.take(beginning.extracting(first: length), choice.format.decoder())
      if frame.bytes.count <= beginning.byteCount { return frame }
    }
    return nil
  }

  private init(_ choice: CompressionChoice, _ layout: RecordLayout, hasHeader: Bool) throws(CodecFault) {
    self.layout = layout
    self.hasHeader = hasHeader
    encoder = try choice.newEncoder()
  }

  /// Takes all records that are whole in what is compressed, and ends.
  private mutating func take(_ compressed: RawSpan, _ decoder: any Decoder) throws(CodecFault) {
    var input = compressed
    var output = WriteBuffer(capacity: Self.pieceLength)
    // Plain bytes of a record that is not whole yet.
    var rest: [UInt8] = []
    while true {
      let step = try decoder.step(input, isLast: false, into: &output)
      input = input.extracting(droppingFirst: step.taken)
      rest.append(contentsOf: output.bytes)
      output.removeAll()
      let whole = layout.wholeRecords(in: rest.rawSpan, upTo: rest.count, hasHeader: hasHeader)
      if whole.end > 0 {
        try encoder.compress(rest.rawSpan.extracting(first: whole.end), into: &bytes)
        rest.removeFirst(whole.end)
        packets += whole.count
        hasHeader = true
      }
      if step.taken == 0, step.given == 0 { break }
    }
    if hasHeader { try encoder.endFrame(into: &bytes) }
  }
}
