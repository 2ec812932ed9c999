import BPF
import Capture
import CaptureLibpcap
import Glibc
import Packets
import Testing

/// What both backends must do alike, in a namespace of their own.
@Suite("Live capture", .enabled(if: Namespace.isAvailable, "\(Namespace.needed)"))
struct LiveCaptureTests {
  @Test("What was sent is captured, byte for byte and in order", arguments: Backend.allCases)
  func bytes(_ backend: Backend) throws {
    let sent = (0..<200).map { Frames.numbered(UInt32($0), size: 46 + $0 * 7) }
    let recording = try Namespace.run {
      try backend.record(.quick("vb"), expecting: sent.count) {
        let sender = try FrameSender("va")
        for frame in sent { try sender.send(frame) }
      }
    }
    #expect(recording.linkType == .ethernet)
    #expect(recording.packets.count == sent.count)
    // In two steps: a failure must not print all the bytes.
    let isEqual = recording.packets.map(\.bytes) == sent
    #expect(isEqual)
    #expect(recording.packets.map(\.originalLength) == sent.map(\.count))
    #expect(zip(recording.packets, recording.packets.dropFirst()).allSatisfy { $0.timestamp <= $1.timestamp })
    #expect(recording.packets.allSatisfy { $0.lostBefore == 0 })
    #expect(recording.statistics.received == sent.count)
    #expect(recording.statistics.droppedByKernel == 0)
  }

  @Test("Without immediate mode nothing is lost at the end either", arguments: Backend.allCases)
  func batches(_ backend: Backend) throws {
    let sent = (0..<10).map { Frames.numbered(UInt32($0)) }
    let recording = try Namespace.run {
      try backend.record(CaptureOptions(interface: "vb"), expecting: 0) {
        let sender = try FrameSender("va")
        for frame in sent { try sender.send(frame) }
        usleep(20_000)
      }
    }
    #expect(recording.packets.map(\.bytes) == sent)
  }

  @Test(
    "A direction is kept to",
    arguments: Backend.allCases, [(CaptureDirection.inbound, [1]), (.outbound, [0]), (.both, [0, 1])])
  func directions(_ backend: Backend, _ expected: (CaptureDirection, [Int])) throws {
    let sent = [Frames.numbered(0), Frames.numbered(1)]
    let recording = try Namespace.run {
      try backend.record(.quick("va") { $0.direction = expected.0 }, expecting: expected.1.count) {
        try FrameSender("va").send(sent[0])
        try FrameSender("vb").send(sent[1])
        usleep(20_000)
      }
    }
    #expect(recording.packets.map(\.bytes) == expected.1.map { sent[$0] })
  }

  @Test("A packet socket tells which way a packet went")
  func direction() throws {
    let recording = try Namespace.run {
      try Backend.packetSocket.record(.quick("va"), expecting: 2) {
        try FrameSender("va").send(Frames.numbered(0))
        try FrameSender("vb").send(Frames.numbered(1))
      }
    }
    #expect(recording.packets.map(\.direction) == [.outbound, .inbound])
    #expect(Set(recording.packets.map(\.interfaceIndex)).count == 1)
  }

  @Test("On the loopback a packet is seen once", arguments: Backend.allCases, ["lo", "any"])
  func loopback(_ backend: Backend, _ interface: String) throws {
    let sent = (0..<5).map { Frames.numbered(UInt32($0)) }
    let recording = try Namespace.run {
      try backend.record(.quick(interface), expecting: sent.count) {
        let sender = try FrameSender("lo")
        for frame in sent { try sender.send(frame) }
        usleep(20_000)
      }
    }
    let headerLength = interface == "any" ? 20 : 0
    #expect(recording.packets.map { Array($0.bytes.suffix(60)) } == sent.map { Array($0.suffix(60)) })
    #expect(recording.packets.allSatisfy { $0.originalLength == headerLength + (interface == "any" ? 60 : 74) })
  }

