import BPF
import Capture
import CaptureLibpcap
import Filtering
import Packets
import TestSupport
import Testing

@Suite("Packets that a filter has not looked into", .enabled(if: Namespace.isAvailable, "\(Namespace.needed)"))
struct OverlookedTests {
  private static let expression = "udp port 53"

  private static func filter(_ linkType: LinkType, _ placement: FilterPlacement) throws -> BPFProgram? {
    try CompiledFilter(expression, for: target(linkType, placement), resolver: NoNames()).program
  }

  private static func overlooked(_ linkType: LinkType, _ placement: FilterPlacement) -> BPFProgram? {
    CompiledFilter.overlookedProgram(of: expression, for: target(linkType, placement), resolver: NoNames())
  }

  private static func target(_ linkType: LinkType, _ placement: FilterPlacement) -> FilterTarget {
    FilterTarget(linkType: linkType, layout: placement == .kernel ? .kernel : .savefile)
  }

  /// 300 frames behind labels, a few in sessions, and others: many more than the socket that counts has room for.
  private static func send() throws {
    let sender = try FrameSender("va")
    for number in 0..<300 { try sender.send(Frames.numbered(UInt32(number), size: 500, type: 0x8847)) }
    for number in 0..<7 { try sender.send(Frames.numbered(UInt32(number), type: 0x8864)) }
    for number in 0..<9 { try sender.send(Frames.numbered(UInt32(number))) }
    try sender.send(Frames.numbered(1, tags: [0x81, 0, 0, 7]))
  }

  @Test("libpcap's capture has them counted in the same way")
  func libpcap() throws {
    let count = try Namespace.run {
      var source = try LibpcapSource(.quick("vb"), filter: Self.filter, overlooked: Self.overlooked)
      try Self.send()
      _ = try source.drain()
      _ = try source.statistics()
      return try source.statistics().overlooked
    }
    #expect(count == 307)
  }

  @Test("In the kernel they are counted by a socket of their own")
  func inKernel() throws {
    let count = try Namespace.run {
      var source = try AFPacketSource(.quick("vb"), filter: Self.filter, overlooked: Self.overlooked)
      try Self.send()
      _ = try source.drain()
      _ = try source.statistics()
      return try source.statistics().overlooked
    }
    #expect(count == 307)
  }

  @Test("Where the filter is here, they are counted here, tags that the kernel took out among them")
  func inUserSpace() throws {
    let count = try Namespace.run {
      let refused = BPFProgram(instructions: [BPFInstruction(code: 0xffff, k: 0)])
      var source = try AFPacketSource(
        .quick("vb"), filter: { $1 == .kernel ? refused : try Self.filter($0, $1) }, overlooked: Self.overlooked)
      try Self.send()
      _ = try source.drain()
      return try source.statistics().overlooked
    }
    #expect(count == 308)
  }

  @Test("They are not counted unless that is asked for")
  func notAsked() throws {
    let count = try Namespace.run {
      var source = try AFPacketSource(.quick("vb"), filter: Self.filter)
      try Self.send()
      _ = try source.drain()
      return try source.statistics().overlooked
    }
    #expect(count == 0)
  }
}
