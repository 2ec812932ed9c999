internal import Bytes
public import Packets
public import System

/// Writes packets into a pcapng file, version 1.0.
///
/// Packets of pcapng files keep their times as they stand there, in the unit of their interface; others have times in
/// nanoseconds. Interfaces are described when their first packet comes, or where the file that is copied describes them.
/// As with `PcapWriter`, all writes are checked, and what one that fails has torn is cut off.
public struct PcapngWriter: ~Copyable, PacketSink {
  private var output: SavefileOutput
  private let interfaces: PcapngInterfaceList
  private let sideBlocks: SideBlocks?
  private let keepsSections: Bool
  /// What each section tells of its making where sections are not kept.
  private let making: PcapngSectionFacts
  private let keepsClocks: Bool
  private let extras: PcapngPacketExtras
  /// The number in the section of each interface of the list, `nil` for one that is not described yet, and whether its
  /// packets bring their own ticks.
  private var numbers: [(number: UInt32, hasOwnClock: Bool, snapshotLength: Int)?] = []
  private var described: UInt32 = 0
  /// The order of integers in the section.
  private var order: ByteOrder
  /// The moments of the first and the last packet.
  private var times: (first: Timestamp, last: Timestamp)?
  /// What is known of packets that did not come, by the number of the interface in the list.
  private var statistics: [Int: PcapngStatistics] = [:]
  /// Blocks that stand before the next packet.
  private var opening: [UInt8]

  /// Starts a file; its header is buffered with the packets.
  ///
  /// - Parameters:
  ///   - file: where the bytes go, from where it stands.
  ///   - section: what its header tells; the file has the byte order of that.
  ///   - interfaces: what the packets were captured on; may grow while packets come.
  ///   - sideBlocks: what else is to be written, each block in its place; `nil` for nothing.
  ///   - keepsSections: whether a new section among these begins one here too.
  ///   - keepsClocks: whether times stay as packets bring them, or are made of their timestamps.
  public init(
    _ file: consuming FileDescriptor, section: PcapngSectionFacts, interfaces: PcapngInterfaceList,
    sideBlocks: SideBlocks? = nil, keepsSections: Bool = true, keepsClocks: Bool = true
  ) {
    self.init(
      SavefileOutput(file, .pcapng(section.order)),
      SavefileRecipe.Pcapng(
        section: section, interfaces: interfaces, sideBlocks: sideBlocks, keepsSections: keepsSections,
        keepsClocks: keepsClocks))
  }

  /// The same into an output of whatever kind, which is of this format.
  init(_ output: consuming SavefileOutput, _ recipe: SavefileRecipe.Pcapng) {
    self.output = output
    interfaces = recipe.interfaces
    sideBlocks = recipe.sideBlocks
    (keepsSections, keepsClocks) = (recipe.keepsSections, recipe.keepsClocks)
    extras = recipe.extras
    order = recipe.section.order
    making = recipe.section.withoutNotes
    opening = Self.header(recipe.section)
    // A file without packets still tells where none came from; a copy tells all that the other file does.
    if sideBlocks == nil, interfaces.count > 0 { describe(0) }
  }

  /// Packets written so far, in the buffer or out.
  public var packetCount: Int { output.packetCount }

  /// Bytes written so far, in the buffer or out.
  public var byteCount: Int { output.byteCount }

  /// Keeps what is known of packets that did not come, for the end of the file.
  ///
  /// - Parameter interface: the number of the interface in the list.
  public mutating func note(_ statistics: PcapngStatistics, of interface: Int = 0) {
    self.statistics[interface] = statistics
  }

  /// Puts a packet into the file, with what is known of it.
  ///
  /// - Throws: `SavefileWriteError` when the kernel does not take what is buffered; then every later call throws it too.
  public mutating func write(_ packet: borrowing CapturedPacket) throws(SavefileWriteError) {
    try takeSideBlocks()
    let interface = number(of: interfaces.isSingle ? 0 : Int(packet.interfaceIndex))
    if !opening.isEmpty { try writeOpening() }
    if packet.isSimple, extras.isNone, Self.isSimple(packet, interface) { return try writeSimple(packet) }
    let options = PcapngPacketOptions(
      of: packet, order: order, isCopied: interface.hasOwnClock, extras, number: packetCount + 1)
    let ticks = interface.hasOwnClock ? packet.clockTicks : packet.timestamp.ticks
    let total = 32 + packet.bytes.byteCount + (-packet.bytes.byteCount & 3) + options.byteCount
    try output.makeRoom(total)
    put(PcapngBlockType.enhancedPacket.rawValue)
    put(UInt32(truncatingIfNeeded: total))
    put(interface.number)
    put(UInt32(truncatingIfNeeded: ticks >> 32))
    put(UInt32(truncatingIfNeeded: ticks))
    put(UInt32(truncatingIfNeeded: packet.bytes.byteCount))
    put(UInt32(truncatingIfNeeded: packet.originalLength))
    try finish(packet, options, total)
    times = (times?.first ?? packet.timestamp, packet.timestamp)
  }

