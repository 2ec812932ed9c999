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
  private let settings: DecoderSettings
  private let options: RenderOptions
  private var renderer: LineRenderer
  private var text = TextBuffer(capacity: 2 * enough)
  private let output = FileDescriptor.standardOutput
  /// Why lines cannot be written any more.
  private var failure: SystemCallError?

  init(_ memory: DecoderMemory, _ channel: ProcessChannel, _ settings: DecoderSettings) {
    var options = settings.options
    // Waiting for names is no hanging.
    if let names = options.names { options.names = BeatingNames(names, memory) }
    // What the other process knows of interfaces is in the memory; here it is as it was when this process began.
    if options.sourceName != nil { options.sourceName = { memory.name(of: $0) } }
    self.memory = memory
    self.channel = channel
    self.settings = settings
    self.options = options
    renderer = LineRenderer(options: options)
  }

  /// Prints what comes until nothing more does; goes on with a block at which another decoder has ended.
  ///
  /// - Returns: the exit status of the process.
  mutating func run() -> Int32 {
    if memory[.isBusy] == 1 { finishBlock() }
    while let message = channel.receive(), let request = DecoderRequest(message) {
      switch request {
      case .block:
        memory[.isBusy] = 1
        finishBlock()
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

  /// Prints what is left of the block, and says that it is done.
  private mutating func finishBlock() {
    printBlock()
    // What is gathered belongs to packets that are forgotten with the block: another decoder could not make it again.
    flush(upTo: memory[.count])
    memory.work = .waiting
    memory[.isBusy] = 0
    answer()
  }

  private func answer() { channel.send(DecoderAnswer(failure: failure).bytes) }

  private mutating func printBlock() {
    var (index, offset) = (0, 0)
    let (first, poison) = (memory[.unwritten], memory[.poison])
    let source = memory
    while let packet = DecoderMemory.packet(in: source.block, at: offset) {
      defer { (index, offset) = (index + 1, DecoderMemory.offset(behind: packet, at: offset)) }
      guard index >= first, failure == nil else { continue }
      let place = DecoderMemory.place(in: source.block, at: offset)
      if place.unprinted > 0 {
        flush(upTo: index)
        tell(unprinted: place.unprinted)
      }
      if index + 1 == poison {
        mark(packet, place.number)
        flush(upTo: index + 1)
      } else {
        print(packet, place.number, index)
      }
    }
  }

  private mutating func print(_ packet: borrowing CapturedPacket, _ number: Int, _ index: Int) {
    memory.beat()
    if packet.lostBefore > 0 {
      flush(upTo: index)
      tell(loss: Int(packet.lostBefore), of: packet.interfaceIndex)
    }
    memory[.current] = index
    memory.work = .decoding
    settings.beforeEach?(packet)
    renderer.render(packet, number: number, into: &text)
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
