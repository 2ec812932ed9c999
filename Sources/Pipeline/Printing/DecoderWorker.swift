internal import Bytes
internal import Packets
internal import Rendering
internal import System

/// Makes lines of the packets that another process captures, and writes them.
struct DecoderWorker: ~Copyable {
  /// Bytes of text that are gathered before they are written.
  private static let enough = 64 << 10

  private let memory: DecoderMemory
  private let channel: ProcessChannel
  /// Where a copy is told that it is its turn, and who tells.
  private let turns: ProcessChannel
  private let supervisor: Int32
  private let settings: DecoderSettings
  private let options: RenderOptions
  private var renderer: LineRenderer
  private var text = TextBuffer(capacity: 2 * enough)
  private let output = FileDescriptor.standardOutput
  /// Why lines cannot be written any more.
  private var failure: SystemCallError?
  /// The next packet in the memory, and where it begins.
  private var next = (index: 0, offset: 0)
  /// The copy that waits for its turn.
  private var copy: ProcessCopy?

  init(
    _ memory: DecoderMemory, _ channel: ProcessChannel, turns: ProcessChannel, supervisor: Int32,
    _ settings: DecoderSettings
  ) {
    var options = settings.options
    // Waiting for names is no hanging.
    if let names = options.names { options.names = BeatingNames(names, memory) }
    // What the other process knows of interfaces is in the memory; here it is as it was when this process began.
    if options.sourceName != nil { options.sourceName = { memory.name(of: $0) } }
    self.memory = memory
    self.channel = channel
    self.turns = turns
    self.supervisor = supervisor
    self.settings = settings
    self.options = options
    renderer = LineRenderer(options: options)
  }

  /// Prints what comes until nothing more does; goes on where another decoder has ended.
  ///
  /// - Returns: the exit status of the process.
  mutating func run() -> Int32 {
    memory[.decoder] = Int(ProcessCopy.ownNumber)
    goOn()
    while let message = channel.receive(), let request = DecoderRequest(message) {
      memory[.isBusy] = 1
      switch request {
      case .block: goOn()
      case .remember:
        memory.clear()
        next = (0, 0)
        makeCopy()
        goOn()
      case .end(let isInterrupted, let lost, let unprinted):
        tell(unprinted: unprinted)
        tell(loss: lost, of: nil)
        if isInterrupted && settings.closesLine { text.append(byte: UInt8(ascii: "\n")) }
        flush()
        answer()
        return 0
      }
    }
    return 0
  }

  /// Makes a copy that knows what is known now, in place of the one before. Comes back in the copy too, when it is its turn
  /// because this decoder has ended; it has a copy then as well.
  private mutating func makeCopy() {
    if let copy {
      copy.kill()
      copy.end()
    }
    while true {
      // Without one, another decoder begins with nothing but the packets in the memory.
      copy = nil
      memory[.hasCopy] = 0
      guard let made = try? ProcessCopy.split() else {
        guard waitForTurn() else { ProcessCopy.leave(0) }
        continue
      }
      copy = made
      memory[.hasCopy] = 1
      return
    }
  }

  /// - Returns: whether it has come; not so when nobody is left to tell.
  private func waitForTurn() -> Bool {
    guard turns.receive() != nil, ProcessCopy.endThis(with: supervisor) else { return false }
    memory[.decoder] = Int(ProcessCopy.ownNumber)
    return true
  }

  /// Prints what is left of the packets, and says so where that was asked for.
  private mutating func goOn() {
    printRest()
    flush(upTo: next.index)
    memory.work = .waiting
    guard memory[.isBusy] == 1 else { return }
    memory[.isBusy] = 0
    answer()
  }

  private func answer() { channel.send(DecoderAnswer(failure: failure).bytes) }

  private mutating func printRest() {
    let first = memory[.unwritten]
    let source = memory
    while let packet = DecoderMemory.packet(in: source.block, at: next.offset) {
      let (index, offset) = next
      next = (index + 1, DecoderMemory.offset(behind: packet, at: offset))
      guard failure == nil else { continue }
      let (number, unprinted) = DecoderMemory.place(in: source.block, at: offset)
      let isPoison = DecoderMemory.isPoison(in: source.block, at: offset)
      if index < first {
        if !isPoison { review(packet, number, index) }
        continue
      }
      if unprinted > 0 {
        flush(upTo: index)
        tell(unprinted: unprinted)
      }
      if isPoison {
        mark(packet, number)
        flush(upTo: index + 1)
      } else {
        print(packet, number, index)
      }
    }
  }

  /// Decodes a packet that an earlier decoder has printed, for what lines of later ones tell of it.
  private mutating func review(_ packet: borrowing CapturedPacket, _ number: Int, _ index: Int) {
    render(packet, number, index)
    text.removeAll()
  }

  private mutating func render(_ packet: borrowing CapturedPacket, _ number: Int, _ index: Int) {
    memory.beat()
    memory[.current] = index
    memory.work = .decoding
    settings.beforeEach?(packet)
    renderer.render(packet, number: number, into: &text)
  }

  private mutating func print(_ packet: borrowing CapturedPacket, _ number: Int, _ index: Int) {
    if packet.lostBefore > 0 {
      flush(upTo: index)
      tell(loss: Int(packet.lostBefore), of: packet.interfaceIndex)
    }
    render(packet, number, index)
    if settings.isLineBuffered || text.count >= Self.enough { flush(upTo: index + 1) }
  }

  /// The line of a packet that ended a decoder.
  private mutating func mark(_ packet: borrowing CapturedPacket, _ number: Int) {
    text.append("-- packet ")
    text.append(string: String(number))
    text.append(" could not be decoded (")
    text.append(string: String(packet.originalLength))
    text.append(" bytes) --\n")
  }

  private mutating func tell(loss: Int, of interface: UInt32?) {
    guard loss > 0 else { return }
    let name = interface.flatMap { options.sourceName?($0) }
    tell { LossLine.append(loss, of: name, to: &$0) }
  }

  private mutating func tell(unprinted: Int) {
    guard unprinted > 0 else { return }
    tell { LossLine.append(unprinted: unprinted, to: &$0) }
  }

  private mutating func tell(_ line: (inout TextBuffer) -> Void) {
    guard settings.losses != .none else { return }
    if settings.losses == .inText { return line(&text) }
    flush()
    line(&text)
    // When even that cannot be written there is nobody left to tell.
    try? FileDescriptor.standardError.write(text.bytes)
    text.removeAll()
  }

  private mutating func flush(upTo index: Int) {
    flush()
    memory[.unwritten] = index
  }

  private mutating func flush() {
    guard text.count > 0 else { return }
    memory.work = .writing
    do throws(SystemCallError) {
      if failure == nil { try output.write(text.bytes) }
    } catch {
      failure = error
    }
    text.removeAll()
    memory.beat()
  }
}

/// Names whose looking up is told as work.
private final class BeatingNames: NameSource {
  private let names: any NameSource
  private let memory: DecoderMemory

  init(_ names: any NameSource, _ memory: DecoderMemory) { (self.names, self.memory) = (names, memory) }

  func name(of address: IPv4Address) -> String? { beat { names.name(of: address) } }
  func name(of address: IPv6Address) -> String? { beat { names.name(of: address) } }
  func name(of address: MACAddress) -> String? { beat { names.name(of: address) } }
  func name(ofTCPPort port: UInt16) -> String? { names.name(ofTCPPort: port) }
  func name(ofUDPPort port: UInt16) -> String? { names.name(ofUDPPort: port) }

  private func beat(_ name: () -> String?) -> String? {
    memory.beat()
    return name()
  }
}
