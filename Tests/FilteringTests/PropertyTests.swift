import BPF
import Bytes
import Filtering
import Packets
import TestSupport
import Testing

/// What must hold for every expression and every packet, tried with many of both.
@Suite struct PropertyTests {
  #if DEBUG
  private static let expressions = 60
  #else
  private static let expressions = 1200
  #endif
  private static let packetsPerExpression = 200

  private static func filter(
    _ expression: String, _ layout: FilterTarget.Layout = .savefile, optimizes: Bool = true
  ) -> CompiledFilter? {
    let target = FilterTarget(linkType: .ethernet, layout: layout, optimizes: optimizes)
    return try? CompiledFilter(expression, for: target, resolver: TableNames())
  }

  /// What is said when two do not agree.
  private static func description(_ packet: [UInt8]) -> String {
    packet.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  @Test(arguments: [1, 2] as [UInt64])
  func `the evaluator says what the interpreter says`(seed: UInt64) {
    var expressions = RandomExpression(seed: seed)
    var packets = RandomPacket(seed: seed)
    for number in 0..<Self.expressions {
      let expression = expressions.next()
      let layout: FilterTarget.Layout = number % 4 == 0 ? .kernel : .savefile
      guard let filter = Self.filter(expression, layout, optimizes: number % 5 != 0) else { continue }
      for _ in 0..<Self.packetsPerExpression {
        let (packet, length) = packets.next()
        let evaluated = filter.matches(packet.span.bytes, originalLength: length)
        let interpreted = filter.program.matches(packet.span.bytes, originalLength: length)
        if evaluated != interpreted {
          Issue.record("\(expression): \(evaluated) for \(Self.description(packet)) of \(length)")
          break
        }
      }
    }
  }

  @Test(.enabled(if: LibpcapProgram.isThere, "libpcap is not installed"), arguments: [3, 4] as [UInt64])
  func `libpcap says the same, wherever its optimiser changes nothing`(seed: UInt64) {
    var expressions = RandomExpression(seed: seed)
    var packets = RandomPacket(seed: seed)
    var pairs = 0
    for _ in 0..<Self.expressions {
      let expression = expressions.next()
      let filter = Self.filter(expression)
      let optimised = LibpcapProgram(expression, dlt: 1, optimizes: true)
      let isAlike = (filter == nil) == (optimised == nil)
      #expect(isAlike, "\(expression): taken by \(filter == nil ? "libpcap" : "us") only")
      guard let filter, let optimised, let plain = LibpcapProgram(expression, dlt: 1, optimizes: false) else {
        continue
      }
      for _ in 0..<Self.packetsPerExpression {
        let (packet, length) = packets.next()
        let expected = optimised.matches(packet, originalLength: length)
        guard expected == plain.matches(packet, originalLength: length) else { continue }
        pairs += 1
        if filter.matches(packet.span.bytes, originalLength: length) != expected {
          Issue.record("\(expression): not \(expected) for \(Self.description(packet)) of \(length)")
          break
        }
      }
    }
    #expect(pairs > Self.expressions * Self.packetsPerExpression / 2)
  }

  @Test func `optimised and plain programs say the same of packets that are whole`() {
    var expressions = RandomExpression(seed: 5)
    var packets = RandomPacket(seed: 5)
    for number in 0..<Self.expressions {
      let expression = expressions.next()
      let layout: FilterTarget.Layout = number % 2 == 0 ? .unattached : .savefile
      guard let short = Self.filter(expression, layout),
        let plain = Self.filter(expression, layout, optimizes: false)
      else { continue }
      for _ in 0..<Self.packetsPerExpression {
        var (packet, length) = packets.next()
        packet += [UInt8](repeating: 7, count: max(0, 160 - packet.count))
        length = max(length, packet.count)
        let isAlike =
          short.program.matches(packet.span.bytes, originalLength: length)
          == plain.program.matches(packet.span.bytes, originalLength: length)
        if !isAlike {
          Issue.record("\(expression): not alike for \(Self.description(packet)) of \(length)")
          break
        }
      }
    }
  }
}
