import Bytes
import Packets
import Pipeline
import System
import Testing

/// Packets of one byte each, a number of them at a time, with a dry spell between.
private struct Drops: PacketSource {
  enum Failure: Error, Equatable { case broken }
  let linkType = LinkType.raw
  let snapshotLength = 64
  let precision = TimestampPrecision.microseconds
  var left: Int
  var burst = Int.max
  var breaksAtEnd = false
  var waits = 0
  private var given = 0
  private let bytes: [UInt8] = [0x45]

  init(_ count: Int, burst: Int = .max, breaksAtEnd: Bool = false) {
    left = count
    self.burst = burst
    self.breaksAtEnd = breaksAtEnd
  }

  var isAtEnd: Bool { left == 0 }

  @_lifetime(&self)
  mutating func next() throws(Failure) -> CapturedPacket? {
    if left == 0 && breaksAtEnd { throw .broken }
    guard left > 0, given < burst else { return nil }
    left -= 1
    given += 1
    return CapturedPacket(
      timestamp: Timestamp(seconds: 0, nanoseconds: 0), originalLength: 1, linkType: .raw, bytes: bytes.rawSpan)
  }

  mutating func wait() throws(Failure) {
    waits += 1
    given = 0
  }
}

/// Counts what is done to it.
private struct Tally: OutputSink {
  var written = 0
  var idle = 0
  var failsAfter = Int.max

  mutating func write(_ packet: borrowing CapturedPacket) throws(OutputError) {
    if written == failsAfter { throw .lines(.init("write", code: 28)) }
    written += 1
  }
  mutating func flush() throws(OutputError) {}
  mutating func settle(isIdle: Bool) throws(OutputError) { if isIdle { idle += 1 } }
  mutating func finish(isInterrupted: Bool) throws(OutputError) {}
}

@Suite struct `The loop between source and sink` {
  @Test func `moves every packet and ends with the source`() throws {
    var (source, sink, loop) = (Drops(1000), Tally(), PacketLoop())
    let wasStopped = try loop.run(from: &source, to: &sink) { _, _, _ in .goOn }
    #expect(!wasStopped)
    #expect(loop.taken == 1000)
    #expect(sink.written == 1000)
  }

  @Test func `stops at its limit and leaves the rest`() throws {
    var (source, sink, loop) = (Drops(1000), Tally(), PacketLoop(limit: 300))
    _ = try loop.run(from: &source, to: &sink) { _, _, _ in .goOn }
    #expect(sink.written == 300)
    #expect(source.left == 700)
  }

  @Test func `settles the sink and waits whenever the source is dry`() throws {
    var (source, sink, loop) = (Drops(30, burst: 10), Tally(), PacketLoop())
    _ = try loop.run(from: &source, to: &sink) { _, _, _ in .goOn }
    #expect(sink.written == 30)
    #expect(source.waits == 2)
    #expect(sink.idle == 2)
  }

  @Test func `asks between packets even when the source never runs dry, and stops when told`() throws {
    var (source, sink, loop) = (Drops(100_000), Tally(), PacketLoop())
    let wasStopped = try loop.run(from: &source, to: &sink) { _, _, taken in taken > 1000 ? .stop : .goOn }
    #expect(wasStopped)
    #expect(loop.taken > 1000 && loop.taken < 2000)
  }

  @Test func `takes what is left when told to drain`() throws {
    var (source, sink, loop) = (Drops(5000), Tally(), PacketLoop())
    let wasStopped = try loop.run(from: &source, to: &sink) { _, _, _ in .drain }
    #expect(wasStopped)
    #expect(sink.written == 5000)
  }

  @Test func `counts what was taken before the source failed`() {
    var (source, sink, loop) = (Drops(10, breaksAtEnd: true), Tally(), PacketLoop())
    #expect(throws: LoopError<Drops.Failure>.self) {
      _ = try loop.run(from: &source, to: &sink) { _, _, _ in .goOn }
    }
    #expect(loop.taken == 10)
  }

  @Test func `does not count a packet that the sink refused`() {
    var (source, sink, loop) = (Drops(10), Tally(), PacketLoop())
    sink.failsAfter = 4
    #expect(throws: LoopError<Drops.Failure>.self) {
      _ = try loop.run(from: &source, to: &sink) { _, _, _ in .goOn }
    }
    #expect(loop.taken == 4)
  }
}