  static let someTags: [[UInt8]] = [
    [0x81, 0x00, 0x20, 0x07], [0x88, 0xa8, 0x00, 0x05], [0x88, 0xa8, 0x00, 0x05, 0x81, 0x00, 0xe0, 0x09],
    [0x81, 0x00, 0x00, 0x00],
  ]

  @Test("Tags that the kernel takes out are put back where they were", arguments: Backend.allCases, someTags)
  func tags(_ backend: Backend, _ tag: [UInt8]) throws {
    let sent = Frames.numbered(1, tags: tag)
    let recording = try Namespace.run {
      try backend.record(.quick("vb"), expecting: 1) { try FrameSender("va").send(sent) }
    }
    #expect(recording.packets.map(\.bytes) == [sent])
    #expect(recording.packets.map(\.originalLength) == [sent.count])
  }

  @Test("All devices together give packets behind a cooked header", arguments: Backend.allCases)
  func any(_ backend: Backend) throws {
    let sent = Frames.numbered(7)
    let recording = try Namespace.run {
      try backend.record(.quick("any"), expecting: 2) { try FrameSender("va").send(sent) }
    }
    #expect(recording.linkType == .linuxSLL2)
    try #require(recording.packets.count == 2)
    let (out, back) = (recording.packets[0], recording.packets[1])
    for (packet, kind) in [(out, UInt8(4)), (back, 3)] {
      #expect(packet.bytes.count == sent.count + 6)
      #expect(packet.originalLength == packet.bytes.count)
      #expect(Array(packet.bytes[0..<4]) == [0x88, 0xb5, 0, 0])
      #expect(packet.bytes[7] == UInt8(packet.interfaceIndex))
      #expect(Array(packet.bytes[8..<12]) == [0, 1, kind, 6])
      #expect(Array(packet.bytes[12..<18]) == Array(sent[6..<12]))
      #expect(Array(packet.bytes.dropFirst(20)) == Array(sent.dropFirst(14)))
    }
    #expect(out.direction == .outbound && back.direction == .inbound)
    #expect(out.interfaceIndex != back.interfaceIndex)
  }

  @Test("The first cooked header is to be had, with its tag before the protocol", arguments: Backend.allCases)
  func firstCookedHeader(_ backend: Backend) throws {
    let sent = Frames.numbered(7, tags: [0x81, 0x00, 0x00, 0x2a])
    let options = CaptureOptions.quick("any") {
      $0.linkType = .linuxSLL
      $0.direction = .inbound
    }
    let recording = try Namespace.run {
      try backend.record(options, expecting: 1) { try FrameSender("va").send(sent) }
    }
    #expect(recording.linkType == .linuxSLL)
    let packet = try #require(recording.packets.first).bytes
    #expect(Array(packet[0..<6]) == [0, 3, 0, 1, 0, 6])
    #expect(Array(packet[6..<12]) == Array(sent[6..<12]))
    #expect(Array(packet.dropFirst(14)) == Array(sent.dropFirst(12)))
  }

  @Test(
    "A packet is cut at the snapshot length, and its length stays known", arguments: Backend.allCases, [1, 13, 14, 60])
  func snapshotLength(_ backend: Backend, _ length: Int) throws {
    let sent = [Frames.numbered(1, size: 500), Frames.numbered(2, size: 500, tags: [0x81, 0, 0, 3])]
    let recording = try Namespace.run {
      try backend.record(.quick("vb") { $0.snapshotLength = length }, expecting: 2) {
        let sender = try FrameSender("va")
        for frame in sent { try sender.send(frame) }
      }
    }
    #expect(recording.packets.map(\.bytes.count) == [length, length])
    #expect(recording.packets.first?.bytes == Array(sent[0].prefix(length)))
    #expect(recording.packets.first?.originalLength == sent[0].count)
    #expect(length < 16 || recording.packets.last?.bytes == Array(sent[1].prefix(length)))
  }

  /// `ether proto 0x88b6`, as `tcpdump -d` lists it.
  static let experimentalType2 = BPFProgram(instructions: [
    BPFInstruction(code: 0x28, k: 12), BPFInstruction(code: 0x15, jf: 1, k: 0x88b6),
    BPFInstruction(code: 0x06, k: 262_144), BPFInstruction(code: 0x06),
  ])

