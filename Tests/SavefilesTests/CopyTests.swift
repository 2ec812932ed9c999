import Foundation
import Packets
import Savefiles
import System
import Testing

@Suite struct CopyTests {
  @Test func `a plain file copied packet by packet is the same file`() throws {
    let directory = FileManager.default.temporaryDirectory
    let source = directory.appendingPathComponent("\(UUID().uuidString).pcap").path
    let copy = source + ".copy"
    defer {
      try? FileManager.default.removeItem(atPath: source)
      try? FileManager.default.removeItem(atPath: copy)
    }
    var bytes: [UInt8] = [0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 1, 0, 0, 0]
    for length in 0..<200 {
      bytes += [1, 0, 0, 0, 2, 0, 0, 0, UInt8(length), 0, 0, 0, 250, 0, 0, 0]
      bytes += [UInt8](repeating: 7, count: length)
    }
    try #require(FileManager.default.createFile(atPath: source, contents: Data(bytes)))

    var reader = try SavefileReader(FileDescriptor(reading: source))
    var writer = PcapWriter(
      try FileDescriptor(creating: copy), linkType: reader.linkType, snapshotLength: reader.snapshotLength)
    while let packet = try reader.next() { try writer.write(packet) }
    try writer.close()

    let isAtEnd = reader.isAtEnd
    #expect(isAtEnd)
    #expect(FileManager.default.contents(atPath: copy) == Data(bytes))
  }
}
