import Bytes
import Glibc
import Packets
import Savefiles
import System
import Testing

/// Savefiles that a thread writes, and those that are written from where packets lie.
@Suite("Writing beside the capture")
struct LaneTests {
  private static func packet(
    _ number: Int, _ bytes: borrowing [UInt8], _ body: (borrowing CapturedPacket) throws -> Void
  ) rethrows {
    let packet = CapturedPacket(
      timestamp: Timestamp(seconds: Int64(number), nanoseconds: 5000), originalLength: bytes.count, linkType: .ethernet,
      bytes: bytes.span.bytes)
    try body(packet)
  }

  private static func recipe(queueSize: Int) -> SavefileRecipe {
    var recipe = SavefileRecipe(linkType: .ethernet, snapshotLength: 262_144)
    if queueSize > 0 { recipe.queue = QueueRoom(byteCount: queueSize) }
    return recipe
  }

  /// Packets of growing lengths.
  private static let samples = (0..<2000).map { number in [UInt8](repeating: UInt8(number & 0xff), count: number % 1500)
  }

  private static func contents(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 16 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    return Array(bytes.prefix(count))
  }

  private static func written(queueSize: Int, asRecords: Bool = false, in folder: String = "/tmp") throws -> [UInt8] {
    let path = "\(folder)/sniff-lane-\(getpid())-\(queueSize)-\(asRecords)"
    defer { unlink(path) }
    var writer = try recipe(queueSize: queueSize).writer(to: FileDescriptor(creating: path))
    if asRecords {
      try Self.withRecords { records, _ throws in try writer.write(records: &records) }
    } else {
      for (number, bytes) in samples.enumerated() { try packet(number, bytes) { try writer.write($0) } }
    }
    try writer.close()
    return contents(path)
  }

  /// Hands out the samples as records that lie here and there, a thousand at a time at most.
  private static func withRecords(_ body: (inout GatherBuffer, Int) throws -> Void) rethrows {
    var (memory, lengths) = ([UInt8](), [Int]())
    for (number, bytes) in samples.enumerated() {
      for value in [UInt32(number), 5, UInt32(bytes.count), UInt32(bytes.count)] {
        withUnsafeBytes(of: value) { memory += $0 }
      }
      memory += bytes + [0, 0, 0]
      lengths.append(16 + bytes.count)
    }
    try memory.withUnsafeMutableBytes { memory in
      var records = GatherBuffer()
      guard var at = memory.baseAddress else { return }
      for (number, length) in lengths.enumerated() {
        records.append(at, byteCount: length)
        at += length + 3
        if records.room == 0 || number + 1 == lengths.count { try body(&records, number + 1) }
      }
    }
  }

  @Test("A file has the same bytes whoever writes it")
  func sameBytes() throws {
    let plain = try Self.written(queueSize: 0)
    #expect(plain.count == 24 + Self.samples.reduce(0) { $0 + 16 + $1.count })
    let byThread = try Self.written(queueSize: 1 << 20)
    #expect(byThread == plain)
  }

  @Test("Records written from where they lie are the same, and so are those that wait for a thread")
  func records() throws {
    let plain = try Self.written(queueSize: 0)
    let written = try Self.written(queueSize: 0, asRecords: true)
    #expect(written == plain)
    let byThread = try Self.written(queueSize: 1 << 20, asRecords: true)
    #expect(byThread == plain)
  }

  @Test(
    "Records that a file has no room for are as they were, and those that are whole are known",
    arguments: [5000, 70_000])
  func tornRecords(_ room: Int) throws {
    // A pipe that does not block takes a part; when its reader is gone, that is all.
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let input = ends[0]
    let reader = try Thread {
      var (buffer, left) = ([UInt8](repeating: 0, count: 1000), room)
      while left > 0 { left -= max(read(input, &buffer, min(buffer.count, left)), 0) }
      close(input)
    }
    let file = FileDescriptor(owning: ends[1])
    signal(SIGPIPE, SIG_IGN)
    Self.withRecords { records, last in
      defer { records.removeAll() }
      guard last == GatherBuffer.capacity else { return }
      let before = (0..<records.count).map { records.record($0).byteCount }
      var written = 0
      do throws(SystemCallError) {
        try records.flush(to: file, written: &written)
      } catch {
        #expect(error.isBrokenPipe)
      }
      #expect(written >= room && written < records.byteCount)
      #expect((0..<records.count).map { records.record($0).byteCount } == before)
      let whole = records.wholeRecords(in: written)
      #expect(before.prefix(whole.count).reduce(0, +) == whole.end)
      #expect(written - whole.end < before[whole.count])
    }
    reader.join()
  }

  @Test("A pipe that nobody reads stops nobody before the queue is full, and gets all of it later")
  func stall() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    var writer = try Self.recipe(queueSize: 4 << 20).writer(to: FileDescriptor(owning: ends[1]))
    let bytes = [UInt8](repeating: 7, count: 1000)
    // More than the pipe holds, and less than may wait.
    for number in 0..<3000 { try Self.packet(number, bytes) { try writer.write($0) } }
    try writer.flush()
    let descriptor = ends[0]
    let thread = try Thread {
      var room = [UInt8](repeating: 0, count: 65_536)
      while read(descriptor, &room, room.count) > 0 {}
    }
    try writer.close()
    thread.join()
    close(descriptor)
  }

  @Test("Files that share the queue have its room together, and one that stalls leaves some for others")
  func sharedRoom() throws {
    let path = "/tmp/sniff-lane-\(getpid())-shared"
    defer { unlink(path) }
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let recipe = Self.recipe(queueSize: 4 << 20)
    let bytes = [UInt8](repeating: 7, count: 1000)
    var stalled = try recipe.writer(to: FileDescriptor(owning: ends[1]))
    for number in 0..<3000 { try Self.packet(number, bytes) { try stalled.write($0) } }
    var other = try recipe.writer(to: FileDescriptor(creating: path))
    for number in 0..<9000 { try Self.packet(number, bytes) { try other.write($0) } }
    try other.close()
    #expect(Self.contents(path).count == 24 + 9000 * 1016)
    let descriptor = ends[0]
    let thread = try Thread {
      var room = [UInt8](repeating: 0, count: 65_536)
      while read(descriptor, &room, room.count) > 0 {}
    }
    try stalled.close()
    thread.join()
    close(descriptor)
    // All of it is free again: as much as at first waits for another one that stalls.
    #expect(pipe(&ends) == 0)
    var last = try recipe.writer(to: FileDescriptor(owning: ends[1]))
    for number in 0..<4000 { try Self.packet(number, bytes) { try last.write($0) } }
    close(ends[0])
  }

  @Test("A file that takes no more is told of with the packets that are whole")
  func failure() throws {
    var writer = try Self.recipe(queueSize: 1 << 20).writer(to: FileDescriptor(creating: "/dev/full"))
    let bytes = [UInt8](repeating: 7, count: 1000)
    var failure: SavefileWriteError?
    do throws(SavefileWriteError) {
      for number in 0..<2000 {
        let packet = CapturedPacket(
          timestamp: Timestamp(seconds: Int64(number), nanoseconds: 0), originalLength: 1000, linkType: .ethernet,
          bytes: bytes.span.bytes)
        try writer.write(packet)
      }
      try writer.close()
    } catch {
      failure = error
    }
    #expect(failure?.cause.code == ENOSPC)
    #expect(failure?.wholePackets == 0)
  }
}
