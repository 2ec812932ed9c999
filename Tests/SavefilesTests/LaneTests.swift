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
    recipe.queueSize = queueSize
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

  private static func written(queueSize: Int, gathers: Bool = false, in folder: String) throws -> [UInt8] {
    let path = "\(folder)/sniff-lane-\(getpid())-\(queueSize)-\(gathers)"
    defer { unlink(path) }
    var writer = try recipe(queueSize: queueSize).writer(to: FileDescriptor(creating: path))
    if gathers {
      let isOfUse = writer.beginToGather(PacketPromise())
      #expect(isOfUse)
    }
    for (number, bytes) in samples.enumerated() { try packet(number, bytes) { try writer.write($0) } }
    try writer.close()
    return contents(path)
  }

  @Test("A file has the same bytes whoever writes it")
  func sameBytes() throws {
    let plain = try Self.written(queueSize: 0, in: "/tmp")
    #expect(plain.count == 24 + Self.samples.reduce(0) { $0 + 16 + $1.count })
    let byThread = try Self.written(queueSize: 1 << 20, in: "/tmp")
    #expect(byThread == plain)
  }

  @Test(
    "Packets written from where they lie are the same", .enabled(if: access("/dev/shm", W_OK) == 0, "needs /dev/shm"))
  func gathered() throws {
    let plain = try Self.written(queueSize: 0, in: "/tmp")
    let gathered = try Self.written(queueSize: 0, gathers: true, in: "/dev/shm")
    #expect(gathered == plain)
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
      try writer.drain()
    } catch {
      failure = error
    }
    #expect(failure?.cause.code == ENOSPC)
    #expect(failure?.wholePackets == 0)
  }
}
