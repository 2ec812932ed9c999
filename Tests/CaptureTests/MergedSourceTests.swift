import BPF
import Capture
import Foundation
import Glibc
import Packets
import Testing

extension MergedSource: StoppableSource {}

@Suite("Several interfaces and rings", .enabled(if: Namespace.isAvailable, "\(Namespace.needed)"))
struct MergedSourceTests {
  private static func open(
    _ names: [String], _ change: (inout InterfaceSelection) -> Void = { _ in }, kib: Int? = nil, wake: Int32? = nil
  ) throws -> MergedSource {
    var selection = InterfaceSelection(names)
    change(&selection)
    var options = CaptureOptions(interface: "")
    options.bufferSizeInKiB = kib
    return try MergedSource.opening(
      selection, options, wakeDescriptor: wake, filter: { _, _ in nil }, overlooked: { _, _ in nil },
      didOpen: { _, _, _ in })
  }

  private static func isOrdered(_ packets: [Captured]) -> Bool {
    zip(packets, packets.dropFirst()).allSatisfy { $0.timestamp <= $1.timestamp }
  }

  @Test("Packets of two interfaces come in the order of their time, with the number of theirs")
  func twoInterfaces() throws {
    let packets = try Namespace.run {
      var source = try Self.open(["va", "vb"])
      let sender = try FrameSender("va")
      for number in 0..<500 { try sender.send(Frames.numbered(UInt32(number))) }
      return try source.take(1000)
    }
    #expect(packets.count == 1000)
    #expect(Self.isOrdered(packets))
    #expect(packets.filter { $0.interfaceIndex == 0 }.map(\.number) == Array(0..<500))
    #expect(packets.filter { $0.interfaceIndex == 1 }.map(\.number) == Array(0..<500))
    #expect(packets.filter { $0.interfaceIndex == 0 }.allSatisfy { $0.direction == .outbound })
  }

  /// A UDP datagram of one of many flows, with a number.
  private static func datagram(_ number: Int) -> [UInt8] {
    let port = UInt8(number % 64)
    let head: [UInt8] = [
      0x45, 0, 0, 36, 0, 0, 0, 0, 64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2, 0x30, port, 0x30, port, 0, 16, 0, 0,
    ]
    let tail = withUnsafeBytes(of: UInt64(number).bigEndian) { Array($0) }
    return Frames.addresses + [0x08, 0x00] + head + tail
  }

  @Test("Rings that share an interface give its packets in order, none twice and none missing", arguments: [2, 4])
  func fanout(_ ringCount: Int) throws {
    let (packets, statistics) = try Namespace.run {
      var source = try Self.open(["vb"]) { $0.ringCount = ringCount }
      let sender = try FrameSender("va")
      for number in 0..<3000 { try sender.send(Self.datagram(number)) }
      return (try source.take(3000), try source.statistics())
    }
    #expect(packets.map { $0.bytes.suffix(4).reduce(0) { $0 << 8 | Int($1) } } == Array(0..<3000))
    #expect(Self.isOrdered(packets))
    #expect(statistics.received == 3000)
    #expect(packets.allSatisfy { $0.lostBefore == 0 })
  }

  @Test("As records they are the same", arguments: [["va", "vb"], ["vb"]], [1, 16, 1000])
  func records(_ names: [String], most: Int) throws {
    let (packets, records) = try Namespace.run {
      var one = try Self.open(names, { $0.ringCount = names.count == 1 ? 2 : 1 })
      var other = try Self.open(names, { $0.ringCount = names.count == 1 ? 2 : 1 })
      let sender = try FrameSender("va")
      for number in 0..<3000 { try sender.send(Self.datagram(number)) }
      one.stop()
      other.stop()
      return (try one.drain(), try other.drainRecords(atOnce: most))
    }
    #expect(packets.count == 3000 * names.count && Self.isOrdered(packets))
    #expect(RecordsTests.areSame(records, packets))
  }

  @Test("Rings that run full tell together what is missing")
  func fanoutLoss() throws {
    let (packets, sent, statistics, atEnd) = try Namespace.run {
      var source = try Self.open(["vb"], { $0.ringCount = 2 }, kib: 16)
      let sender = try FrameSender("va")
      for number in 0..<40_000 { try sender.send(Self.datagram(number)) }
      let packets = try source.drain()
      return (packets, 40_000, try source.statistics(), source.lostAtEnd)
    }
    #expect(packets.count < sent)
    #expect(packets.reduce(packets.count + atEnd) { $0 + Int($1.lostBefore) } == sent)
    #expect(packets.count + statistics.droppedByKernel == sent)
  }

