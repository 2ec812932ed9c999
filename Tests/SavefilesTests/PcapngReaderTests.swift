import Bytes
import Packets
import Testing

@testable import Savefiles

@Suite struct PcapngReaderTests {
  @Test(arguments: [ByteOrder.littleEndian, .bigEndian])
  func `all three kinds of packet block are read in both byte orders`(order: ByteOrder) throws {
    let file =
      Pcapng.section(order) + Pcapng.interface(order)
      + Pcapng.enhanced([1, 2, 3, 4, 5], in: order, ticks: 1 << 32 | 7, originalLength: 60)
      + Pcapng.simple([6, 7], in: order) + Pcapng.obsolete([8], in: order, drops: 3, ticks: 2_000_001)
    let reading = try Reading(file)
    var obsolete = PacketCopy(2, 1000, [8])
    obsolete.lostBefore = 3
    let enhanced = PacketCopy(4294, 967_303_000, [1, 2, 3, 4, 5], originalLength: 60)
    #expect(reading.packets == [enhanced, PacketCopy(0, 0, [6, 7]), obsolete])
    #expect(reading.error == nil)
  }

  @Test(
    arguments: [
      (0, 7, 7, 0), (3, 1234, 1, 234_000_000), (6, 1_000_002, 1, 2000), (9, 1_000_000_002, 1, 2),
      (12, 3_000_000_007_999, 3, 7), (19, 15_000_000_000_000_000_000, 1, 500_000_000), (0x80, 5, 5, 0),
      (0x81, 5, 2, 500_000_000), (0xa0, 3 << 31, 1, 500_000_000), (0xbf, 3 << 62, 1, 500_000_000),
    ] as [(UInt8, UInt64, Int64, Int64)])
  func `ticks are counted in the interface's resolution`(
    resolution: UInt8, ticks: UInt64, seconds: Int64, nanoseconds: Int64
  ) throws {
    let interface = Pcapng.interface(options: Pcapng.option(9, [resolution]))
    let reading = try Reading(Pcapng.section() + interface + Pcapng.enhanced([1], ticks: ticks))
    #expect(reading.packets == [PacketCopy(seconds, nanoseconds, [1])])
    #expect(
      reading.precision
        == (resolution == 9 || resolution == 12 || resolution == 19 || resolution >= 0xa0
          ? .nanoseconds : .microseconds))
  }

  @Test func `an interface's offset is added to its seconds`() throws {
    let options = Pcapng.option(14, ByteList(.littleEndian).putting(Int64(-5)).bytes)
    let file = Pcapng.section() + Pcapng.interface(options: options) + Pcapng.enhanced([1], ticks: 7_000_001)
    #expect(try Reading(file).packets == [PacketCopy(2, 1000, [1])])
  }

  @Test func `an offset that overflows does not trap`() throws {
    let options =
      Pcapng.option(14, ByteList(.littleEndian).putting(Int64.max).bytes) + Pcapng.option(9, [0x80])
    let file = Pcapng.section() + Pcapng.interface(options: options) + Pcapng.enhanced([1], ticks: .max)
    #expect(try Reading(file).packets.count == 1)
  }

  @Test func `each interface has its own resolution and each packet its interface`() throws {
    let file =
      Pcapng.section() + Pcapng.interface() + Pcapng.interface(options: Pcapng.option(9, [9]))
      + Pcapng.enhanced([1], interface: 1, ticks: 5) + Pcapng.enhanced([2], interface: 0, ticks: 5)
    let packets = try Reading(file).packets
    #expect(packets.map(\.nanoseconds) == [5, 5000])
    #expect(packets.map(\.interfaceIndex) == [1, 0])
  }

  @Test func `a packet's options tell its direction and what was lost before it`() throws {
    let options =
      Pcapng.option(2, [2, 0, 0, 0]) + Pcapng.option(4, [5, 0, 0, 0, 0, 0, 0, 0]) + Pcapng.option(0, [])
    let file = Pcapng.section() + Pcapng.interface() + Pcapng.enhanced([1, 2, 3], options: options)
    let packets = try Reading(file).packets
    #expect(packets.map(\.direction) == [.outbound])
    #expect(packets.map(\.lostBefore) == [5])
    #expect(packets.map(\.rawOptions) == [options])
  }

  @Test func `broken options behind a packet do no harm to it`() throws {
    let file = Pcapng.section() + Pcapng.interface() + Pcapng.enhanced([1, 2, 3], options: [2, 0, 255, 255])
    #expect(try Reading(file).packets.map(\.bytes) == [[1, 2, 3]])
  }

  @Test func `a simple packet is as long as the snapshot length allows`() throws {
    let file =
      Pcapng.section() + Pcapng.interface(snapshotLength: 2) + Pcapng.simple([1, 2, 0, 0], originalLength: 60)
    #expect(try Reading(file).packets == [PacketCopy(0, 0, [1, 2], originalLength: 60)])
  }

  @Test(arguments: [64, 100, 4096])
  func `unknown blocks are passed over, however large`(capacity: Int) throws {
    let unknown = Pcapng.block(0x4242, [UInt8](repeating: 7, count: 100_000))
    let file =
      Pcapng.section() + unknown + Pcapng.interface() + unknown + Pcapng.enhanced([1]) + unknown + unknown
      + Pcapng.enhanced([2]) + unknown
    let reading = try Reading(file, bufferCapacity: capacity)
    #expect(reading.packets.map(\.bytes) == [[1], [2]])
    #expect(reading.error == nil)
  }

  @Test func `a new section has its own interfaces`() throws {
    let section = Pcapng.section() + Pcapng.interface() + Pcapng.enhanced([1])
    #expect(try Reading(section + section).packets.count == 2)
    let reading = try Reading(section + Pcapng.section() + Pcapng.enhanced([1]))
    #expect(reading.packets.count == 1)
    #expect(reading.reason == .unknownInterface(0))
  }

  @Test func `interfaces may differ in link type, snapshot length, resolution and offset`() throws {
    let offset = Pcapng.option(14, ByteList(.littleEndian).putting(Int64(100)).bytes)
    let file =
      Pcapng.section() + Pcapng.interface() + Pcapng.interface(linkType: 113, snapshotLength: 2)
      + Pcapng.interface(linkType: 101, options: Pcapng.option(9, [9]) + offset)
      + Pcapng.enhanced([1, 2, 3], interface: 0) + Pcapng.enhanced([4, 5], interface: 1)
      + Pcapng.enhanced([6], interface: 2, ticks: 7)
    let reading = try Reading(file)
    #expect(reading.error == nil)
    #expect(reading.linkType == .ethernet)
    #expect(reading.packets.map(\.linkType) == [.ethernet, .linuxSLL, .raw])
    #expect(reading.packets.map(\.seconds) == [1, 1, 100])
    #expect(reading.packets.map(\.nanoseconds) == [2000, 2000, 7])
    let long = Pcapng.section() + Pcapng.interface() + Pcapng.interface(snapshotLength: 2)
    #expect(
      try Reading(long + Pcapng.enhanced([1, 2, 3], interface: 1)).reason
        == .packetOverSnapshotLength(length: 3, snapshotLength: 2))
  }

  @Test func `sections may differ in byte order`() throws {
    let orders: [ByteOrder] = [.littleEndian, .bigEndian, .littleEndian]
    let file = orders.flatMap { order in
      Pcapng.section(order) + Pcapng.interface(order)
        + Pcapng.enhanced(
          [1, 2], in: order, options: Pcapng.option(4, ByteList(order).putting(UInt64(3)).bytes, in: order))
    }
    for capacity in [64, 4096] {
      let reading = try Reading(file, bufferCapacity: capacity)
      #expect(reading.error == nil)
      #expect(reading.packets.map(\.bytes) == [[1, 2], [1, 2], [1, 2]])
      #expect(reading.packets.map(\.lostBefore) == [3, 3, 3])
      #expect(reading.packets.map(\.isSwapped) == orders.map { $0 != .native })
    }
  }

  @Test func `an interface of a link type without a meaning is only a number`() throws {
    let reading = try Reading(
      Pcapng.section() + Pcapng.interface() + Pcapng.interface(linkType: 1240) + Pcapng.enhanced([1], interface: 1))
    #expect(reading.packets.map(\.linkType) == [LinkType(rawValue: 1240)])
  }

  @Test func `a version of 1_2 is read as 1_0`() throws {
    #expect(try Reading(Pcapng.section(version: (1, 2)) + Pcapng.interface()).error == nil)
  }

  struct Refusal: CustomTestStringConvertible {
    var testDescription: String
    var file: [UInt8]
    var reason: SavefileError.Reason

    init(_ description: String, _ file: [UInt8], _ reason: SavefileError.Reason) {
      (testDescription, self.file, self.reason) = (description, file, reason)
    }
  }

  private static let start = Pcapng.section() + Pcapng.interface()

  static let refusals = [
    Refusal("major version 2", Pcapng.section(version: (2, 0)), .unsupportedVersion(.pcapng, major: 2, minor: 0)),
    Refusal("minor version 1", Pcapng.section(version: (1, 1)), .unsupportedVersion(.pcapng, major: 1, minor: 1)),
    Refusal("no byte order", Pcapng.section(magic: 5), .unknownFormat),
    Refusal("no interface", Pcapng.section(), .noInterface),
    Refusal("a packet too early", Pcapng.section() + Pcapng.enhanced([1]), .packetBeforeInterface),
    Refusal("a link type unknown", Pcapng.section() + Pcapng.interface(linkType: 2), .unknownLinkType(2)),
    Refusal(
      "a section header too short", ByteList(.littleEndian).putting(0x0a0d_0d0a, 24, 0x1a2b_3c4d as UInt32).bytes,
      .sectionHeaderLength(length: 24, minimum: 28, maximum: 1 << 20)),
    Refusal(
      "a resolution too fine", Pcapng.section() + Pcapng.interface(options: Pcapng.option(9, [20])),
      .resolutionTooFine(base: 10, exponent: 20)),
    Refusal(
      "a binary resolution too fine", Pcapng.section() + Pcapng.interface(options: Pcapng.option(9, [0xc0])),
      .resolutionTooFine(base: 2, exponent: 64)),
    Refusal(
      "a resolution too long", Pcapng.section() + Pcapng.interface(options: Pcapng.option(9, [1, 2])),
      .optionLength(code: 9, length: 2, expected: 1)),
    Refusal(
      "an end with a length", Pcapng.section() + Pcapng.interface(options: Pcapng.option(0, [1, 2])),
      .optionLength(code: 0, length: 2, expected: 0)),
    Refusal(
      "two resolutions", Pcapng.section() + Pcapng.interface(options: Pcapng.option(9, [6]) + Pcapng.option(9, [6])),
      .repeatedOption(code: 9)),
    Refusal(
      "an option past its block", Pcapng.section() + Pcapng.interface(options: [2, 0, 0, 1]),
      .blockContentsCut(type: 1)),
    Refusal("a block below 12", start + Pcapng.block(5, [], length: 8), .blockTooShort(length: 8, minimum: 12)),
    Refusal("a block of 50", start + Pcapng.block(6, [], length: 50), .blockUnaligned(length: 50)),
    Refusal(
      "a block of 32 MiB", start + Pcapng.block(6, [], length: 1 << 25),
      .blockTooLong(length: 1 << 25, maximum: 16 << 20)),
    Refusal(
      "lengths that differ", start + Pcapng.block(6, [1], trailer: 20), .blockLengthsDiffer(header: 16, trailer: 20)),
    Refusal(
      "lengths that differ in an unknown block", start + Pcapng.block(77, [1], trailer: 20),
      .blockLengthsDiffer(header: 16, trailer: 20)),
    Refusal("an enhanced block too short", start + Pcapng.block(6, [1]), .blockContentsCut(type: 6)),
    Refusal("a simple block too short", start + Pcapng.simple([1], originalLength: 60), .blockContentsCut(type: 3)),
    Refusal("a packet past its block", start + Pcapng.enhanced([1], capturedLength: 60), .blockContentsCut(type: 6)),
    Refusal("an interface not described", start + Pcapng.enhanced([1], interface: 3), .unknownInterface(3)),
    Refusal(
      "a packet over the snapshot length",
      Pcapng.section() + Pcapng.interface(snapshotLength: 2) + Pcapng.enhanced([1, 2, 3]),
      .packetOverSnapshotLength(length: 3, snapshotLength: 2)),
    Refusal("no byte order in a later section", start + Pcapng.section(magic: 5), .badByteOrderMagic(5)),
    Refusal(
      "another version in a later section", start + Pcapng.section(version: (2, 0)),
      .unsupportedVersion(.pcapng, major: 2, minor: 0)),
  ]

  @Test(arguments: refusals)
  func `what libpcap refuses is refused for its own reason`(refusal: Refusal) throws {
    #expect(try Reading(refusal.file).reason == refusal.reason)
  }
}
