import Bytes
import Packets
import System
import TestSupport
import Testing

@testable import Savefiles

@Suite struct `A pcapng file that is copied` {
  /// A copy of a file, of all packets or of those that `takes` wants.
  private func copy(_ path: String, where takes: (Int) -> Bool = { _ in true }) throws -> [UInt8] {
    let target = TemporaryFile()
    let side = SideBlocks()
    var reader = try SavefileReader(FileDescriptor(reading: path), sideBlocks: side)
    guard let section = reader.section else { return [] }
    var writer = PcapngWriter(
      try FileDescriptor(creating: target.path), section: section, interfaces: reader.interfaces, sideBlocks: side)
    var number = 0
    do throws(SavefileError) {
      while !reader.isAtEnd {
        if let packet = try reader.next() {
          number += 1
          if takes(number) { try? writer.write(packet) }
        } else {
          try? writer.takeSideBlocks()
          try reader.wait()
        }
      }
    } catch {}
    try writer.close()
    return target.bytes
  }

  private func copy(_ bytes: [UInt8], where takes: (Int) -> Bool = { _ in true }) throws -> [UInt8] {
    let file = try TemporaryFile(bytes)
    return try copy(file.path, where: takes)
  }

  @Test(arguments: [ByteOrder.littleEndian, .bigEndian])
  func `has every block, option and comment again, in its order`(order: ByteOrder) throws {
    func text(_ code: UInt16, _ text: String) -> [UInt8] { Pcapng.option(code, Array(text.utf8), in: order) }
    func number(_ value: some FixedWidthInteger) -> [UInt8] { ByteList(order).putting(value).bytes }
    let end: [UInt8] = [0, 0, 0, 0]
    let speed = Pcapng.option(8, number(UInt64(1_000_000)), in: order)
    let offset = Pcapng.option(14, number(Int64(3)), in: order)
    let interface = Pcapng.interface(
      order, options: text(2, "eth0") + speed + Pcapng.option(9, [12], in: order) + offset + text(40_000, "odd") + end)
    let packetOptions =
      text(1, "why") + Pcapng.option(2, number(UInt32(0x0102_0005)), in: order) + text(3, "\u{2}hash")
      + Pcapng.option(4, number(UInt64(1) << 40), in: order) + Pcapng.option(5, number(UInt64(9)), in: order)
      + Pcapng.option(6, number(UInt32(7)), in: order) + text(7, "\u{0}verdict") + text(2988, "number and text") + end
    let other = order.swapped
    let enhanced = Pcapng.enhanced(
      [1, 2, 3], in: order, ticks: 123_456_789_012_345, originalLength: 9, options: packetOptions)
    let file =
      Pcapng.section(order, options: text(1, "a comment") + text(4, "program") + end)
      + Pcapng.block(0x8000_0001, [1, 2, 3, 4], in: order) + interface
      + Pcapng.block(10, number(UInt32(0x544c_534b)) + number(UInt32(4)) + [65, 66, 67, 68], in: order)
      + Pcapng.block(4, [1, 2, 3, 4, 0, 0, 0, 0], in: order)
      + enhanced
      + Pcapng.block(0xbad, [0, 0, 0, 7, 1, 2, 3, 4], in: order) + Pcapng.block(9, Array("JOURNAL=".utf8), in: order)
      + Pcapng.simple([6, 7, 8, 9], in: order)
      + Pcapng.interface(order, linkType: 113, options: text(2, "any") + end)
      + Pcapng.block(5, number(UInt32(1)) + number(UInt64(5)) + text(1, "counts") + end, in: order)
      + Pcapng.section(other) + Pcapng.interface(other) + Pcapng.enhanced([4], in: other)
    #expect(try copy(file) == file)
    let withoutPackets = try copy(file) { _ in false }
    let packets = enhanced.count + Pcapng.simple([6, 7, 8, 9]).count + Pcapng.enhanced([4]).count
    #expect(withoutPackets.count == file.count - packets)
  }

