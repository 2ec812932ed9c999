import Bytes
import Foundation
import Packets
import System
import TestSupport
import Testing

@testable import Savefiles

@Suite struct `Reading compressed savefiles` {
  /// Packets enough for several turns of every buffer.
  private static let file: [UInt8] = {
    var random = SplitMix(seed: 7)
    var bytes = Pcap.header()
    for _ in 0..<2000 {
      let length = Int(random.next() % 1500)
      bytes += Pcap.record((0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) & 0x77 })
    }
    return bytes
  }()

  /// A file as a program compresses it.
  private func compressed(_ command: String, _ bytes: [UInt8] = file) throws -> TemporaryFile {
    let (plain, target) = (try TemporaryFile(bytes), TemporaryFile())
    let shell = try #require(Program("bash"))
    #expect(try shell.run(["-c", "cat \(plain.path) | \(command) > \(target.path)"]).status == 0)
    return target
  }

  /// The number of packets of a file, with what ended them.
  private func read(_ path: String) throws -> (count: Int, bytes: Int, fault: SavefileError?) {
    var reader = try SavefileReader(FileDescriptor(reading: path))
    var (count, bytes) = (0, 0)
    do {
      while true {
        guard let packet = try reader.next() else {
          if reader.isAtEnd { return (count, bytes, nil) }
          try reader.wait()
          continue
        }
        count += 1
        bytes += packet.bytes.byteCount
      }
    } catch {
      return (count, bytes, error)
    }
  }

  private static let programs = [("gzip -c", "gzip"), ("zstd -qc", "zstd"), ("lz4 -qc", "lz4"), ("xz -0c", "xz")].filter
  {
    Program($0.1) != nil
  }.map(\.0)

  @Test(.enabled(if: !programs.isEmpty, "needs gzip, zstd, lz4 or xz"), arguments: programs)
  func `have the packets of the plain file`(command: String) throws {
    let plain = try TemporaryFile(Self.file)
    let target = try compressed(command)
    let (ours, theirs) = (try read(target.path), try read(plain.path))
    #expect(ours.fault == nil && ours.count == 2000 && ours.bytes == theirs.bytes)
  }

  @Test(.enabled(if: !programs.isEmpty, "needs gzip, zstd, lz4 or xz"), arguments: programs)
  func `may have several parts`(command: String) throws {
    let half = Self.file.count / 2
    let parts =
      try compressed(command, Array(Self.file[..<half])).bytes + compressed(command, Array(Self.file[half...])).bytes
    let file = try TemporaryFile(parts)
    let result = try read(file.path)
    #expect(result.fault == nil && result.count == 2000)
  }

  @Test(.enabled(if: !programs.isEmpty, "needs gzip, zstd, lz4 or xz"), arguments: programs)
  func `that are cut give the whole packets before and say so`(command: String) throws {
    let whole = try compressed(command).bytes
    var random = SplitMix(seed: 3)
    for _ in 0..<20 {
      let file = try TemporaryFile(Array(whole[..<(20 + Int(random.next() % UInt64(whole.count - 40)))]))
      do {
        let result = try read(file.path)
        #expect(result.count < 2000)
        #expect(result.fault?.reason == .compressed(.cut))
      } catch let error as SavefileError {
        #expect(error.reason == .compressed(.cut))
      }
    }
  }

  @Test(.enabled(if: !programs.isEmpty, "needs gzip, zstd, lz4 or xz"), arguments: programs)
  func `that are damaged end, and never trap or hang`(command: String) throws {
    let whole = try compressed(command, Array(Self.file[..<60_000])).bytes
    for place in 0..<min(120, whole.count) {
      var bytes = whole
      bytes[place] ^= 0xff
      let file = try TemporaryFile(bytes)
      _ = try? read(file.path)
    }
  }

  @Test(.enabled(if: Program("gzip") != nil, "needs gzip"))
  func `are compressed once`() throws {
    let twice = try compressed("(gzip -c | gzip -c)")
    #expect(throws: SavefileError(.unknownFormat, at: 0)) { try read(twice.path) }
  }

  @Test func `are told by how they begin`() {
    #expect(Compression(magic: 0x1f8b_0800) == .gzip && Compression(magic: 0x28b5_2ffd) == .zstd)
    #expect(Compression(magic: 0x0422_4d18) == .lz4 && Compression(magic: 0xfd37_7a58) == .xz)
    #expect(Compression(magic: 0x502a_4d18) == .zstd)
    #expect(Compression(magic: 0xa1b2_c3d4) == nil && Compression(magic: 0x0a0d_0d0a) == nil)
  }
}