  @Test("Not one packet enters that the filter does not let in", arguments: Backend.allCases)
  func filter(_ backend: Backend) throws {
    let recording = try Namespace.run {
      let flood = try Flood("va", of: Frames.numbered(0))
      defer { flood.stop() }
      return try backend.record(.quick("vb"), filter: Self.experimentalType2, expecting: 3) {
        let sender = try FrameSender("va")
        for number in 1...3 { try sender.send(Frames.numbered(UInt32(number), type: 0x88b6)) }
        usleep(10_000)
      }
    }
    #expect(recording.packets.map { Array($0.bytes[12..<18]) } == (1...3).map { [0x88, 0xb6, 0, 0, 0, UInt8($0)] })
    // libpcap counts what came between activation and filter.
    if backend == .packetSocket { #expect(recording.statistics.received == 3) }
  }

  @Test("What goes into a full ring is counted: sent is received, received is captured and dropped")
  func loss() throws {
    let (first, second, statistics) = try Namespace.run {
      var source = try AFPacketSource(.quick("vb") { $0.bufferSizeInKiB = 16 })
      let sender = try FrameSender("va")
      for number in 0..<3000 { try sender.send(Frames.numbered(UInt32(number), size: 1000)) }
      usleep(30_000)
      var first: [Captured] = []
      while let packet = try source.next() { first.append(Captured(packet)) }
      for number in 3000..<3010 { try sender.send(Frames.numbered(UInt32(number), size: 1000)) }
      let second = try source.take(10)
      return (first, second, try source.statistics())
    }
    #expect(statistics.received == 3010)
    #expect(statistics.droppedByKernel > 0)
    #expect(first.count + second.count + statistics.droppedByKernel == 3010)
    #expect(second.count == 10)
    #expect(first.allSatisfy { $0.lostBefore == 0 })
    #expect(second.map { Int($0.lostBefore) } == [statistics.droppedByKernel] + Array(repeating: 0, count: 9))
  }

  @Test("A packet larger than a block of the ring is cut and says so")
  func oversized() throws {
    let sent = Frames.numbered(1, size: 150_000)
    let recording = try Namespace.run {
      try Namespace.shell("ip link set lo mtu 200000")
      return try Backend.packetSocket.record(.quick("lo") { $0.bufferSizeInKiB = 16 }, expecting: 1) {
        try FrameSender("lo").send(sent)
      }
    }
    let packet = try #require(recording.packets.first)
    #expect(packet.originalLength == sent.count)
    #expect(packet.bytes.count > 65_536 && packet.bytes.count < sent.count)
    let isEqual = packet.bytes == Array(sent.prefix(packet.bytes.count))
    #expect(isEqual)
  }

  @Test("A device that is removed ends the capture after its last packet", arguments: Backend.allCases)
  func removal(_ backend: Backend) throws {
    let (count, error) = try Namespace.run {
      let alarm = try Alarm(after: 5)
      switch backend {
      case .packetSocket:
        var source = try AFPacketSource(.quick("vb"), wakeDescriptor: alarm.descriptor)
        return try Self.captureUntilRemoval(&source, alarm)
      case .libpcap:
        var source = try LibpcapSource(.quick("vb"), wakeDescriptor: alarm.descriptor)
        return try Self.captureUntilRemoval(&source, alarm)
      }
    }
    #expect(count == 1)
    #expect(error?.reason == .interfaceVanished)
    #expect(error?.interface == "vb")
  }

  private static func captureUntilRemoval<Source: StoppableSource & ~Copyable>(
    _ source: inout Source, _ alarm: Alarm
  ) throws -> (Int, CaptureError?) {
    try FrameSender("va").send(Frames.numbered(1))
    usleep(20_000)
    try Namespace.shell("ip link del vb")
    var count = 0
    do throws(Source.Failure) {
      while !alarm.hasRung {
        if try source.next() != nil { count += 1 } else { try source.wait() }
      }
    } catch {
      return (count, error as? CaptureError)
    }
    return (count, nil)
  }
}
