import Capture
import Glibc
import Packets
import Testing

@Suite("Losses", .enabled(if: Namespace.isAvailable, "\(Namespace.needed)"))
struct LossTests {
  /// The smallest ring there is, so that whoever sleeps loses packets.
  private static let options = CaptureOptions.quick("vb") {
    $0.isImmediate = false
    ($0.bufferSizeInKiB, $0.snapshotLength) = (16, 200)
  }

  @Test("Each gap has the number of the packets that are missing there, and all adds up")
  func gaps() throws {
    let (packets, sent, statistics, atEnd) = try Namespace.run {
      var source = try AFPacketSource(Self.options)
      let flood = try NumberedFlood("va", pause: 0)
      let alarm = try Alarm(after: 20)
      var packets: [Captured] = []
      var gaps = 0
      while gaps < 4, !alarm.hasRung {
        usleep(5_000)
        for _ in 0..<60 {
          guard let packet = try source.next() else { break }
          if packet.lostBefore > 0 { gaps += 1 }
          packets.append(Captured(packet))
        }
      }
      let sent = flood.stop()
      packets += try source.drain()
      return (packets, sent, try source.statistics(), source.lostAtEnd)
    }
    var expected = 0
    for packet in packets {
      #expect(Int(packet.lostBefore) == packet.number - expected)
      expected = packet.number + 1
    }
    #expect(sent - expected == atEnd)
    #expect(packets.count(where: { $0.lostBefore > 0 }) > 3)
    #expect(statistics.received == sent)
    #expect(statistics.droppedByKernel == sent - packets.count)
  }

  @Test("What is lost behind the last packet is told at the end")
  func atEnd() throws {
    let (count, atEnd) = try Namespace.run {
      var source = try AFPacketSource(Self.options)
      let sender = try FrameSender("va")
      for number in 0..<1000 { try sender.send(Frames.numbered(UInt32(number), size: 1000)) }
      return (try source.drain().count, source.lostAtEnd)
    }
    #expect(count < 1000)
    #expect(count + atEnd == 1000)
  }

  @Test("Reading the counters in between changes nothing of it")
  func counters() throws {
    let (packets, dropped, atEnd) = try Namespace.run {
      var source = try AFPacketSource(Self.options)
      let flood = try NumberedFlood("va", pause: 0, limit: 20_000)
      var packets: [Captured] = []
      while !flood.hasEnded {
        usleep(5000)
        _ = try source.countersOfSocket()
        for _ in 0..<100 { if let packet = try source.next() { packets.append(Captured(packet)) } }
        _ = try source.statistics()
      }
      packets += try source.drain()
      return (packets, try source.statistics().droppedByKernel, source.lostAtEnd)
    }
    let isAtItsPlace = zip(packets, packets.dropFirst()).allSatisfy { one, next in
      next.number - one.number - 1 == Int(next.lostBefore)
    }
    #expect(isAtItsPlace)
    #expect(packets.reduce(atEnd) { $0 + Int($1.lostBefore) } == dropped)
    #expect(packets.count + dropped == 20_000)
  }
}
