internal import Bytes
public import Packets
public import System

/// Writes packets into a pcapng file of one section: this machine's byte order, version 1.0, timestamps in nanoseconds.
///
/// Interfaces are described when their first packet comes. As with `PcapWriter`, all writes are checked, and what one
/// that fails has torn is cut off.
public struct PcapngWriter: ~Copyable, PacketSink {
  private var output: SavefileOutput
  private let interfaces: PcapngInterfaceList
  /// The number in the file of each interface of the list; `nil` for one that is not described yet.
  private var numbers: [UInt32?] = []
  private var described: UInt32 = 0
  private let optionOrder: ByteOrder
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
  ///   - section: what its header tells.
  ///   - interfaces: what the packets were captured on; may grow while packets come.
  ///   - optionsAreSwapped: whether packets bring options of the other byte order.
  public init(
    _ file: consuming FileDescriptor, section: PcapngSectionFacts, interfaces: PcapngInterfaceList,
    optionsAreSwapped: Bool = false
  ) {
    self.init(
      SavefileOutput(file, .pcapng), section: section, interfaces: interfaces, optionsAreSwapped: optionsAreSwapped)
  }

  /// The same into an output of whatever kind, which is of this format.
  init(
    _ output: consuming SavefileOutput, section: PcapngSectionFacts, interfaces: PcapngInterfaceList,
    optionsAreSwapped: Bool
  ) {
    self.output = output
    self.interfaces = interfaces
    let native = ByteOrder.native
    optionOrder = optionsAreSwapped ? (native == .bigEndian ? .littleEndian : .bigEndian) : native
    var block = PcapngBlockBytes(.sectionHeader)
    block.append(PcapngSectionHeader.byteOrderMagic)
    block.append(UInt16(1))
    block.append(UInt16(0))
    // The length of the section, which nobody knows yet.
    block.append(UInt64.max)
    block.append(section.options)
    opening = block.finished()
    // A file without packets still tells where none came from.
    if interfaces.count > 0 { opening += Self.describe(0, of: interfaces, as: &numbers, &described) }
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
    let interface = number(of: interfaces.isSingle ? 0 : Int(packet.interfaceIndex))
    if !opening.isEmpty { try writeOpening() }
    let options = PcapngPacketOptions(of: packet, order: optionOrder)
    let length = packet.bytes.byteCount
    let padding = -length & 3
    let total = 32 + length + padding + options.bytes.count
    try output.makeRoom(total)
    let ticks = packet.timestamp.ticks
    output.buffer.append(PcapngBlockType.enhancedPacket.rawValue)
    output.buffer.append(UInt32(truncatingIfNeeded: total))
    output.buffer.append(interface)
    output.buffer.append(UInt32(truncatingIfNeeded: ticks >> 32))
    output.buffer.append(UInt32(truncatingIfNeeded: ticks))
    output.buffer.append(UInt32(truncatingIfNeeded: length))
    output.buffer.append(UInt32(truncatingIfNeeded: packet.originalLength))
    if total <= output.buffer.capacity {
      output.buffer.append(packet.bytes)
      for _ in 0..<padding { output.buffer.append(UInt8(0)) }
      output.buffer.append(options.bytes.rawSpan)
      output.buffer.append(UInt32(truncatingIfNeeded: total))
      output.packetCount += 1
    } else {
      var rest = (0..<length).map { packet.bytes.load8($0) }
      rest += [UInt8](repeating: 0, count: padding)
      rest += options.bytes
      rest.append(UInt32(truncatingIfNeeded: total))
      try output.writeThrough(rest.rawSpan, packets: 1)
    }
    times = (times?.first ?? packet.timestamp, packet.timestamp)
  }

  /// Hands all packets written so far to the kernel.
  ///
  /// - Throws: `SavefileWriteError` when it does not take them.
  public mutating func flush() throws(SavefileWriteError) {
    try writeOpening()
    try output.flush()
  }

  /// Writes what is buffered, with the statistics that were noted behind it, and closes the file.
  ///
  /// - Throws: `SavefileWriteError` when writing or closing fails.
  public consuming func close() throws(SavefileWriteError) {
    for (index, statistics) in statistics.sorted(by: { $0.key < $1.key }) {
      let interface = number(of: index)
      opening += Self.block(of: statistics, interface, times)
    }
    try writeOpening()
    try output.close()
  }

  /// The number in the file of an interface of the list, which is described now if it has none yet.
  private mutating func number(of index: Int) -> UInt32 {
    if index < numbers.count, let number = numbers[index] { return number }
    opening += Self.describe(index, of: interfaces, as: &numbers, &described)
    return described - 1
  }

  private mutating func writeOpening() throws(SavefileWriteError) {
    let blocks = opening
    opening.removeAll()
    try output.makeRoom(blocks.count)
    if blocks.count <= output.buffer.room { return output.buffer.append(blocks.rawSpan) }
    try output.writeThrough(blocks.rawSpan, packets: 0)
  }

  /// The description of an interface, which gets the next number.
  private static func describe(
    _ index: Int, of interfaces: PcapngInterfaceList, as numbers: inout [UInt32?], _ described: inout UInt32
  ) -> [UInt8] {
    if index >= numbers.count { numbers += [UInt32?](repeating: nil, count: index + 1 - numbers.count) }
    numbers[index] = described
    described += 1
    // A packet of an interface that nobody knows: not one of a reader or a capture.
    let facts = interfaces[index] ?? PcapngInterfaceFacts(linkType: .null, snapshotLength: 0)
    var block = PcapngBlockBytes(.interfaceDescription)
    block.append(facts.linkType.rawValue)
    block.append(UInt16(0))
    block.append(facts.snapshotLength)
    // Timestamps count 10 to the power of minus 9 seconds.
    block.append(facts.options + [PcapngOption(9, [9])])
    return block.finished()
  }

  /// The counts of an interface, from the first packet to the last.
  private static func block(
    of statistics: PcapngStatistics, _ interface: UInt32, _ times: (first: Timestamp, last: Timestamp)?
  ) -> [UInt8] {
    var block = PcapngBlockBytes(.interfaceStatistics)
    let now = times?.last ?? Timestamp(seconds: WallClock.seconds, nanoseconds: 0)
    block.append(interface)
    block.append(UInt32(truncatingIfNeeded: now.ticks >> 32))
    block.append(UInt32(truncatingIfNeeded: now.ticks))
    var options: [PcapngOption] = []
    for (code, time) in [(UInt16(2), times?.first), (3, times?.last)] {
      guard let time else { continue }
      var value: [UInt8] = []
      value.append(UInt32(truncatingIfNeeded: time.ticks >> 32))
      value.append(UInt32(truncatingIfNeeded: time.ticks))
      options.append(PcapngOption(code, value))
    }
    options.append(PcapngOption(4, integer: statistics.received))
    options.append(PcapngOption(5, integer: statistics.droppedByInterface))
    options.append(PcapngOption(7, integer: statistics.droppedByKernel))
    block.append(options)
    return block.finished()
  }
}

extension Timestamp {
  /// Nanoseconds since the epoch, as far as 64 bits hold them.
  fileprivate var ticks: UInt64 {
    UInt64(bitPattern: seconds) &* 1_000_000_000 &+ UInt64(bitPattern: nanoseconds)
  }
}
