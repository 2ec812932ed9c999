import Bytes
import Foundation
import Packets
import System
import TestSupport
import Testing

@testable import Savefiles

@Suite struct `Writing pcapng` {
  /// The bytes of a copy of a file, and the packets that are read from it.
  private func copy(_ bytes: [UInt8], statistics: PcapngStatistics? = nil) throws -> [UInt8] {
    let (source, target) = (try TemporaryFile(bytes), TemporaryFile())
    var reader = try SavefileReader(FileDescriptor(reading: source.path))
    var writer = PcapngWriter(
      try FileDescriptor(creating: target.path),
      section: PcapngSectionFacts(hardware: "machine", system: "system", application: "program", comments: ["why"]),
      interfaces: reader.interfaces)
    while let packet = try reader.next() { try writer.write(packet) }
    if let statistics { writer.note(statistics) }
    try writer.close()
    return target.bytes
  }

  /// The blocks of a file: their types and contents.
  private func blocks(_ bytes: [UInt8]) -> [(type: UInt32, contents: [UInt8])] {
    var (blocks, place): ([(UInt32, [UInt8])], Int) = ([], 0)
    while place < bytes.count {
      let length = Int(bytes.rawSpan.load(fromByteOffset: place + 4, as: UInt32.self, .native))
      let type = bytes.rawSpan.load(fromByteOffset: place, as: UInt32.self, .native)
      blocks.append((type, Array(bytes[(place + 8)..<(place + length - 4)])))
      place += length
    }
    return blocks
  }

  @Test func `a section begins with where and why it was written`() throws {
    let file = Pcap.header() + Pcap.record([1, 2, 3])
    let contents = try blocks(copy(file))[0].contents
    let options =
      Pcapng.option(1, Array("why".utf8)) + Pcapng.option(2, Array("machine".utf8))
      + Pcapng.option(3, Array("system".utf8)) + Pcapng.option(4, Array("program".utf8)) + [0, 0, 0, 0]
    #expect(Array(contents[16...]) == options)
  }

  @Test(arguments: [ByteOrder.littleEndian, .bigEndian])
  func `a packet keeps its time, its lengths and its options, and not what may not be copied`(order: ByteOrder) throws {
    let comment = Pcapng.option(1, Array("odd".utf8), in: order)
    let flags = Pcapng.option(2, ByteList(order).putting(UInt32(0x0102_0005)).bytes, in: order)
    let custom = Pcapng.option(19372, [1, 2, 3, 4, 5], in: order)
    let drops = Pcapng.option(4, ByteList(order).putting(UInt64(7)).bytes, in: order)
    let file =
      Pcapng.section(order) + Pcapng.interface(order, snapshotLength: 100, options: Pcapng.option(2, [65], in: order))
      + Pcapng.enhanced([1, 2, 3], in: order, originalLength: 9, options: comment + flags + custom + drops)
    let blocks = try blocks(copy(file))
    #expect(blocks.map(\.type) == [0x0a0d_0d0a, 1, 6])
    #expect(Array(blocks[1].contents[8...]) == Pcapng.option(2, [65]) + [0, 0, 0, 0])
    let options =
      Pcapng.option(1, Array("odd".utf8)) + Pcapng.option(2, ByteList(.native).putting(UInt32(0x0102_0005)).bytes)
      + Pcapng.option(4, ByteList(.native).putting(UInt64(7)).bytes) + [0, 0, 0, 0]
    let fixed = ByteList(.native).putting(UInt32(0), 0, 1_000_002, 3, 9).bytes
    #expect(blocks[2].contents == fixed + [1, 2, 3, 0] + options)
  }

  @Test func `sections that describe the same interfaces share them, and others have their own`() throws {
    let one = Pcapng.interface(options: Pcapng.option(2, [65]))
    let other = Pcapng.interface(options: Pcapng.option(2, [66]))
    let packets = Pcapng.enhanced([1], interface: 0) + Pcapng.enhanced([2], interface: 1)
    let file = Pcapng.section() + one + other + packets + Pcapng.section() + other + one + packets
    let blocks = try blocks(copy(file))
    #expect(blocks.map(\.type) == [0x0a0d_0d0a, 1, 6, 1, 6, 6, 6])
    #expect(blocks.filter { $0.type == 6 }.map { $0.contents[0] } == [0, 1, 1, 0])
  }

  @Test func `statistics stand at the end`() throws {
    let file = Pcap.header() + Pcap.record([1])
    let counts = PcapngStatistics(received: 10, droppedByKernel: 3, droppedByInterface: 2)
    let last = try blocks(copy(file, statistics: counts)).last
    #expect(last?.type == 5)
    let time = ByteList(.native).putting(UInt32(0), 1_000_002_000).bytes
    func count(_ code: UInt16, _ value: UInt64) -> [UInt8] {
      Pcapng.option(code, ByteList(.native).putting(value).bytes)
    }
    let options = Pcapng.option(2, time) + Pcapng.option(3, time) + count(4, 10) + count(5, 2) + count(7, 3)
    #expect(last?.contents == ByteList(.native).putting(UInt32(0)).bytes + time + options + [0, 0, 0, 0])
  }

  @Test func `a file without packets tells its interface`() throws {
    #expect(try blocks(copy(Pcap.header())).map(\.type) == [0x0a0d_0d0a, 1])
  }

  @Test func `packets and options larger than the buffer come out whole`() throws {
    let large = [UInt8](repeating: 7, count: 262_144)
    let file = Pcapng.section() + Pcapng.interface() + Pcapng.enhanced(large, options: Pcapng.option(1, [65, 66]))
    let blocks = try blocks(copy(file))
    #expect(blocks.last?.contents.dropFirst(20).prefix(262_144).elementsEqual(large) == true)
  }

  @Test func `what a full device tears counts no packet`() throws {
    let source = try TemporaryFile(Pcap.header() + Pcap.record([1]))
    var reader = try SavefileReader(FileDescriptor(reading: source.path))
    var writer = PcapngWriter(
      try FileDescriptor(creating: "/dev/full"),
      section: PcapngSectionFacts(hardware: nil, system: nil, application: nil), interfaces: reader.interfaces)
    if let packet = try reader.next() { try writer.write(packet) }
    #expect(throws: SavefileWriteError(cause: SystemCallError("write", code: ENOSPC), wholePackets: 0)) {
      try writer.flush()
    }
  }
}
