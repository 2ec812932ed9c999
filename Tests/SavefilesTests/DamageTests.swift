import Bytes
import Foundation
import System
import TestSupport
import Testing

@testable import Savefiles

@Suite struct DamageTests {
  private static let pcap =
    Pcap.header() + Pcap.record([1]) + Pcap.record([UInt8](repeating: 2, count: 90)) + Pcap.record([3, 3, 3])
  private static let pcapng =
    Pcapng.section() + Pcapng.interface(options: Pcapng.option(2, [UInt8]("eth0".utf8)) + Pcapng.option(9, [9]))
    + Pcapng.enhanced([1]) + Pcapng.block(5, [1, 2, 3, 4]) + Pcapng.enhanced([UInt8](repeating: 2, count: 90))
    + Pcapng.simple([3, 3, 3])

  /// Where each whole packet of the samples ends.
  private static let pcapEnds = [41, 147, 166]
  private static let pcapngEnds = [100, 240, 260]

  @Test func `a pcap cut at any byte gives its whole packets and then one error`() throws {
    try expectPrefixes(of: Self.pcap, ends: Self.pcapEnds, clean: [24, 41, 147, 166])
  }

  @Test func `a pcapng cut at any byte gives its whole packets and then one error`() throws {
    try expectPrefixes(of: Self.pcapng, ends: Self.pcapngEnds, clean: [64, 100, 116, 240, 260])
  }

  private func expectPrefixes(of file: [UInt8], ends: [Int], clean: Set<Int>) throws {
    #expect(ends.last == file.count)
    for length in 0...file.count {
      let reading = try Reading(Array(file.prefix(length)), bufferCapacity: 64)
      #expect(reading.packets.count == ends.count { $0 <= length }, "cut at \(length)")
      #expect((reading.error == nil) == clean.contains(length), "cut at \(length)")
      #expect((reading.reason == .empty) == (length == 0))
    }
  }

  @Test func `no byte of a file can be changed so that reading traps or hangs`() throws {
    let large = Pcap.header() + (0..<30).flatMap { Pcap.record([UInt8](repeating: UInt8($0), count: 50)) }
    let blocks = Pcapng.section() + Pcapng.interface() + (0..<25).flatMap { _ in Pcapng.enhanced([1, 2, 3]) }
    for file in [Self.pcap, Self.pcapng, large, blocks] {
      for index in 0..<min(file.count, 2048) {
        for change in [0xff, 0x80, 0x01] as [UInt8] {
          var damaged = file
          damaged[index] ^= change
          let reading = try Reading(damaged, bufferCapacity: 64)
          #expect(reading.packets.count <= 64)
        }
      }
    }
  }

  @Test func `what a seed makes of a file never makes reading trap or hang`() throws {
    var random = SplitMix(seed: 7)
    for file in [Self.pcap, Self.pcapng] {
      for _ in 0..<2000 {
        var damaged = file
        for _ in 0...random.next(below: 6) {
          damaged[random.next(below: damaged.count)] = UInt8(truncatingIfNeeded: random.next())
        }
        damaged.removeLast(random.next(below: 20))
        #expect(try Reading(damaged, bufferCapacity: 64).packets.count <= 64)
      }
    }
  }

  @Test(
    arguments: [
      ([], .empty), ([0xd4], .fileHeaderCut(needed: 4, found: 1)),
      (Array(Pcap.header().prefix(20)), .fileHeaderCut(needed: 24, found: 20)),
      (Array("#!/bin/sh\necho hello\n".utf8), .unknownFormat), (Array(Pcapng.section().prefix(8)), .unknownFormat),
      (Array(Pcapng.section().prefix(20)), .blockCut(needed: 28, found: 20)),
    ] as [([UInt8], SavefileError.Reason)])
  func `a file that is none says what it is instead`(file: [UInt8], reason: SavefileError.Reason) throws {
    let reading = try Reading(file)
    #expect(reading.reason == reason)
    #expect(reading.isRefused)
  }

  @Test func `a directory says that it is one`() throws {
    #expect(Reading(try FileDescriptor(reading: "/tmp")).reason == .directory)
  }

  @Test func `errors say where in the file they are`() throws {
    let file = Array(Self.pcap.dropLast())
    #expect(try Reading(file).error == SavefileError(.packetCut(needed: 3, found: 2), at: 147))
    #expect(
      try Reading(Array(Self.pcap.prefix(150))).error
        == SavefileError(.recordHeaderCut(needed: 16, found: 3), at: 147))
    #expect(
      try Reading(Array(Self.pcapng.dropLast()), bufferCapacity: 64).error
        == SavefileError(.blockCut(needed: 20, found: 19), at: 240))
  }

  @Test func `after an error there is nothing more`() throws {
    let file = try TemporaryFile(Self.pcap.dropLast())
    var reader = try SavefileReader(FileDescriptor(reading: file.path))
    #expect(throws: SavefileError.self) {
      while try reader.next() != nil {}
    }
    let isOver = try reader.next() == nil && reader.isAtEnd
    #expect(isOver)
  }

  @Test func `a length that lies costs no more memory than the file has bytes`() throws {
    let file = Pcap.header(linkType: 231) + Pcap.record([1, 2, 3], capturedLength: 100 << 20)
    let copy = try TemporaryFile(file)
    var reader = try SavefileReader(FileDescriptor(reading: copy.path), bufferCapacity: 64)
    #expect(throws: SavefileError(.packetCut(needed: 100 << 20, found: 3), at: 24)) { _ = try reader.next() == nil }
    let capacity = reader.input.buffer.capacity
    #expect(capacity <= 128)
  }
}
