import BPF
import Bytes
import CLinux
import Filtering
import Glibc
import Packets
import TestSupport
import Testing

@testable import Capture

/// The kernel's answers to programs, compared with the interpreter's.
@Suite("The kernel and the interpreter", .enabled(if: Namespace.isAvailable, "\(Namespace.needed)"))
struct KernelVerdictTests {
  private static let expressionCount = 200
  private static let frameCount = 80

  /// What the kernel knows of a frame besides its bytes, and its bytes as it shows them.
  private struct Shown {
    var bytes: [UInt8]
    var tag: UInt16?

    /// A tag that is the first thing behind the addresses is taken out.
    init(_ frame: [UInt8]) {
      bytes = frame
      guard frame[12...13] == [0x81, 0] || frame[12...13] == [0x88, 0xa8] else { return }
      tag = UInt16(frame[14]) << 8 | UInt16(frame[15])
      bytes.removeSubrange(12..<16)
    }

    /// A program in which what the kernel tells stands as constants.
    func told(_ program: BPFProgram, interface: Int32) -> BPFProgram {
      var program = program
      for (place, instruction) in program.instructions.enumerated() where instruction.k >= BPFAncillary.base {
        let value: UInt32
        switch (instruction.code & 7 == 0, instruction.k) {
        case (true, BPFAncillary.vlanTagPresent): value = tag == nil ? 0 : 1
        case (true, BPFAncillary.vlanTag): value = UInt32(tag ?? 0)
        case (true, BPFAncillary.interfaceIndex): value = UInt32(interface)
        case (true, BPFAncillary.packetType): value = 0
        default: continue
        }
        program.instructions[place] = BPFInstruction(code: BPFOpcode.loadImmediate, k: value)
      }
      return program
    }
  }

  /// Frames as they may be sent: whole, cut and damaged ones.
  private static func frames() -> [[UInt8]] {
    var (traffic, random) = (MixedTraffic(seed: 21), SplitMix(seed: 21))
    return (0..<frameCount).map { number in
      var frame = traffic.next()
      if frame.count > 200 { frame.removeLast(frame.count - 200) }
      if number % 5 == 0 { frame.replaceSubrange(12..<12, with: [0x88, 0xa8, 0, 3]) }
      if number % 7 == 0 { frame.replaceSubrange(12..<14, with: [0x88, 0x47]) }
      if number % 3 == 0 { frame.removeLast(random.next(below: frame.count - 40)) }
      for _ in 0..<(number % 4 == 0 ? 3 : 0) {
        frame[14 + random.next(below: frame.count - 14)] = UInt8(truncatingIfNeeded: random.next())
      }
      return frame
    }
  }

  private static func programs() -> [(String, BPFProgram)] {
    var expressions = RandomExpression(seed: 22)
    var programs: [(String, BPFProgram)] = []
    let target = FilterTarget(linkType: .ethernet, layout: .kernel)
    let fixed = ["vlan", "vlan 3", "vlan and vlan", "inbound", "outbound", "ifindex 1", "not vlan", "vlan and udp"]
    while programs.count < expressionCount {
      let expression = programs.count < fixed.count ? fixed[programs.count] : expressions.next()
      guard let filter = try? CompiledFilter(expression, for: target, resolver: NoNames()),
        (try? filter.program.verify(for: .kernel)) != nil
      else { continue }
      programs.append((expression, filter.program))
    }
    return programs
  }

  private static func counted(_ socket: borrowing PacketSocket) -> UInt32 {
    socket.get(PACKET_STATISTICS, into: tpacket_stats())?.tp_packets ?? 0
  }

  private static func open(_ program: BPFProgram, _ index: Int32) throws -> PacketSocket {
    let socket = try PacketSocket(isCooked: false, interface: "vb")
    guard socket.attach(program) == 0 else { throw Namespace.Failure(what: "attach: \(program.listing(.assembler))") }
    try socket.bind(toInterface: index)
    return socket
  }

  /// The disagreements: the expression, the frame's number, and what the kernel says.
  private static func compare() throws -> (pairs: Int, taken: Int, wrong: [String]) {
    let index = Int32(CaptureDevice.interfaceIndex("vb"))
    // The last one that the kernel asks, having been the first: when it has a frame, all others have been asked.
    let last = try open(.acceptingAll(snapshotLength: 1), index)
    let programs = programs()
    var sockets = SocketList()
    for (_, program) in programs { try sockets.add(open(program, index)) }
    let sender = try FrameSender("va")
    var (pairs, taken, wrong) = (0, 0, [String]())
    for (number, frame) in frames().enumerated() {
      try sender.send(frame)
      var patience = 2000
      while counted(last) == 0, patience > 0 {
        usleep(100)
        patience -= 1
      }
      let shown = Shown(frame)
      for (place, (expression, program)) in programs.enumerated() {
        let isTaken = sockets.counted(place) > 0
        let told = shown.told(program, interface: index)
        let expected = told.matches(shown.bytes.span.bytes, originalLength: shown.bytes.count)
        pairs += 1
        taken += isTaken ? 1 : 0
        if isTaken != expected { wrong.append("\(expression): \(isTaken) of frame \(number) \(frame)") }
      }
    }
    return (pairs, taken, wrong)
  }

  /// Sockets by number.
  private struct SocketList: ~Copyable {
    private var descriptors: [Int32] = []

    mutating func add(_ socket: consuming PacketSocket) { descriptors.append(dup(socket.descriptor)) }

    func counted(_ place: Int) -> UInt32 {
      var statistics = tpacket_stats()
      var length = socklen_t(MemoryLayout<tpacket_stats>.size)
      getsockopt(descriptors[place], SOL_PACKET, PACKET_STATISTICS, &statistics, &length)
      return statistics.tp_packets
    }

    deinit { for descriptor in descriptors { close(descriptor) } }
  }

  @Test("The kernel takes what the interpreter takes, told the same")
  func verdicts() throws {
    let (pairs, taken, wrong) = try Namespace.run { try Self.compare() }
    #expect(pairs == Self.expressionCount * Self.frameCount)
    #expect(taken > pairs / 20)
    #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(3))")
  }
}
