import Bytes
import Foundation
import Packets
import System
import TestSupport
import Testing

@testable import Savefiles

@Suite struct PcapWriterTests {
  /// What a writer leaves of some packets.
  private func file(
    of packets: [PacketCopy], linkType: LinkType = .ethernet, extras: UInt32 = 0, snapshotLength: Int = 262_144,
    precision: TimestampPrecision = .microseconds
  ) throws -> [UInt8] {
    let target = TemporaryFile()
    var writer = PcapWriter(
      try FileDescriptor(creating: target.path), linkType: linkType, linkTypeExtras: extras,
      snapshotLength: snapshotLength, precision: precision)
    for packet in packets { try Self.write(packet, to: &writer) }
    try writer.close()
    return target.bytes
  }

  private static func write(_ packet: PacketCopy, to writer: inout PcapWriter) throws(SavefileWriteError) {
    let time = Timestamp(seconds: packet.seconds, nanoseconds: packet.nanoseconds)
    let bytes = packet.bytes.span.bytes
    try writer.write(
      CapturedPacket(timestamp: time, originalLength: packet.originalLength, linkType: .ethernet, bytes: bytes))
  }

  @Test func `a file without packets is a header`() throws {
    #expect(try file(of: []) == Pcap.header(.native))
  }

  @Test func `the header tells link type, what stands above it, and snapshot length`() throws {
    #expect(
      try file(of: [], linkType: .raw, extras: 0x5400_0000, snapshotLength: 96)
        == Pcap.header(.native, snapshotLength: 96, linkType: 0x5400_0065))
  }

  @Test func `microseconds are what is left of nanoseconds`() throws {
    #expect(
      try file(of: [PacketCopy(5, 6999, [1, 2], originalLength: 60)])
        == Pcap.header(.native) + Pcap.record([1, 2], in: .native, at: (5, 6), originalLength: 60))
  }

  @Test func `nanoseconds have a magic number of their own`() throws {
    #expect(
      try file(of: [PacketCopy(5, 6999, [1])], precision: .nanoseconds)
        == Pcap.header(.native, magic: 0xa1b2_3c4d) + Pcap.record([1], in: .native, at: (5, 6999)))
  }

  @Test func `times out of range are cut to 32 bits`() throws {
    #expect(
      try file(of: [PacketCopy(1 << 32 | 7, -1000, [])])
        == Pcap.header(.native) + Pcap.record([], in: .native, at: (7, .max)))
  }

  @Test func `packets of every size come out whole`() throws {
    let sizes = [0, 1, 100_000, 262_144 - 40, 262_144 - 16, 262_144, 3, 1 << 20, 5]
    let packets = sizes.map { PacketCopy(1, 2000, [UInt8](repeating: UInt8(truncatingIfNeeded: $0), count: $0)) }
    #expect(try file(of: packets) == Pcap.header(.native) + packets.flatMap { Pcap.record($0.bytes, in: .native) })
  }

  @Test func `flush hands over what is written`() throws {
    let target = TemporaryFile()
    var writer = PcapWriter(
      try FileDescriptor(creating: target.path), linkType: .ethernet, snapshotLength: 262_144)
    try Self.write(PacketCopy(1, 2000, [9]), to: &writer)
    #expect(target.bytes.isEmpty)
    try writer.flush()
    #expect(target.bytes == Pcap.header(.native) + Pcap.record([9], in: .native))
  }

  @Test func `a full device is an error with its number, again and again`() throws {
    var writer = PcapWriter(try FileDescriptor(creating: "/dev/full"), linkType: .ethernet, snapshotLength: 262_144)
    try Self.write(PacketCopy(1, 2000, [9]), to: &writer)
    let error = SavefileWriteError(cause: SystemCallError("write", code: ENOSPC), wholePackets: 0)
    #expect(throws: error) { try writer.flush() }
    #expect(throws: error) { try Self.write(PacketCopy(1, 2000, [9]), to: &writer) }
    #expect(throws: error) { try writer.write(records: ([1, 2, 3] as [UInt8]).span.bytes, count: 1) }
    do throws(SavefileWriteError) {
      try writer.close()
      Issue.record("closing went well")
    } catch {
      #expect(error.cause.code == ENOSPC)
    }
  }

  @Test func `a pipe that nobody reads from any more tells how many packets went in whole`() throws {
    signal(SIGPIPE, SIG_IGN)
    let pipe = Pipe()
    let reader = pipe.fileHandleForReading
    var writer = PcapWriter(
      FileDescriptor(borrowing: pipe.fileHandleForWriting.fileDescriptor), linkType: .ethernet, snapshotLength: 96)
    try writer.flush()
    _ = try reader.read(upToCount: 24)
    // A pipe holds 64 KiB: of records of 84 bytes, 780 whole ones.
    for _ in 0..<3000 { try Self.write(PacketCopy(1, 2000, [UInt8](repeating: 9, count: 68)), to: &writer) }
    Foundation.Thread {
      usleep(200_000)
      try? reader.close()
    }.start()
    #expect(throws: SavefileWriteError(cause: SystemCallError("write", code: EPIPE), wholePackets: 780)) {
      try writer.flush()
    }
  }

  @Test(arguments: [0, 10, 24, 39, 40, 41, 57, 58, 1000, 5000, 262_000, 262_144, 270_000, 400_000])
  func `a file that may not grow is cut back to its last whole packet`(room: Int) throws {
    let packets = (0..<4000).map {
      PacketCopy(1, 2000, [UInt8](repeating: UInt8(truncatingIfNeeded: $0), count: $0 % 300))
    }
    let limited = try LimitedFile(room: room)
    var writer = PcapWriter(limited.descriptor, linkType: .ethernet, snapshotLength: 262_144)
    var failure: SavefileWriteError?
    do throws(SavefileWriteError) {
      for packet in packets { try Self.write(packet, to: &writer) }
      try writer.flush()
    } catch {
      failure = error
    }
    let error = try #require(failure)
    #expect(error.cause == SystemCallError("write", code: EFBIG))
    let count = try #require(error.wholePackets)
    let whole = packets.prefix(count).flatMap { Pcap.record($0.bytes, in: .native) }
    let header = room < 24 ? [] : Pcap.header(.native)
    #expect(limited.bytes == header + whole)
    let next = count == packets.count ? 0 : 16 + packets[count].bytes.count
    #expect(room < 24 || header.count + whole.count + next > room)
  }
}

/// A file in which only `room` bytes more may stand: it begins just below the largest size that this process may write.
private final class LimitedFile {
  private static let limit = 1 << 30
  private let file = TemporaryFile()
  private let number: Int32
  private let start: Int

  init(room: Int) throws {
    signal(SIGXFSZ, SIG_IGN)
    // Larger than any other test's files, so that it stays.
    var limit = rlimit(rlim_cur: rlim_t(Self.limit), rlim_max: .max)
    guard setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0 else {
      throw CocoaError(.fileWriteUnknown)
    }
    start = Self.limit - room
    number = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    lseek(number, off_t(start), SEEK_SET)
  }

  deinit { close(number) }

  var descriptor: FileDescriptor { FileDescriptor(borrowing: number) }

  /// What stands behind the beginning.
  var bytes: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = pread(number, &bytes, bytes.count, off_t(start))
    return Array(bytes.prefix(max(count, 0)))
  }
}
