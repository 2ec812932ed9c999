import Bytes
import Packets
import Testing

@testable import Pipeline

@Suite struct `Packets on their way to another process` {
  private let memory: DecoderMemory

  init() throws { memory = try DecoderMemory() }

  private func append(_ bytes: [UInt8], _ change: (inout CapturedPacket) -> Void = { _ in }) -> Bool {
    var packet = CapturedPacket(
      timestamp: Timestamp(seconds: -5, nanoseconds: 999_999_999), originalLength: bytes.count + 7, linkType: .ethernet,
      bytes: bytes.span.bytes)
    change(&packet)
    return memory.append(packet, number: 7, unprinted: 3)
  }

  @Test func `are there as they were`() {
    memory.clear()
    #expect(append([1, 2, 3]))
    #expect(
      append([]) {
        $0.interfaceIndex = 0xffff_ffff
        $0.lostBefore = 77
        $0.direction = .outbound
        $0.checksumState = .segmentedLater
      })
    #expect(memory[.count] == 2)
    let memory = memory
    guard let first = DecoderMemory.packet(in: memory.block, at: 0) else {
      Issue.record("no packet")
      return
    }
    #expect(first.timestamp == Timestamp(seconds: -5, nanoseconds: 999_999_999))
    #expect(first.originalLength == 10 && first.bytes.byteCount == 3 && first.bytes.load8(2) == 3)
    let next = DecoderMemory.offset(behind: first, at: 0)
    guard let second = DecoderMemory.packet(in: memory.block, at: next) else {
      Issue.record("no packet")
      return
    }
    #expect(second.interfaceIndex == 0xffff_ffff && second.lostBefore == 77)
    #expect(second.direction == .outbound && second.checksumState == .segmentedLater && second.linkType == .ethernet)
    let end = DecoderMemory.offset(behind: second, at: next)
    let isOver = DecoderMemory.packet(in: memory.block, at: end) == nil
    #expect(isOver)
  }

  @Test func `wait until others are forgotten when there is no room`() {
    memory.clear()
    let packet = [UInt8](repeating: 1, count: 262_144)
    var count = 0
    while append(packet) { count += 1 }
    #expect(count == 15 && memory[.count] == 15)
    memory.clear()
    #expect(append(packet))
  }

  @Test func `are marked when they have ended a decoder, until they are forgotten`() {
    memory.clear()
    #expect(append([1]) && append([2]))
    let second = 53
    #expect(memory.poison(1) == 7 && memory.poison(2) == 0)
    let memory = memory
    let marks = [0, second].map { DecoderMemory.isPoison(in: memory.block, at: $0) }
    #expect(marks == [false, true])
    memory.clear()
    #expect(append([1]) && append([2]))
    let isPoison = DecoderMemory.isPoison(in: memory.block, at: second)
    #expect(!isPoison)
  }

  @Test(arguments: [
    DecoderRequest.block, .remember, .end(isInterrupted: true, lost: 1 << 40, unprinted: 1 << 50),
    .end(isInterrupted: false, lost: 0, unprinted: 3),
  ])
  func `are told of with messages that are read as they were sent`(request: DecoderRequest) {
    #expect(DecoderRequest(request.bytes) == request)
    #expect(DecoderRequest(Array(request.bytes.dropLast())) == nil)
  }
}
