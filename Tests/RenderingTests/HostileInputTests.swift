import Bytes
import Dissection
import Packets
import Rendering
import TestSupport
import Testing

/// Damaged packets. In a release build there are 10,000 mutations a sample, else 200: what matters is that nothing traps.
@Suite("Property: hostile input costs a mark on one packet")
struct HostileInputTests {
  #if DEBUG
  private static let mutations = 200
  #else
  private static let mutations = 10_000
  #endif

  private static var styles: [RenderOptions] { [RenderOptions(), LineStyle(words: ["-nvvv", "-e"]).options] }

  @Test("every prefix of every packet has a line", arguments: SampleCapture.all)
  func prefixes(sample: SampleCapture) {
    for options in Self.styles {
      var renderer = LineRenderer(options: options)
      for packet in sample.packets {
        for length in 1...packet.bytes.count {
          expectLine(Array(packet.bytes.prefix(length)), packet.originalLength, sample.linkType, &renderer)
        }
      }
    }
  }

  @Test("mutated packets have a line of bounded length", arguments: SampleCapture.all)
  func mutated(sample: SampleCapture) {
    var random = SplitMix(seed: 0x5eed)
    for options in Self.styles {
      var renderer = LineRenderer(options: options)
      for _ in 0..<Self.mutations {
        let packet = sample.packets[Int(random.next() % UInt64(sample.packets.count))]
        var bytes = packet.bytes
        for _ in 0...(random.next() % 4) {
          let place = Int(random.next() % UInt64(bytes.count))
          bytes[place] = random.next() % 3 == 0 ? 0xff : UInt8(truncatingIfNeeded: random.next())
        }
        expectLine(bytes, packet.originalLength, sample.linkType, &renderer)
      }
    }
  }

  @Test("random bytes of every link type have a line", arguments: [0, 1, 9, 50, 101, 104, 108, 113, 228, 229, 276])
  func randomBytes(linkType: UInt16) {
    var random = SplitMix(seed: UInt64(linkType) + 1)
    for options in Self.styles {
      var renderer = LineRenderer(options: options)
      for _ in 0..<Self.mutations {
        let bytes = (0...(random.next() % 200)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        expectLine(bytes, bytes.count, LinkType(rawValue: linkType), &renderer)
      }
    }
  }

  /// Renders; the text ends with its only required newline, is at most 64 KiB, and has no control byte.
  private func expectLine(
    _ bytes: [UInt8], _ originalLength: Int, _ linkType: LinkType, _ renderer: inout LineRenderer
  ) {
    var out = TextBuffer()
    renderer.render(
      CapturedPacket(
        timestamp: Timestamp(seconds: 0, nanoseconds: 0), originalLength: max(originalLength, bytes.count),
        linkType: linkType, bytes: bytes.span.bytes),
      number: 1, into: &out)
    let text = out.bytes
    var isClean = text.byteCount > 0 && text.byteCount <= 65_536 + bytes.count * 5
    isClean = isClean && text.uint8(ifAt: text.byteCount - 1) == UInt8(ascii: "\n")
    for offset in 0..<text.byteCount {
      let byte = text.load8(offset)
      isClean = isClean && (byte >= 0x20 || byte == 0x0a || byte == 0x09) && byte < 0x7f
    }
    #expect(isClean, "\(linkType.rawValue): \(bytes)")
  }
}
