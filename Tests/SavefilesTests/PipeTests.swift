import Foundation
import System
import Testing

@testable import Savefiles

@Suite struct PipeTests {
  private let pipe = Pipe()

  private var input: Int32 { pipe.fileHandleForReading.fileDescriptor }

  private func send(_ bytes: some Sequence<UInt8>) throws {
    try pipe.fileHandleForWriting.write(contentsOf: Data(bytes))
  }

  @Test func `a pipe that has nothing yet is not at its end`() throws {
    try send(Pcap.header() + Pcap.record([1]) + [1, 0, 0])
    var reader = try SavefileReader(FileDescriptor(borrowing: input))
    let first = try reader.next() != nil
    let second = try reader.next() == nil
    let isAtEnd = reader.isAtEnd
    #expect(first && second && !isAtEnd)
    try send(Pcap.record([2, 3]).dropFirst(3))
    try reader.wait()
    var third: [UInt8] = []
    if let packet = try reader.next() { third = PacketCopy(packet).bytes }
    #expect(third == [2, 3])
    try pipe.fileHandleForWriting.close()
    let isOver = try reader.next() == nil && reader.isAtEnd
    #expect(isOver)
  }

  @Test(arguments: [
    Pcap.header() + Pcap.record([1]) + Pcap.record([2, 3]),
    Pcapng.section() + Pcapng.block(9, [1, 2, 3, 4]) + Pcapng.interface() + Pcapng.enhanced([1])
      + Pcapng.block(9, [UInt8](repeating: 3, count: 200)) + Pcapng.enhanced([2, 3]),
  ])
  func `a pipe may give a byte at a time`(file: [UInt8]) throws {
    let handle = pipe.fileHandleForWriting
    let writer = Foundation.Thread {
      for byte in file {
        try? handle.write(contentsOf: Data([byte]))
        usleep(50)
      }
      try? handle.close()
    }
    writer.start()
    let reading = Reading(FileDescriptor(borrowing: input), bufferCapacity: 64)
    #expect(reading.packets.map(\.bytes) == [[1], [2, 3]])
    #expect(reading.error == nil)
  }

  @Test func `a wake descriptor calls off waiting for a file to begin`() throws {
    let wake = Pipe()
    try wake.fileHandleForWriting.write(contentsOf: Data([1]))
    #expect(throws: SavefileError(.interrupted, at: 0)) {
      _ = try SavefileReader(
        FileDescriptor(borrowing: input), wakeDescriptor: wake.fileHandleForReading.fileDescriptor
      ).linkType
    }
  }

  @Test func `a wake descriptor ends waiting for packets`() throws {
    let wake = Pipe()
    try send(Pcap.header())
    var reader = try SavefileReader(
      FileDescriptor(borrowing: input), wakeDescriptor: wake.fileHandleForReading.fileDescriptor)
    try wake.fileHandleForWriting.write(contentsOf: Data([1]))
    try reader.wait()
    let isNothing = try reader.next() == nil && !reader.isAtEnd
    #expect(isNothing)
  }
}
