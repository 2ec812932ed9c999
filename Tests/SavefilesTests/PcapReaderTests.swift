import Bytes
import Packets
import Testing

@testable import Savefiles

@Suite struct PcapReaderTests {
  @Test(arguments: [ByteOrder.littleEndian, .bigEndian])
  func `microseconds are read in both byte orders`(order: ByteOrder) throws {
    let reading = try Reading(Pcap.header(order) + Pcap.record([1, 2, 3], in: order, at: (5, 6), originalLength: 9))
    #expect(reading.packets == [PacketCopy(5, 6000, [1, 2, 3], originalLength: 9)])
    #expect(reading.precision == .microseconds)
    #expect(reading.linkType == .ethernet)
    #expect(reading.snapshotLength == 262_144)
    #expect(reading.error == nil)
  }

  @Test(arguments: [ByteOrder.littleEndian, .bigEndian])
  func `nanoseconds are read in both byte orders`(order: ByteOrder) throws {
    let reading = try Reading(Pcap.header(order, magic: 0xa1b2_3c4d) + Pcap.record([1, 2, 3], in: order, at: (5, 6)))
    #expect(reading.packets == [PacketCopy(5, 6, [1, 2, 3])])
    #expect(reading.precision == .nanoseconds)
  }

  @Test(arguments: [ByteOrder.littleEndian, .bigEndian])
  func `modified records have eight bytes more before the packet`(order: ByteOrder) throws {
    let file =
      Pcap.header(order, magic: 0xa1b2_cd34, snapshotLength: 100)
      + Pcap.record([1, 2, 3], in: order, at: (5, 6), extra: [9, 9, 9, 9, 9, 9, 9, 9])
      + Pcap.record([4], in: order, at: (7, 8), extra: [9, 9, 9, 9, 9, 9, 9, 9])
    let reading = try Reading(file)
    #expect(reading.packets == [PacketCopy(5, 6000, [1, 2, 3]), PacketCopy(7, 8000, [4])])
    // An Ethernet header may have been put in front of what the snapshot length let through.
    #expect(reading.snapshotLength == 114)
  }

  @Test(
    arguments: [
      ((2, 4), 2, 5), ((2, 3), 2, 5), ((2, 3), 5, 2), ((2, 2), 5, 2), ((2, 0), 5, 2), ((543, 0), 5, 2),
    ] as [((UInt16, UInt16), UInt32, UInt32)])
  func `the captured length stands where the version puts it`(
    version: (UInt16, UInt16), first: UInt32, second: UInt32
  ) throws {
    let record = Pcap.record([8, 9], in: .littleEndian, at: (1, 2), originalLength: second, capturedLength: first)
    let reading = try Reading(Pcap.header(version: version) + record)
    #expect(reading.packets == [PacketCopy(1, 2000, [8, 9], originalLength: 5)])
  }

  @Test(
    arguments: [((1, 4), "archaic"), ((2, 5), "new"), ((3, 0), "new"), ((543, 1), "odd")]
      as [((UInt16, UInt16), String)])
  func `other versions are refused`(version: (UInt16, UInt16), kind: String) throws {
    let reading = try Reading(Pcap.header(version: version))
    #expect(reading.reason == .unsupportedVersion(.pcap, major: version.0, minor: version.1))
    #expect(reading.isRefused)
  }

  @Test(
    arguments: [
      (0, .null), (1, .ethernet), (11, .atmRfc1483), (12, .raw), (100, .atmRfc1483), (101, .raw), (113, .linuxSLL),
      (276, .linuxSLL2), (2, nil), (13, nil), (98, nil), (290, nil), (65_000, nil), (0x0030_0000, nil),
    ] as [(UInt32, LinkType?)])
  func `a link type's number is what libpcap takes it for`(number: UInt32, linkType: LinkType?) throws {
    let reading = try Reading(Pcap.header(linkType: number))
    #expect(reading.linkType == linkType)
    #expect(reading.reason == (linkType == nil ? .unknownLinkType(number) : nil))
  }

  @Test func `what stands above the link type is handed on`() throws {
    let reading = try Reading(Pcap.header(linkType: 0x5400_0001))
    #expect(reading.linkType == .ethernet)
    #expect(reading.linkTypeExtras == 0x5400_0000)
  }

  @Test(arguments: [(0, 262_144), (96, 96), (0x8000_0000, 262_144), (0x7fff_ffff, 0x7fff_ffff)] as [(UInt32, Int)])
  func `a snapshot length without meaning is the largest`(declared: UInt32, length: Int) throws {
    #expect(try Reading(Pcap.header(snapshotLength: declared)).snapshotLength == length)
  }

  @Test func `a packet longer than the snapshot length is cut to it and the next one is found`() throws {
    let file = Pcap.header(snapshotLength: 2) + Pcap.record([1, 2, 3, 4]) + Pcap.record([5])
    #expect(try Reading(file).packets.map(\.bytes) == [[1, 2], [5]])
  }

  @Test(
    arguments: [(262_145, 262_144, true), (0x7fff_ffff, 262_144, true), (262_145, 500_000, false)]
      as [(UInt32, UInt32, Bool)])
  func `a packet longer than any can be is damage`(length: UInt32, snapshotLength: UInt32, isOver: Bool) throws {
    let file = Pcap.header(snapshotLength: snapshotLength) + Pcap.record([1]) + Pcap.record([2], capturedLength: length)
    let reading = try Reading(file)
    #expect(reading.packets.count == 1)
    #expect(
      reading.error
        == SavefileError(
          isOver
            ? .packetOverSnapshotLength(length: length, snapshotLength: Int(snapshotLength))
            : .packetOverMaximum(length: length, maximum: 262_144), at: 41))
  }

  @Test func `a packet larger than the buffer is read whole`() throws {
    let large = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
    let file = Pcap.header() + Pcap.record([1]) + Pcap.record(large) + Pcap.record([2])
    #expect(try Reading(file, bufferCapacity: 4096).packets.map(\.bytes) == [[1], large, [2]])
  }

  @Test(arguments: [64, 100, 129, 1000])
  func `packets that lie across the end of the buffer are whole`(capacity: Int) throws {
    let packets = (0..<100).map { [UInt8](repeating: UInt8($0), count: $0) }
    let file = Pcap.header() + packets.flatMap { Pcap.record($0) }
    #expect(try Reading(file, bufferCapacity: capacity).packets.map(\.bytes) == packets)
  }

  @Test func `fractions out of range are kept as libpcap has them`() throws {
    let little =
      Pcap.header() + Pcap.record([], in: .littleEndian, at: (1, 3_000_000))
      + Pcap.record([], in: .littleEndian, at: (1, .max))
    #expect(try Reading(little).packets.map(\.nanoseconds) == [3_000_000_000, -1000])
    let big = Pcap.header(.bigEndian) + Pcap.record([], in: .bigEndian, at: (1, .max))
    #expect(try Reading(big).packets.map(\.nanoseconds) == [4_294_967_295_000])
  }

  @Test func `seconds are not negative`() throws {
    let file = Pcap.header() + Pcap.record([], in: .littleEndian, at: (0x81c9_4b00, 0))
    #expect(try Reading(file).packets.map(\.seconds) == [2_177_452_800])
  }
}