  @Test func `has no block and no option that may not be copied`() throws {
    let file =
      Pcapng.section(options: Pcapng.option(19_372, [1, 2, 3, 4])) + Pcapng.block(0x4000_0bad, [1, 2, 3, 4])
      + Pcapng.interface(options: Pcapng.option(19_373, [1, 2, 3, 4])) + Pcapng.block(0x4000_0bad, [1, 2, 3, 4])
      + Pcapng.enhanced([1], options: Pcapng.option(19_372, [1, 2, 3, 4]))
    #expect(try copy(file) == Pcapng.section() + Pcapng.interface() + Pcapng.enhanced([1]))
  }

  @Test func `has enhanced blocks for obsolete ones, with what these tell`() throws {
    let start = Pcapng.section() + Pcapng.interface()
    let drops = Pcapng.option(4, ByteList(.littleEndian).putting(UInt64(3)).bytes) + [0, 0, 0, 0]
    #expect(
      try copy(start + Pcapng.obsolete([8], drops: 3, ticks: 77))
        == start + Pcapng.enhanced([8], ticks: 77, options: drops))
  }

  @Test func `does not gather more beside packets than it must`() throws {
    let block = Pcapng.block(0xbad, [UInt8](repeating: 7, count: 100_000))
    let start = Pcapng.section() + Pcapng.interface()
    let file = try TemporaryFile(start + (0..<30).flatMap { _ in block } + Pcapng.enhanced([1]))
    let side = SideBlocks()
    var reader = try SavefileReader(FileDescriptor(reading: file.path), sideBlocks: side)
    var (count, pauses) = (0, 0)
    while try reader.next() == nil {
      pauses += 1
      let blocks = side.take()
      #expect(blocks.reduce(0) { $0 + $1.byteCount } < 1_200_000)
      count += blocks.count
      try reader.wait()
    }
    #expect(pauses == 2)
    #expect(count + side.take().count == 31)
  }

  @Test func `counts what it cannot keep before it can be written`() throws {
    let block = Pcapng.block(0xbad, [UInt8](repeating: 7, count: 4 << 20))
    let target = TemporaryFile()
    let file = try FileDescriptor(creating: target.path)
    try file.write(Pcapng.section().rawSpan)
    for _ in 0..<18 { try file.write(block.rawSpan) }
    try file.write((Pcapng.interface() + Pcapng.enhanced([1])).rawSpan)
    let side = SideBlocks()
    var reader = try SavefileReader(FileDescriptor(reading: target.path), sideBlocks: side)
    #expect(side.notKept == 2)
    let blocks = side.take()
    #expect(blocks.count == 17)
    let hasPacket = try reader.next() != nil
    #expect(hasPacket)
  }

  @Test(arguments: [ByteOrder.littleEndian, .bigEndian])
  func `has what the other byte order holds where sections become one, as far as that is known`(order: ByteOrder) throws
  {
    /// A section with blocks of all kinds.
    func section(_ order: ByteOrder) -> [UInt8] {
      func number(_ value: some FixedWidthInteger) -> [UInt8] { ByteList(order).putting(value).bytes }
      func text(_ code: UInt16, _ text: String) -> [UInt8] { Pcapng.option(code, Array(text.utf8), in: order) }
      let end: [UInt8] = [0, 0, 0, 0]
      let names =
        Pcapng.option(1, [192, 0, 2, 1] + Array("host".utf8) + [0], in: order) + end + text(2, "server") + end
      let count = Pcapng.option(4, number(UInt64(77)), in: order)
      let time = Pcapng.option(2, number(UInt32(5)) + number(UInt32(6)), in: order)
      return Pcapng.section(order) + Pcapng.interface(order)
        + Pcapng.block(
          10, number(UInt32(0x544c_534b)) + number(UInt32(3)) + [65, 66, 67, 0] + text(1, "why"), in: order)
        + Pcapng.block(4, names, in: order) + Pcapng.enhanced([1], in: order)
        + Pcapng.block(5, number(UInt32(0)) + number(UInt32(1)) + number(UInt32(2)) + time + count + end, in: order)
        + Pcapng.block(9, Array("MESSAGE=".utf8), in: order) + Pcapng.block(0xbad, [0, 0, 0, 7, 1, 2, 3, 4], in: order)
    }
    let source = try TemporaryFile(section(order) + section(order.swapped))
    let target = TemporaryFile()
    let side = SideBlocks()
    var reader = try SavefileReader(FileDescriptor(reading: source.path), sideBlocks: side)
    guard let facts = reader.section else { return }
    var writer = PcapngWriter(
      try FileDescriptor(creating: target.path), section: facts, interfaces: reader.interfaces, sideBlocks: side,
      keepsSections: false)
    while let packet = try reader.next() { try writer.write(packet) }
    try writer.close()
    let own = section(order)
    let header = (Pcapng.section(order) + Pcapng.interface(order)).count
    #expect(target.bytes == own + own[header...].dropLast(20))
    #expect(side.leftOut == 1)
  }

  /// All pcapng files of the corpus whose beginning can be read.
  private static let corpus = ["captures-extra/dev", "tcpdump/dev/tests", "filters/dev/captures"]
    .flatMap(Corpus.captures(in:)).filter { name in
      guard let file = try? FileDescriptor(reading: Corpus.root + "/" + name),
        let reader = try? SavefileReader(file)
      else { return false }
      return reader.format == .pcapng
    }

  @Test(.enabled(if: Corpus.isThere, "no corpus beside the package"), arguments: corpus)
  func `keeps blocks, options and comments, whatever the capture`(name: String) throws {
    let path = Corpus.root + "/" + name
    let target = try TemporaryFile(copy(path))
    let theirs = try Contents(path)
    let ours = try Contents(target.path)
    #expect(theirs.blocks == ours.blocks)
    #expect(theirs.packets == ours.packets)
    #expect(theirs.interfaces == ours.interfaces)
    #expect(ours.error == nil)
  }

  /// All that a reader tells of a file.
  private struct Contents {
    var blocks: [SideBlock] = []
    var packets: [PacketCopy] = []
    var interfaces: [PcapngInterfaceFacts?] = []
    var error: SavefileError?

    init(_ path: String) throws {
      let side = SideBlocks()
      var reader = try SavefileReader(FileDescriptor(reading: path), sideBlocks: side)
      do throws(SavefileError) {
        while !reader.isAtEnd {
          if let packet = try reader.next() {
            packets.append(Self.plain(PacketCopy(packet)))
          } else {
            try reader.wait()
          }
          blocks += side.take()
        }
      } catch { self.error = error }
      blocks += side.take()
      interfaces = (0..<reader.interfaces.count).map { reader.interfaces[$0] }
      if let section = reader.section { blocks.insert(.section(section), at: 0) }
    }

    /// The packet with its options as far as they are whole, and without those that may not be copied.
    private static func plain(_ packet: PacketCopy) -> PacketCopy {
      var packet = packet
      let order = packet.isSwapped ? ByteOrder.native.swapped : .native
      let raw = packet.rawOptions
      var list = PcapngOptions(raw.rawSpan, order)
      var kept: [UInt8] = []
      var hasDrops = false
      while let option = try? list.next(), option.code != 0 {
        if PcapngOption.customNotCopied.contains(option.code) { continue }
        if option.code == 4 { hasDrops = true }
        kept.append(PcapngOption(option.code, Array(raw[option.offset..<(option.offset + option.length)])), order)
      }
      if packet.lostBefore > 0, !hasDrops {
        kept.append(PcapngOption(4, integer: UInt64(packet.lostBefore), order), order)
      }
      packet.rawOptions = kept
      return packet
    }
  }
}
