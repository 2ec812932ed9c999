import Capture
import CaptureLibpcap
import Glibc
import Packets
import Testing

@Suite("Waiting for packets", .enabled(if: Namespace.isAvailable, "\(Namespace.needed)"))
struct WaitingTests {
  @Test("The wake descriptor ends a wait for packets that do not come", arguments: Backend.allCases)
  func wakes(_ backend: Backend) throws {
    let duration = try Namespace.run {
      let alarm = try Alarm(after: 5)
      alarm.ring()
      let start = ContinuousClock.now
      switch backend {
      case .packetSocket:
        var source = try AFPacketSource(.quick("vb"), wakeDescriptor: alarm.descriptor)
        try source.wait()
      case .libpcap:
        var source = try LibpcapSource(.quick("vb"), wakeDescriptor: alarm.descriptor)
        try source.wait()
      }
      return ContinuousClock.now - start
    }
    #expect(duration < .seconds(4))
  }

  @Test("A packet ends the wait, in immediate mode within milliseconds")
  func immediate() throws {
    let duration = try Namespace.run {
      let alarm = try Alarm(after: 5)
      var source = try AFPacketSource(.quick("vb"), wakeDescriptor: alarm.descriptor)
      try FrameSender("va").send(Frames.numbered(1))
      let start = ContinuousClock.now
      while try source.next() == nil, !alarm.hasRung { try source.wait() }
      return ContinuousClock.now - start
    }
    #expect(duration < .seconds(1))
  }

  @Test("A device that goes down and up again is captured from as before", arguments: Backend.allCases)
  func downAndUp(_ backend: Backend) throws {
    let numbers = try Namespace.run {
      let alarm = try Alarm(after: 5)
      switch backend {
      case .packetSocket:
        var source = try AFPacketSource(.quick("vb"), wakeDescriptor: alarm.descriptor)
        return try Self.captureAcrossDown(&source, alarm)
      case .libpcap:
        var source = try LibpcapSource(CaptureOptions(interface: "vb"), wakeDescriptor: alarm.descriptor)
        return try Self.captureAcrossDown(&source, alarm)
      }
    }
    #expect(numbers == [1, 2])
  }

  private static func captureAcrossDown<Source: StoppableSource & ~Copyable>(
    _ source: inout Source, _ alarm: Alarm
  ) throws -> [UInt8] {
    var numbers: [UInt8] = []
    let sender = try FrameSender("va")
    try sender.send(Frames.numbered(1))
    usleep(20_000)
    try Namespace.shell("ip link set vb down; sleep 0.05; ip link set vb up")
    try Namespace.waitUntilRunning(["va", "vb"])
    try sender.send(Frames.numbered(2))
    while numbers.last != 2, !alarm.hasRung {
      if let packet = try source.next() {
        numbers.append(packet.bytes.withUnsafeBytes { $0[17] })
      } else {
        try source.wait()
      }
    }
    return numbers
  }

  @Test("A device that goes down is told of, and again when it is up; one that is removed ends it alone")
  func events() throws {
    let (events, atEnd) = try Namespace.run {
      let alarm = try Alarm(after: 5)
      var source = try AFPacketSource(.quick("vb"), wakeDescriptor: alarm.descriptor)
      var events: [InterfaceEvent] = []
      for (index, change) in ["down", "up", "down; ip link set vb up"].enumerated() {
        try Namespace.shell("ip link set vb \(change)")
        while events.count < [1, 2, 4][index], !alarm.hasRung {
          while try source.next() != nil {}
          try source.wait()
          events += source.takeEvents()
        }
      }
      try Namespace.shell("ip link del vb")
      do throws(CaptureError) {
        while !alarm.hasRung {
          while try source.next() != nil {}
          try source.wait()
        }
      } catch {
        #expect(error.reason == .interfaceVanished)
      }
      return (events, source.takeEvents())
    }
    #expect(events == [.wentDown("vb"), .cameUp("vb"), .wentDown("vb"), .cameUp("vb")])
    #expect(atEnd.isEmpty)
  }

  @Test("A capture that is stopped under load gives all that it counts", arguments: Backend.allCases)
  func stopUnderLoad(_ backend: Backend) throws {
    let (captured, statistics) = try Namespace.run {
      let flood = try Flood("va", of: Frames.numbered(0))
      defer { flood.stop() }
      let recording = try backend.record(CaptureOptions(interface: "vb"), expecting: 0) { usleep(150_000) }
      return (recording.packets.count, recording.statistics)
    }
    #expect(captured > 0)
    #expect(captured + statistics.droppedByKernel == statistics.received)
  }

  @Test("Counters go on adding up however often they are read")
  func statistics() throws {
    let (before, after, captured) = try Namespace.run {
      var source = try AFPacketSource(.quick("vb"))
      let sender = try FrameSender("va")
      for number in 0..<5 { try sender.send(Frames.numbered(UInt32(number))) }
      usleep(10_000)
      let before = try source.statistics()
      for number in 5..<8 { try sender.send(Frames.numbered(UInt32(number))) }
      let captured = try source.take(8)
      return (before, try source.statistics(), captured.count)
    }
    #expect(before.received == 5)
    #expect(after.received == 8)
    #expect(captured == 8)
    #expect(after.droppedByKernel == 0 && after.droppedByInterface == 0)
  }
}
