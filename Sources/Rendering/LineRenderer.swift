public import Bytes
public import Dissection
public import Packets

/// Turns packets into lines, one after the other on one core.
public struct LineRenderer: ~Copyable {
  /// A packet that claims more than this is not printed.
  private static let maximumLength = 262_144

  private let options: RenderOptions
  private var dissector: Dissector
  private var tracker = ConversationTracker()
  private var clock: ClockText

  /// A renderer of lines that look as the options say.
  public init(options: RenderOptions, registry: Registry = Registry()) {
    self.options = options
    dissector = Dissector(registry: registry)
    clock = ClockText(options: options)
  }

  /// Appends the line (or lines) of a packet, with the newline.
  ///
  /// - Parameter number: the packet's number, from 1, for `-#`.
  public mutating func render(_ packet: borrowing CapturedPacket, number: Int, into out: inout TextBuffer) {
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
    if packet.layers.count == 0 {
      out.append("UNSUPPORTED")
      if options.dumpsUnknown { out.append(hexAndASCII: packet.packet.bytes) }
    } else {
      // A cut packet's line ends with its mark, which is all there is to say of it.
      _ = try? packet.summarize(0, into: &out, options)
    }
    out.append(dumpOf: packet, options)
    out.append(byte: UInt8(ascii: "\n"))
  }

  /// Whether the lengths make no sense; says so in a line of its own.
  private func refuses(_ packet: borrowing CapturedPacket, _ out: inout TextBuffer) -> Bool {
    let captured = packet.capturedLength
    let original = packet.originalLength
    guard captured == 0 || original == 0 || original < captured || original > Self.maximumLength else { return false }
    out.append("[Invalid header:")
    var isFirst = true
    func separate(_ out: inout TextBuffer) {
      if !isFirst { out.append(byte: UInt8(ascii: ",")) }
      isFirst = false
    }
    if captured == 0 {
      separate(&out)
      out.append(" caplen==0")
    }
    if original == 0 {
      separate(&out)
      out.append(" len==0")
    } else if original < captured {
      separate(&out)
      out.append(" len(")
      out.append(original)
      out.append(") < caplen(")
      out.append(captured)
      out.append(")")
    }
    if captured > Self.maximumLength {
      separate(&out)
      out.append(" caplen(")
      out.append(captured)
      out.append(") > 262144")
    }
    if original > Self.maximumLength {
      separate(&out)
      out.append(" len(")
      out.append(original)
      out.append(") > 262144")
    }
    out.append("]\n")
    return true
  }
}