  @Test("An interface that is missing, or down, ends the opening unless it is waited for")
  func missing() throws {
    #expect(throws: CaptureError.self) { try Namespace.run { _ = try Self.open(["va", "nosuch0"]) } }
    #expect(throws: CaptureError.self) { try Namespace.run { _ = try Self.open(["x*"]) } }
    #expect(throws: CaptureError.self) {
      try Namespace.run {
        try Namespace.shell("ip link set va down")
        _ = try Self.open(["va", "vb"])
      }
    }
    try Namespace.run { _ = try Self.open(["va", "nosuch0"]) { $0.waits = true } }
  }

  @Test("Another link type is refused where there may be but one")
  func linkTypes() throws {
    let error = try Namespace.run { () -> CaptureError? in
      do {
        _ = try Self.open(["va", "any"]) { $0.needsOneLinkType = true }
        return nil
      } catch let error as CaptureError {
        return error
      }
    }
    #expect(error?.reason == .linkTypesDiffer(.linuxSLL2, first: .ethernet))
  }

  /// Takes what comes until `isDone`, 10 seconds at most.
  private static func follow(
    _ source: inout MergedSource, _ packets: inout [Captured], _ events: inout [InterfaceEvent],
    until isDone: ([Captured], [InterfaceEvent]) -> Bool
  ) throws {
    let deadline = ContinuousClock.now + .seconds(10)
    source.longestWait = 50
    while !isDone(packets, events), ContinuousClock.now < deadline {
      if let packet = try source.next() { packets.append(Captured(packet)) } else { try source.wait() }
      events += source.takeEvents()
    }
  }

  @Test("An interface that comes late, goes down, vanishes and comes back is followed; the others go on")
  func comingAndGoing() throws {
    let (packets, events) = try Namespace.run {
      var source = try Self.open(["va", "wa"]) { $0.waits = true }
      var (packets, events) = ([Captured](), [InterfaceEvent]())
      func send(_ number: UInt32, _ device: String) throws { try FrameSender(device).send(Frames.numbered(number)) }
      func follow(until count: Int, _ event: InterfaceEvent?) throws {
        try Self.follow(&source, &packets, &events) { $0.count >= count && (event == nil || $1.contains(event!)) }
      }
      try send(0, "va")
      try follow(until: 1, nil)
      for round in 0..<2 {
        try Namespace.shell("ip link add wa type veth peer name wb; ip link set wb up")
        try follow(until: 0, .appeared("wa"))
        try Namespace.shell("ip link set wa up")
        try Namespace.waitUntilRunning(["wa", "wb"])
        try follow(until: 0, .cameUp("wa"))
        try send(UInt32(10 + round * 10), "wb")
        try follow(until: 2 + round * 3, nil)
        try Namespace.shell("ip link set wa down")
        try follow(until: 0, .wentDown("wa"))
        try Namespace.shell("ip link set wa up")
        try Namespace.waitUntilRunning(["wa", "wb"])
        try send(UInt32(11 + round * 10), "wb")
        try send(UInt32(12 + round * 10), "va")
        try follow(until: 4 + round * 3, nil)
        try Self.follow(&source, &packets, &events) { $1.count { $0 == .cameUp("wa") } == 2 }
        try Namespace.shell("ip link del wa")
        try follow(until: 0, .vanished("wa"))
        if round == 0 { events.removeAll() }
      }
      return (packets, events)
    }
    #expect(packets.map(\.number) == [0, 10, 11, 12, 20, 21, 22])
    #expect(packets.map(\.interfaceIndex) == [0, 1, 1, 0, 1, 1, 0])
    #expect(events == [.appeared("wa"), .cameUp("wa"), .wentDown("wa"), .cameUp("wa"), .vanished("wa")])
  }

  /// Sockets of the kinds that capturing opens, in the namespace of this thread: those of other tests are elsewhere.
  private static func socketCount() throws -> Int {
    try ["packet", "netlink"].reduce(0) { count, kind in
      count + (try String(contentsOfFile: "/proc/thread-self/net/\(kind)", encoding: .utf8)).count { $0 == "\n" }
    }
  }

  @Test("Fifty interfaces come and go without a packet or a descriptor lost")
  func fifty() throws {
    let (numbers, names, left) = try Namespace.run {
      var source = try Self.open(["w*", "va"])
      var (packets, events) = ([Captured](), [InterfaceEvent]())
      var left: [Int] = []
      for round in 0..<3 {
        try Namespace.shell(
          "for i in $(seq 50); do ip link add w$i type veth peer name x$i; ip link set w$i up; ip link set x$i up; done"
        )
        try Namespace.waitUntilRunning((1...50).map { "w\($0)" })
        try Self.follow(&source, &packets, &events) {
          $1.count { if case .appeared = $0 { true } else { false } } >= 50
        }
        for number in 1...50 { try FrameSender("x\(number)").send(Frames.numbered(UInt32(round * 50 + number))) }
        try Self.follow(&source, &packets, &events) { packets, _ in packets.count >= 50 * (round + 1) }
        try Namespace.shell("for i in $(seq 50); do ip link del w$i; done")
        events.removeAll()
        try Self.follow(&source, &packets, &events) {
          $1.count { if case .vanished = $0 { true } else { false } } >= 50
        }
        events.removeAll()
        left.append(try Self.socketCount())
      }
      return (packets.map(\.number).sorted(), Set(packets.map(\.interfaceIndex)).count, left)
    }
    #expect(numbers == Array(1...150))
    #expect(names == 50)
    #expect(left[1] == left[0])
    #expect(left[2] == left[0])
  }
}
