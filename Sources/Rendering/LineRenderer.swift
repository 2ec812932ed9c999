public import Bytes
public import Dissection
public import Packets

/// Turns packets into lines, one after the other on one core.
public struct LineRenderer: ~Copyable {
  private let usesColor: Bool
  private var lines: PlainLines
  private var uncoloured = TextBuffer()

  /// A renderer of lines that look as the options say.
  public init(options: RenderOptions, registry: Registry = Registry()) {
    usesColor = options.usesColor
    lines = PlainLines(options: options, registry: registry)
  }

  /// Appends the line (or lines) of a packet, with the newline.
  ///
  /// - Parameter number: the packet's number, from 1, for `-#`.
  public mutating func render(_ packet: borrowing CapturedPacket, number: Int, into out: inout TextBuffer) {
    guard usesColor else { return lines.render(packet, number, &out) }
    uncoloured.removeAll()
    lines.render(packet, number, &uncoloured)
    Highlighter().append(uncoloured.bytes, to: &out)
  }
}

/// Lines without colours.
private struct PlainLines: ~Copyable {
  /// A packet that claims more than this is not printed.
  private static let maximumLength = 262_144

  private let options: RenderOptions
  private var dissector: Dissector
  private var tracker: ConversationTracker
  private var clock: ClockText

  init(options: RenderOptions, registry: Registry) {
    self.options = options
    var registry = registry
    registry.payloadChoice = options.payloadChoice
    dissector = Dissector(registry: registry, decryptor: options.decryptor)
    tracker = ConversationTracker(capacity: options.rememberedConnections)
    clock = ClockText(options: options)
  }

  mutating func render(_ packet: borrowing CapturedPacket, _ number: Int, _ out: inout TextBuffer) {
    if options.numbersPackets {
      out.append(UInt64(max(0, number)), padded: 5)
      out.append("  ")
    }
    guard !refuses(packet, &out) else { return }
    var dissected = dissector.dissect(packet)
    dissected.notes = tracker.notes(for: dissected)
    clock.append(dissected.packet.timestamp, dissected.notes, to: &out)
    Self.append(dissected, options, to: &out)
  }

  private static func append(
    _ packet: borrowing DissectedPacket, _ options: borrowing RenderOptions, to out: inout TextBuffer
  ) {
    var isWhole = false
    if packet.layers.count == 0 {
      out.append("UNSUPPORTED")
      out.append(hexAndASCII: packet.packet.bytes)
    } else {
      isWhole = (try? packet.summarize(0, into: &out, options)) != nil
    }
    if options.dumpsBytes {
      out.append(dumpOf: packet.packet, headerLength: isWhole ? packet.linkHeaderLength : 0, options)
    }
    out.append(byte: UInt8(ascii: "\n"))
  }

  /// Whether the lengths make no sense; says so in a line of its own.
  private func refuses(_ packet: borrowing CapturedPacket, _ out: inout TextBuffer) -> Bool {
    let captured = packet.capturedLength
    let original = packet.originalLength
    let limit = Self.maximumLength
    guard captured == 0 || original <= 0 || original < captured || original > limit else { return false }
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
    return true
  }
}
