import Capture
import CaptureLibpcap
import Glibc
import Packets

/// A packet copied out of a source.
struct Captured: Equatable, Sendable {
  var bytes: [UInt8]
  var originalLength: Int
  var direction: PacketDirection
  var timestamp: Timestamp
  var interfaceIndex: UInt32
  var lostBefore: UInt32
  var linkType: LinkType

  init(_ packet: borrowing CapturedPacket) {
    bytes = packet.bytes.withUnsafeBytes { Array($0) }
    originalLength = packet.originalLength
    direction = packet.direction
    timestamp = packet.timestamp
    interfaceIndex = packet.interfaceIndex
    lostBefore = packet.lostBefore
    linkType = packet.linkType
  }
}

/// A source that tests can end.
protocol StoppableSource: PacketSource, ~Copyable {
  mutating func stop()
  mutating func statistics() throws(CaptureError) -> CaptureStatistics
}

extension AFPacketSource: StoppableSource {}
extension LibpcapSource: StoppableSource {}

extension StoppableSource where Self: ~Copyable {
  /// Takes packets until there are `count` of them, 5 seconds have passed or the source wakes for nothing; then ends the
  /// capture and takes what is left.
  mutating func take(_ count: Int) throws -> [Captured] {
    var packets: [Captured] = []
    let deadline = ContinuousClock.now + .seconds(5)
    while packets.count < count, ContinuousClock.now < deadline {
      if let packet = try next() { packets.append(Captured(packet)) } else { usleep(2000) }
    }
    return packets + (try drain())
  }

  /// Ends the capture and gives all that it holds.
  mutating func drain() throws -> [Captured] {
    stop()
    var packets: [Captured] = []
    while true {
      if let packet = try next() {
        packets.append(Captured(packet))
      } else if isAtEnd {
        return packets
      } else {
        try wait()
      }
    }
  }
}
