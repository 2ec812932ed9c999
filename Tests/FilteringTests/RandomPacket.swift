import Bytes
import Foundation
import Packets
import Savefiles
import System
import TestSupport

/// Packets to filter: made ones, recorded ones, damaged ones, and beginnings of all of them.
struct RandomPacket {
  private var random: SplitMix
  private var traffic: MixedTraffic
  private let recorded: [[UInt8]]

  init(seed: UInt64) {
    random = SplitMix(seed: seed)
    traffic = MixedTraffic(seed: seed)
    recorded = Self.captures()
  }

  /// The packets of the project's own captures.
  private static func captures() -> [[UInt8]] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("captures").path
    var packets: [[UInt8]] = []
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where name.hasSuffix(".pcap") {
      guard let file = try? FileDescriptor(reading: folder + "/" + name),
        var reader = try? SavefileReader(file), reader.linkType == .ethernet
      else { continue }
      while let packet = try? reader.next() {
        packets.append((0..<packet.bytes.byteCount).map { packet.bytes.load8($0) })
      }
    }
    return packets
  }

  /// The captured bytes of the next packet, and its length on the wire.
  mutating func next() -> (bytes: [UInt8], originalLength: Int) {
    var packet =
      random.next(below: 4) == 0 && !recorded.isEmpty
      ? recorded[random.next(below: recorded.count)] : traffic.next()
    if packet.count > 160 { packet.removeLast(packet.count - 160) }
    let length = packet.count + (random.next(below: 4) == 0 ? random.next(below: 1500) : 0)
    for _ in 0..<(random.next(below: 4) == 0 ? 3 : 0) {
      packet[random.next(below: packet.count)] = UInt8(truncatingIfNeeded: random.next())
    }
    if random.next(below: 3) == 0 { packet.removeLast(random.next(below: packet.count)) }
    return (packet, length)
  }
}
