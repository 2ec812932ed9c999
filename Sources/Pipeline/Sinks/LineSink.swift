internal import Bytes
public import Packets
public import Rendering
public import System

/// Makes lines of packets where they are taken, and writes them in large pieces.
public struct LineSink: ~Copyable, OutputSink {
  /// Bytes of text that are gathered before they are written.
  private static let enough = 64 << 10

  private let options: RenderOptions
  private var renderer: LineRenderer
  private var text = TextBuffer(capacity: 2 * enough)
  private let output: FileDescriptor
  private let isLineBuffered: Bool
  private let closesLine: Bool
  private let losses: LossReport
  private var number: Int

  /// Lines that look as the options say, for `output`.
  ///
  /// - Parameters:
  ///   - isLineBuffered: whether no pause leaves a line unwritten, not even a short one.
  ///   - closesLine: whether an interruption, which a terminal may show in the midst of a line, is answered with a
  ///     newline, as tcpdump does.
  ///   - skipped: packets that were passed over before, which count where lines have numbers.
  ///   - losses: where it is told that packets are missing before one.
  public init(
    options: RenderOptions, output: consuming FileDescriptor, isLineBuffered: Bool, closesLine: Bool = false,
    losses: LossReport = .none, skipped: Int = 0
  ) {
    number = skipped
    self.options = options
    renderer = LineRenderer(options: options)
    self.output = output
    self.isLineBuffered = isLineBuffered
    self.closesLine = closesLine
    self.losses = losses
  }

  public mutating func write(_ packet: borrowing CapturedPacket) throws(OutputError) {
    number += 1
    if packet.lostBefore > 0 { try tell(loss: Int(packet.lostBefore), of: packet.interfaceIndex) }
    renderer.render(packet, number: number, into: &text)
    if text.count >= Self.enough { try flush() }
  }

  /// Lines with names are better not made ahead: one name that is slow to be found would keep all threads waiting. What
  /// is decrypted is there only as long as its packet is looked at.
  public var preparation: Preparation? {
    options.names == nil && options.decryptor == nil ? .lines(options) : nil
  }

  public mutating func write(lines: RawSpan, count: Int) throws(OutputError) {
    try flush()
    number += count
    do throws(SystemCallError) {
      try output.write(lines)
    } catch {
      throw .lines(error)
    }
  }

  public mutating func exchange(_ history: inout LineHistory) {
    renderer.exchange(&history.tracker, &history.earlier)
  }

  public mutating func tell(lostAtEnd count: Int) throws(OutputError) { try tell(loss: count, of: nil) }

  private mutating func tell(loss: Int, of interface: UInt32?) throws(OutputError) {
    guard loss > 0 else { return }
    let name = interface.flatMap { options.sourceName?($0) }
    try tell { LossLine.append(loss, of: name, to: &$0) }
  }

  /// Passes over packets, which are not printed and count for numbers.
  mutating func pass(over count: Int) throws(OutputError) {
    guard count > 0 else { return }
    number += count
    try tell { LossLine.append(unprinted: count, to: &$0) }
  }

  private mutating func tell(_ line: (inout TextBuffer) -> Void) throws(OutputError) {
    guard losses != .none else { return }
    if losses == .inText { return line(&text) }
    try flush()
    line(&text)
    // When even that cannot be written there is nobody left to tell.
    try? FileDescriptor.standardError.write(text.bytes)
    text.removeAll()
  }

  public mutating func flush() throws(OutputError) {
    guard text.count > 0 else { return }
    do throws(SystemCallError) {
      try output.write(text.bytes)
    } catch {
      text.removeAll()
      throw .lines(error)
    }
    text.removeAll()
  }

  public mutating func settle(isIdle: Bool) throws(OutputError) {
    if isIdle || isLineBuffered { try flush() }
  }

  public mutating func finish(isInterrupted: Bool) throws(OutputError) {
    if isInterrupted && closesLine { text.append(byte: UInt8(ascii: "\n")) }
    try flush()
  }
}
