import Bytes
import Packets

/// The state that lines need across packets, kept in order and in bounded memory.
///
/// Every packet is shown to it once, in the order of printing; what it answers is all that a line may depend on besides
/// the packet and the options.
public struct ConversationTracker: ~Copyable {
  private var connections: ConversationTable
  private var first: Timestamp?
  private var previous: Timestamp?

  /// A tracker that remembers the `capacity` connections used last.
  public init(capacity: Int = 65_536) { connections = ConversationTable(capacity: capacity) }

  /// What the packets before this one say about it.
  public mutating func notes(for packet: borrowing DissectedPacket) -> PacketNotes {
    var notes = PacketNotes()
    let time = packet.packet.timestamp
    notes.firstTimestamp = first ?? time
    notes.previousTimestamp = previous ?? time
    // A first time of zero counts as none: tcpdump waits for another.
    if first == nil, time != Timestamp(seconds: 0, nanoseconds: 0) { first = time }
    previous = time
    for index in 0..<packet.layers.count {
      // What an error quotes was sent by somebody else at another time.
      if packet.layers[index].kind == .icmp || packet.layers[index].kind == .icmpv6 { break }
      if packet.layers[index].kind == .tcp { notes.tcp = sequenceNote(of: index, in: packet) }
    }
    return notes
  }

  private mutating func sequenceNote(of index: Int, in packet: borrowing DissectedPacket) -> TCPSequenceNote {
    let layer = packet.layers[index]
    guard layer.fault == .none, let segment = try? TCPSegment(packet.bytes(of: layer)),
      segment.flags.contains(.acknowledgment), let addresses = addresses(of: index, in: packet)
    else { return TCPSequenceNote() }
    return connections.note(
      source: addresses.source, destination: addresses.destination, sourcePort: segment.sourcePort,
      destinationPort: segment.destinationPort, sequence: segment.sequenceNumber,
      acknowledgment: segment.acknowledgmentNumber, begins: segment.flags.contains(.synchronize))
  }

  /// Who sent and who gets what the nearest IP header below carries; IPv4 addresses in the low bits of their family.
  private func addresses(
    of index: Int, in packet: borrowing DissectedPacket
  ) -> (source: ConversationAddress, destination: ConversationAddress)? {
    var at = index - 1
    while at >= 0 {
      let layer = packet.layers[at]
      if layer.kind == .ipv4, let header = try? IPv4Packet(packet.bytes(of: layer)) {
        return (ConversationAddress(header.source), ConversationAddress(header.destination))
      }
      if layer.kind == .ipv6, let header = try? IPv6Packet(packet.bytes(of: layer)) {
        return (ConversationAddress(header.source), ConversationAddress(header.destination))
      }
      at -= 1
    }
    return nil
  }
}
