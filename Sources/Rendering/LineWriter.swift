public import Bytes
public import Dissection
public import Packets

/// Writes the lines of packets whose layers and notes are known: nothing in a line depends on anything else.
public struct LineWriter: ~Copyable {
  /// A packet that claims more than this is not printed.
  private static let maximumLength = 262_144

  private let options: RenderOptions
  private var clock: ClockText
  private var uncoloured = TextBuffer()

  /// A writer of lines that look as the options say.
  public init(options: RenderOptions) {
    self.options = options
    clock = ClockText(options: options)
  }

  /// The times of the packets before, where lines tell differences.
  public var earlier: EarlierTimes {
    get { clock.earlier }
    set { clock.earlier = newValue }
  }

  /// Whether a packet's lengths make sense; of one whose do not nothing else is told.
  ///
  /// - Parameters:
  ///   - captured: bytes of it that were captured.
  ///   - original: bytes it had on the wire.
  public static func isPossible(captured: Int, original: Int) -> Bool {
    captured > 0 && original >= captured && original <= maximumLength
  }

  /// Appends the line (or lines) of a packet, with the newline.
  ///
  /// - Parameter number: the packet's number, from 1, for `-#`.
  public mutating func append(_ packet: borrowing DissectedPacket, number: Int, to out: inout TextBuffer) {
    append(number: number, &out)
    guard options.usesColor else { return Self.append(packet, options, &clock, to: &out) }
    uncoloured.removeAll()
    Self.append(packet, options, &clock, to: &uncoloured)
    Highlighter().append(uncoloured.bytes, to: &out)
  }

  /// Appends the line of a usual packet of which notes tell no more than of its TCP header, with the newline, where lines
  /// suit it.
  ///
  /// - Parameters:
  ///   - bases: what to subtract from its sequence numbers.
  ///   - number: the packet's number, from 1, for `-#`.
  ///   - dissector: looks into its payload.
  public mutating func append(
    _ usual: UsualPacket, of packet: borrowing CapturedPacket, _ bases: TCPSequenceNote, number: Int,
    with dissector: inout Dissector, to out: inout TextBuffer
  ) {
    guard usual.payloadKind == nil else {
      return append(whole: usual, of: packet, bases, number: number, with: &dissector, to: &out)
    }
    append(number: number, &out)
    guard options.usesColor else { return Self.append(usual, of: packet, bases, options, &clock, to: &out) }
    uncoloured.removeAll()
    Self.append(usual, of: packet, bases, options, &clock, to: &uncoloured)
    Highlighter().append(uncoloured.bytes, to: &out)
  }

  /// The same with what its payload is.
  @inline(never)
  private mutating func append(
    whole usual: UsualPacket, of packet: borrowing CapturedPacket, _ bases: TCPSequenceNote, number: Int,
    with dissector: inout Dissector, to out: inout TextBuffer
  ) {
    var dissected = dissector.dissect(packet, usual)
    dissected.notes.tcp = bases
    append(dissected, usual, number: number, to: &out)
  }

  @inline(__always)
  private static func append(
    _ usual: UsualPacket, of packet: borrowing CapturedPacket, _ bases: TCPSequenceNote,
    _ options: borrowing RenderOptions, _ clock: inout ClockText, to out: inout TextBuffer
  ) {
    appendStart(packet, options, &clock, to: &out)
    usual.appendSummary(of: packet, bases, options, to: &out)
    appendEnd(packet, headerLength: usual.network, options, to: &out)
  }

  /// Appends the line of a usual packet whose payload has a layer, with the newline, where lines suit it.
  ///
  /// - Parameter number: the packet's number, from 1, for `-#`.
  public mutating func append(
    _ packet: borrowing DissectedPacket, _ usual: UsualPacket, number: Int, to out: inout TextBuffer
  ) {
    append(number: number, &out)
    guard options.usesColor else { return Self.append(packet, usual, options, &clock, to: &out) }
    uncoloured.removeAll()
    Self.append(packet, usual, options, &clock, to: &uncoloured)
    Highlighter().append(uncoloured.bytes, to: &out)
  }

  private static func append(
    _ packet: borrowing DissectedPacket, _ usual: UsualPacket, _ options: borrowing RenderOptions,
    _ clock: inout ClockText, to out: inout TextBuffer
  ) {
    appendStart(packet.packet, options, &clock, to: &out)
    var isWhole = true
    if usual.appendHeaders(of: packet.packet, packet.notes.tcp, options, to: &out) {
      do {
        let isTold = try packet.summarize(usual.payloadIndex, into: &out, options)
        if !isTold { usual.appendUnknownPayload(of: packet.packet.bytes, to: &out) }
      } catch {
        // What is cut in the payload has its mark, and the line ends there.
        isWhole = false
      }
    }
    appendEnd(packet.packet, headerLength: isWhole ? usual.network : 0, options, to: &out)
  }

  /// Appends what stands in front of the layers.
  @inline(__always)
  private static func appendStart(
    _ packet: borrowing CapturedPacket, _ options: borrowing RenderOptions,
    _ clock: inout ClockText, to out: inout TextBuffer
  ) {
    clock.append(packet.timestamp, to: &out)
    if options.sourceName != nil { out.append(sourceOf: packet, options) }
  }

  /// Appends what stands behind the layers, and the newline.
  ///
  /// - Parameter headerLength: bytes of link-layer headers, which most dumps leave out.
  @inline(__always)
  private static func appendEnd(
    _ packet: borrowing CapturedPacket, headerLength: Int, _ options: borrowing RenderOptions, to out: inout TextBuffer
  ) {
    if options.dumpsBytes { out.append(dumpOf: packet, headerLength: headerLength, options) }
    out.append(byte: UInt8(ascii: "\n"))
  }

  private func append(number: Int, _ out: inout TextBuffer) {
    guard options.numbersPackets else { return }
    out.append(UInt64(max(0, number)), padded: 5)
    out.append("  ")
  }

  private static func append(
    _ packet: borrowing DissectedPacket, _ options: borrowing RenderOptions, _ clock: inout ClockText,
    to out: inout TextBuffer
  ) {
    appendStart(packet.packet, options, &clock, to: &out)
    var isWhole = false
    if packet.layers.count == 0 {
      out.append("UNSUPPORTED")
      out.append(hexAndASCII: packet.packet.bytes)
    } else {
      isWhole = (try? packet.summarize(0, into: &out, options)) != nil
    }
    let headerLength = options.dumpsBytes && isWhole ? packet.linkHeaderLength : 0
    appendEnd(packet.packet, headerLength: headerLength, options, to: &out)
  }

  /// Appends the line of a packet whose lengths make no sense: what is wrong with them.
  public mutating func append(impossible packet: borrowing CapturedPacket, number: Int, to out: inout TextBuffer) {
    append(number: number, &out)
    let captured = packet.capturedLength
    let original = packet.originalLength
    let limit = Self.maximumLength
    out.append("[Invalid header:")
    var separator: StaticString = " "
    if captured == 0 {
      out.append(" caplen==0")
      separator = ", "
    }
    if original == 0 {
      out.append(separator)
      out.append("len==0")
      separator = ", "
    } else if original < captured {
      out.append(separator)
      out.append("len(")
      out.append(original)
      out.append(") < caplen(")
      out.append(captured)
      out.append(")")
      separator = ", "
    }
    for (name, length) in [("caplen(" as StaticString, captured), ("len(", original)] where length > limit {
      out.append(separator)
      out.append(name)
      out.append(length)
      out.append(") > ")
      out.append(limit)
      separator = ", "
    }
    out.append("]\n")
  }
}
