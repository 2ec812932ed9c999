import Bytes
import Foundation
import Packets
import System
import TestSupport
import Testing

@testable import Savefiles

@Suite struct CopyTests {
  /// Copies the packets of a file up to the last one that is wanted, and tells what is in the copy.
  private func copy(
    _ file: [UInt8], bufferCapacity: Int = 4096, precision: TimestampPrecision = .microseconds,
    isLast: (borrowing CapturedPacket) -> Bool = { _ in false }
  ) throws -> [UInt8] {
    let (source, target) = (try TemporaryFile(file), TemporaryFile())
    var reader = try SavefileReader(FileDescriptor(reading: source.path), bufferCapacity: bufferCapacity)
    var writer = PcapWriter(
      try FileDescriptor(creating: target.path), linkType: reader.linkType, snapshotLength: reader.snapshotLength,
      precision: precision)
    while try reader.copyRecords(to: &writer, isLast: isLast), let packet = try reader.next() {
      try writer.write(packet)
      if isLast(packet) { break }
    }
    try writer.close()
    return target.bytes
  }

  private static let traffic = MixedTraffic.pcapFile(packets: 500)

  @Test(arguments: [64, 1000, 4096, 1 << 20])
  func `a file copied whole is the same file`(capacity: Int) throws {
    #expect(try copy(Self.traffic, bufferCapacity: capacity) == Self.traffic)
  }

  @Test(arguments: [64, 1 << 20])
  func `copying stops behind the last packet that is wanted`(capacity: Int) throws {
    let records = (0..<10).map { Pcap.record([UInt8($0)], in: .native) }
    let copied = try copy(Pcap.header(.native) + records.joined(), bufferCapacity: capacity) {
      $0.bytes.load8(0) == 4
    }
    #expect(copied == Pcap.header(.native) + records.prefix(5).joined())
  }

  @Test func `records of another kind are copied one by one`() throws {
    let plain = Pcap.header(.native) + Pcap.record([1, 2], in: .native) + Pcap.record([3], in: .native)
    let swapped = Pcap.header(.bigEndian) + Pcap.record([1, 2], in: .bigEndian) + Pcap.record([3], in: .bigEndian)
    let fine =
      Pcap.header(magic: 0xa1b2_3c4d) + Pcap.record([1, 2], at: (1, 2000)) + Pcap.record([3], at: (1, 2999))
    for file in [swapped, fine] { #expect(try copy(file) == plain) }
  }

  @Test func `a packet over the snapshot length is copied as far as that`() throws {
    let file =
      Pcap.header(.native, snapshotLength: 2) + Pcap.record([1, 2, 3], in: .native) + Pcap.record([4], in: .native)
    let cut =
      Pcap.header(.native, snapshotLength: 2) + Pcap.record([1, 2], in: .native, originalLength: 3)
      + Pcap.record([4], in: .native)
    #expect(try copy(file) == cut)
  }
}
