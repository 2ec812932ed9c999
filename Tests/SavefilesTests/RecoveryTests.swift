import Bytes
import System
import TestSupport
import Testing

@testable import Savefiles

@Suite struct `Reading on behind damage` {
  /// What is read of a file, and what is passed over.
  private func read(_ bytes: [UInt8], capacity: Int = 4096) throws -> (packets: [[UInt8]], skipped: [SkippedBytes]) {
    let file = try TemporaryFile(bytes)
    var reader = try SavefileReader(FileDescriptor(reading: file.path), bufferCapacity: capacity)
    let skips = Skips()
    reader.recover { skips.all.append($0) }
    var packets: [[UInt8]] = []
    while !reader.isAtEnd { if let packet = try reader.next() { packets.append(PacketCopy(packet).bytes) } }
    return (packets, skips.all)
  }

  private final class Skips { var all: [SkippedBytes] = [] }

  private static let numbers = (0..<40).map { UInt8($0) }
  private static func packet(_ number: UInt8) -> [UInt8] { [UInt8](repeating: number, count: 60) }
  private static let records = numbers.map { Pcap.record(packet($0)) }
  private static let blocks = numbers.map { Pcapng.enhanced(packet($0)) }
  private static let start = Pcapng.section() + Pcapng.interface()

  @Test(arguments: [0, 1, 5, 100, 5000])
  func `garbage between records of a pcap is passed over`(length: Int) throws {
    var random = SplitMix(seed: 3)
    let garbage = (0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) | 0x80 }
    let file = Pcap.header() + Self.records[..<20].flatMap { $0 } + garbage + Self.records[20...].flatMap { $0 }
    let (packets, skipped) = try read(file)
    #expect(packets == Self.numbers.map(Self.packet))
    #expect(skipped.map(\.count) == (length == 0 ? [] : [length]))
    #expect(skipped.map(\.error.offset) == (length == 0 ? [] : [24 + 20 * 76]))
  }

  @Test(arguments: [4, 100, 5000])
  func `garbage between blocks of a pcapng is passed over`(length: Int) throws {
    let garbage = [UInt8](repeating: 0xee, count: length)
    let file = Self.start + Self.blocks[..<20].flatMap { $0 } + garbage + Self.blocks[20...].flatMap { $0 }
    let (packets, skipped) = try read(file)
    #expect(packets == Self.numbers.map(Self.packet))
    #expect(skipped.map(\.count) == [length])
  }

  @Test func `a lying length costs the records that it covers`() throws {
    var records = Self.records
    records[20].replaceSubrange(8..<12, with: [255, 255, 255, 127])
    let (packets, skipped) = try read(Pcap.header() + records.flatMap { $0 })
    #expect(packets == Self.numbers.filter { $0 != 20 }.map(Self.packet))
    #expect(skipped.map(\.count) == [76])
    var blocks = Self.blocks
    blocks[20].replaceSubrange(4..<8, with: [0, 1, 0, 0])
    #expect(try read(Self.start + blocks.flatMap { $0 }).packets == Self.numbers.filter { $0 != 20 }.map(Self.packet))
  }

  @Test func `a block whose contents lie costs itself alone, whatever is in it`() throws {
    var blocks = Self.blocks
    // Of interface 9, and with a block in the packet.
    blocks[20] = Pcapng.enhanced(Pcapng.enhanced([1]) + Pcapng.enhanced([2]), interface: 9)
    let (packets, skipped) = try read(Self.start + blocks.flatMap { $0 })
    #expect(packets == Self.numbers.filter { $0 != 20 }.map(Self.packet))
    #expect(skipped.map(\.error.reason) == [.unknownInterface(9)])
    #expect(skipped.map(\.count) == [blocks[20].count])
  }

  @Test func `zeros are passed over`() throws {
    let zeros = [UInt8](repeating: 0, count: 3000)
    let file = Pcap.header() + Self.records[..<20].flatMap { $0 } + zeros + Self.records[20...].flatMap { $0 }
    let (packets, skipped) = try read(file)
    #expect(packets == Self.numbers.map(Self.packet))
    #expect(skipped == [SkippedBytes(error: SavefileError(.zeros, at: 24 + 20 * 76), count: 3000, reachesEnd: false)])
    #expect(try read(Self.start + Self.blocks[0] + zeros + Self.blocks[1]).packets == [0, 1].map(Self.packet))
  }

  @Test func `what is cut off at the end is passed over up to the end`() throws {
    for whole in [Pcap.header() + Self.records.flatMap { $0 }, Self.start + Self.blocks.flatMap { $0 }] {
      let (packets, skipped) = try read(Array(whole.dropLast(10)))
      #expect(packets == Self.numbers.dropLast().map(Self.packet))
      #expect(skipped.map(\.reachesEnd) == [true])
    }
  }

  @Test func `no change of a byte costs more than the record it is in and its neighbours, nor makes it hang`() throws {
    for file in [Pcap.header() + Self.records.flatMap { $0 }, Self.start + Self.blocks.flatMap { $0 }] {
      for index in stride(from: 64, to: min(file.count, 2048), by: 3) {
        var damaged = file
        damaged[index] ^= 0xff
        #expect(try read(damaged).packets.count >= 37, "byte \(index)")
      }
    }
  }
}
