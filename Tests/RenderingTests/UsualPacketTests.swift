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
      var several = LineStyle(words: ["-nvv", "-X"]).options
      several.sourceName = { $0 == 0 ? "eth0" : nil }
      var unchecked = LineStyle(words: ["-nv", "-t"]).options
      unchecked.skipsChecksums = true
      let styles = [["-nv"], ["-n", "-e", "-ttttt"], ["-nvvv", "-e", "-xx"]].map { LineStyle(words: $0).options }
      return [RenderOptions(), absolute, coloured, several, unchecked] + styles
    }
  }

  @Test("mixed traffic", arguments: [1, 2] as [UInt64])
  func mixed(seed: UInt64) {
    var traffic = MixedTraffic(seed: seed)
    expectSame { number in (number % 2 == 0 ? checked(traffic.next()) : traffic.next(), nil) }
  }

  @Test("mixed traffic with changed, missing and added bytes")
  func changed() {
    var traffic = MixedTraffic(seed: 3)
    var random = SplitMix(seed: 4)
    expectSame { _ in
      var bytes = traffic.next()
      if random.next(below: 2) == 0 { bytes = checked(bytes) }
      // What is changed is mostly a header.
      for _ in 0..<random.next(below: 4) {
        bytes[random.next(below: min(bytes.count, 80))] = UInt8(truncatingIfNeeded: random.next())
      }
      // Ports that a protocol hangs at, and small numbers in places of lengths.
      if random.next(below: 3) == 0, bytes.count > 38 {
        bytes.replaceSubrange(36..<38, with: [0, [21, 22, 25, 53, 80, 179][random.next(below: 6)]])
      }
      // Segments that reset a connection, with a reason or without.
      if random.next(below: 8) == 0, bytes.count > 48 { bytes[47] = 0x14 }
      let length = bytes.count
      switch random.next(below: 4) {
      case 0: bytes.removeLast(random.next(below: bytes.count))
      case 1: bytes += [UInt8](repeating: 0, count: random.next(below: 20))
      default: break
      }
      return (bytes, max(bytes.count, length))
    }
  }

  /// A packet with the right checksum if it is a whole segment or datagram in an untagged frame.
  private func checked(_ packet: [UInt8]) -> [UInt8] {
    var packet = packet
    let transport = packet[12] == 0x08 ? 34 : 54
    let number = packet[transport == 34 ? 23 : 20]
    guard [0x08, 0x86].contains(packet[12]), [6, 17].contains(number), packet.count >= transport + 8 else {
      return packet
    }
    let checksum = transport + (number == 6 ? 16 : 6)
    guard packet.count >= checksum + 2 else { return packet }
    packet.replaceSubrange(checksum..<checksum + 2, with: [0, 0])
    var sum = InternetChecksum()
    sum.add(packet.span.bytes.extracting((transport - (transport == 34 ? 8 : 32))...))
    sum.add(UInt32(packet.count - transport))
    sum.add(UInt16(number))
    packet.replaceSubrange(checksum..<checksum + 2, with: [UInt8(sum.value >> 8), UInt8(sum.value & 0xff)])
    return packet
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
        var packet = CapturedPacket(
          timestamp: Timestamp(seconds: 1_700_000_000, nanoseconds: Int64(index % 1000) * 1_000_000),
          originalLength: originalLength ?? bytes.count, linkType: .ethernet, bytes: bytes.span.bytes)
        packet.checksumState = index % 3 == 0 ? .notComputed : .unknown
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