  /// Whether a packet can stand in a simple block: that is of the first interface, and tells only its original length.
  private static func isSimple(
    _ packet: borrowing CapturedPacket, _ interface: (number: UInt32, hasOwnClock: Bool, snapshotLength: Int)
  ) -> Bool {
    interface.number == 0 && interface.hasOwnClock && packet.lostBefore == 0
      && packet.bytes.byteCount == min(packet.originalLength, interface.snapshotLength)
  }

  private mutating func writeSimple(_ packet: borrowing CapturedPacket) throws(SavefileWriteError) {
    let total = 16 + packet.bytes.byteCount + (-packet.bytes.byteCount & 3)
    try output.makeRoom(total)
    put(PcapngBlockType.simplePacket.rawValue)
    put(UInt32(truncatingIfNeeded: total))
    put(UInt32(truncatingIfNeeded: packet.originalLength))
    try finish(packet, nil, total)
  }

  /// Puts the bytes of a packet, its options and its trailer behind what stands in the buffer.
  private mutating func finish(
    _ packet: borrowing CapturedPacket, _ options: PcapngPacketOptions?, _ total: Int
  ) throws(SavefileWriteError) {
    if total <= output.buffer.capacity {
      Self.put(packet.bytes, options, total, order, into: &output.buffer)
      output.packetCount += 1
    } else {
      var rest = WriteBuffer(capacity: total)
      Self.put(packet.bytes, options, total, order, into: &rest)
      try output.writeThrough(rest.bytes, packets: 1)
    }
  }

  @inline(__always)
  private static func put(
    _ bytes: RawSpan, _ options: PcapngPacketOptions?, _ total: Int, _ order: ByteOrder, into buffer: inout WriteBuffer
  ) {
    buffer.append(bytes)
    for _ in 0..<(-bytes.byteCount & 3) { buffer.append(UInt8(0)) }
    options?.put(into: &buffer, order)
    let total = UInt32(truncatingIfNeeded: total)
    buffer.append(order == .native ? total : total.byteSwapped)
  }

  /// Puts an integer into the buffer.
  @inline(__always)
  private mutating func put(_ value: UInt32) { output.buffer.append(order == .native ? value : value.byteSwapped) }

  /// Takes what is to be written besides packets, where it is time for that.
  ///
  /// - Throws: `SavefileWriteError` when the kernel does not take what is buffered.
  public mutating func takeSideBlocks() throws(SavefileWriteError) {
    guard let sideBlocks, !sideBlocks.isEmpty else { return }
    for block in sideBlocks.take() {
      switch block {
      case .section(let facts): try begin(facts)
      case .interface(let index): if !isDescribed(index) { describe(index) }
      case .block(let block): add(block)
      }
      if opening.count > 1 << 16 { try writeOpening() }
    }
  }

  /// Begins another section, where sections are kept or where it has comments.
  private mutating func begin(_ begun: PcapngSectionFacts) throws(SavefileWriteError) {
    guard keepsSections || begun.hasNotes else { return }
    try writeOpening()
    var facts = begun
    if !keepsSections {
      facts = making
      facts.add(notesOf: [begun])
    }
    if facts.order != order {
      // What is in the buffer must be of one order, so that a torn block can be found.
      try output.flush()
      output.layout = .pcapng(facts.order)
      order = facts.order
    }
    numbers.removeAll(keepingCapacity: true)
    described = 0
    opening += Self.header(facts)
  }

