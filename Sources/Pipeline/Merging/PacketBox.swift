internal import Bytes
internal import Packets
internal import System

/// A packet that is kept while others are lent.
struct PacketBox: ~Copyable {
  private var buffer = ReadBuffer(capacity: 2048)
  private var facts = Facts()

  /// All that is known of a packet but its bytes and options.
  private struct Facts {
    var timestamp = Timestamp(seconds: 0, nanoseconds: 0)
    var originalLength = 0
    var capturedLength = 0
    var linkType = LinkType.null
    var interfaceIndex: UInt32 = 0
    var direction = PacketDirection.unknown
    var checksumState = ChecksumState.unknown
    var lostBefore: UInt32 = 0
    var isSwapped = false
    var isSimple = false
    var clockTicks: UInt64 = 0
  }

  /// When it was captured.
  var timestamp: Timestamp { facts.timestamp }

  /// Keeps a copy of a packet instead of the one before.
  mutating func keep(_ packet: borrowing CapturedPacket) {
    facts.timestamp = packet.timestamp
    facts.originalLength = packet.originalLength
    facts.capturedLength = packet.capturedLength
    facts.linkType = packet.linkType
    facts.interfaceIndex = packet.interfaceIndex
    facts.direction = packet.direction
    facts.checksumState = packet.checksumState
    facts.lostBefore = packet.lostBefore
    (facts.isSwapped, facts.isSimple) = (packet.isSwapped, packet.isSimple)
    facts.clockTicks = packet.clockTicks
    buffer.restart(at: 0)
    buffer.append(packet.bytes)
    buffer.append(packet.rawOptions)
  }

  /// The packet that is kept.
  var packet: CapturedPacket {
    @_lifetime(borrow self)
    get {
      let bytes = buffer.unread
      var packet = CapturedPacket(
        timestamp: facts.timestamp, originalLength: facts.originalLength, linkType: facts.linkType,
        bytes: bytes.extracting(0..<facts.capturedLength))
      packet.interfaceIndex = facts.interfaceIndex
      packet.direction = facts.direction
      packet.checksumState = facts.checksumState
      packet.lostBefore = facts.lostBefore
      (packet.isSwapped, packet.isSimple) = (facts.isSwapped, facts.isSimple)
      packet.clockTicks = facts.clockTicks
      packet.rawOptions = bytes.suffix(from: facts.capturedLength)
      return packet
    }
  }
}
