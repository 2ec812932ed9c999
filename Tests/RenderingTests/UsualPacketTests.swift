import Bytes
import Packets
import TestSupport
import Testing

@testable import Rendering

/// The short way of usual packets: it may make no difference but in time.
@Suite("Property: usual packets have the lines that the long way makes")
struct UsualPacketTests {
  #if DEBUG
  private static let count = 2_000
  #else
  private static let count = 200_000
  #endif

  private struct Styles {
    static var all: [RenderOptions] {
      var absolute = RenderOptions()
      absolute.showsAbsoluteSequenceNumbers = true
      absolute.timestampStyle = .sincePrevious
      var coloured = RenderOptions()
      coloured.usesColor = true
      coloured.numbersPackets = true
      return [RenderOptions(), absolute, coloured, LineStyle(words: ["-nvvv", "-e"]).options]
    }
  }

  @Test("mixed traffic", arguments: [1, 2] as [UInt64])
  func mixed(seed: UInt64) {
    var traffic = MixedTraffic(seed: seed)
    expectSame { _ in (traffic.next(), nil) }
  }

  @Test("mixed traffic with changed, missing and added bytes")
  func changed() {
    var traffic = MixedTraffic(seed: 3)
    var random = SplitMix(seed: 4)
    expectSame { _ in
      var bytes = traffic.next()
      // What is changed is mostly a header.
      for _ in 0..<random.next(below: 4) {
        bytes[random.next(below: min(bytes.count, 80))] = UInt8(truncatingIfNeeded: random.next())
      }
      // Ports that a protocol hangs at, and small numbers in places of lengths.
      if random.next(below: 3) == 0, bytes.count > 38 {
        bytes.replaceSubrange(36..<38, with: [0, [21, 22, 25, 53, 80, 179][random.next(below: 6)]])
      }
      let length = bytes.count
      switch random.next(below: 4) {
      case 0: bytes.removeLast(random.next(below: bytes.count))
      case 1: bytes += [UInt8](repeating: 0, count: random.next(below: 20))
      default: break
      }
      return (bytes, max(bytes.count, length))
    }
  }

  @Test("samples, whole and cut", arguments: SampleCapture.all)
  func samples(sample: SampleCapture) {
    guard sample.linkType == .ethernet else { return }
    let packets = sample.packets.flatMap { packet in
      [packet.bytes.count, 60, 54, 42, 35].map { (Array(packet.bytes.prefix($0)), packet.originalLength) }
    }
    expectSame(packets.count) { (packets[$0].0, packets[$0].1) }
  }

  /// Renders packets both ways, one after the other, for what is told of one may depend on those before.
  private func expectSame(_ count: Int = Self.count, _ next: (Int) -> ([UInt8], Int?)) {
    let packets = (0..<count).map { next($0) }
    for options in Styles.all {
      var short = LineRenderer(options: options)
      var long = LineRenderer(options: options, takesShortWay: false)
      var line = TextBuffer()
      var wanted = TextBuffer()
      for (index, (bytes, originalLength)) in packets.enumerated() {
        let packet = CapturedPacket(
          timestamp: Timestamp(seconds: 1_700_000_000, nanoseconds: Int64(index % 1000) * 1_000_000),
          originalLength: originalLength ?? bytes.count, linkType: .ethernet, bytes: bytes.span.bytes)
        line.removeAll()
        wanted.removeAll()
        short.render(packet, number: index + 1, into: &line)
        long.render(packet, number: index + 1, into: &wanted)
        guard !line.bytes.isSame(as: wanted.bytes) else { continue }
        let (text, wantedText) = (
          String(decoding: line.copy(), as: UTF8.self), String(decoding: wanted.copy(), as: UTF8.self)
        )
        Issue.record("\(bytes)\nshort: \(text)\nlong:  \(wantedText)")
        return
      }
    }
  }
}

extension RawSpan {
  fileprivate func isSame(as other: RawSpan) -> Bool {
    byteCount == other.byteCount && (0..<byteCount).allSatisfy { load8($0) == other.load8($0) }
  }
}