  /// Adds a block of another file.
  private mutating func add(_ block: PcapngBlock) {
    // Integers of the other order stand in places that only those know who have made the block.
    guard let block = block.order == order ? block : block.inOtherOrder() else {
      sideBlocks?.leaveOut()
      return
    }
    var contents = block.contents
    if let interface = block.interface, contents.count >= 4 {
      if !isDescribed(interface) { describe(interface) }
      var number: [UInt8] = []
      number.append(numbers[interface]?.number ?? 0, order)
      contents.replaceSubrange(0..<4, with: number)
    }
    var bytes = PcapngBlockBytes(PcapngBlockType(rawValue: block.type), order)
    bytes.append(contents: contents)
    opening += bytes.finished()
  }

  /// Hands all packets written so far to the kernel.
  ///
  /// - Throws: `SavefileWriteError` when it does not take them.
  public mutating func flush() throws(SavefileWriteError) {
    try takeSideBlocks()
    try writeOpening()
    try output.flush()
  }

  /// Writes what is buffered, with the statistics that were noted behind it, and closes the file.
  ///
  /// - Throws: `SavefileWriteError` when writing or closing fails.
  public consuming func close() throws(SavefileWriteError) { try end().close() }

  /// Ends the file, which is still to be closed.
  consuming func end() throws(SavefileWriteError) -> SavefileEnd {
    try takeSideBlocks()
    for (index, statistics) in statistics.sorted(by: { $0.key < $1.key }) {
      let interface = number(of: index)
      opening += statistics.block(interface.number, times, order)
    }
    try writeOpening()
    try output.flush()
    return SavefileEnd(output)
  }

  /// The number in the section of an interface of the list, which is described now if it has none yet.
  private mutating func number(of index: Int) -> (number: UInt32, hasOwnClock: Bool, snapshotLength: Int) {
    if index < numbers.count, let number = numbers[index] { return number }
    return describe(index)
  }

  private func isDescribed(_ index: Int) -> Bool { index < numbers.count && numbers[index] != nil }

  private mutating func writeOpening() throws(SavefileWriteError) {
    guard !opening.isEmpty else { return }
    let blocks = opening
    opening.removeAll()
    try output.makeRoom(blocks.count)
    if blocks.count <= output.buffer.room { return output.buffer.append(blocks.rawSpan) }
    try output.writeThrough(blocks.rawSpan, packets: 0)
  }

  /// Describes an interface, which gets the next number.
  @discardableResult
  private mutating func describe(_ index: Int) -> (number: UInt32, hasOwnClock: Bool, snapshotLength: Int) {
    if index >= numbers.count {
      numbers += [(number: UInt32, hasOwnClock: Bool, snapshotLength: Int)?](
        repeating: nil, count: index + 1 - numbers.count)
    }
    // A packet of an interface that nobody knows: not one of a reader or a capture.
    var facts = interfaces[index] ?? PcapngInterfaceFacts(linkType: .null, snapshotLength: 0)
    if !facts.hasOwnClock || !keepsClocks { facts = facts.withoutClock }
    let entry = (
      number: described, hasOwnClock: facts.hasOwnClock,
      snapshotLength: facts.linkType.snapshotLength(declared: facts.snapshotLength)
    )
    numbers[index] = entry
    described += 1
    opening += facts.block(order)
    return entry
  }

  /// The header of a section, of which nobody knows yet how long it is.
  private static func header(_ section: PcapngSectionFacts) -> [UInt8] {
    var block = PcapngBlockBytes(.sectionHeader, section.order)
    block.append(PcapngSectionHeader.byteOrderMagic)
    block.append(UInt16(1))
    block.append(UInt16(0))
    block.append(UInt64.max)
    block.append(section.options)
    return block.finished()
  }
}

extension PcapngSectionFacts {
  /// The order of its integers.
  fileprivate var order: ByteOrder { isSwapped ? ByteOrder.native.swapped : .native }
}

extension PcapngBlock {
  /// The order of its integers.
  fileprivate var order: ByteOrder { isSwapped ? ByteOrder.native.swapped : .native }
}

extension PcapngInterfaceFacts {
  /// The block that describes it.
  fileprivate func block(_ order: ByteOrder) -> [UInt8] {
    var block = PcapngBlockBytes(.interfaceDescription, order)
    block.append(linkType.rawValue)
    block.append(UInt16(0))
    block.append(snapshotLength)
    block.append(
      order == .native
        ? options
        : options.map { option in
          var option = option
          Self.swap(&option.value, of: option.code)
          return option
        })
    return block.finished()
  }
}
