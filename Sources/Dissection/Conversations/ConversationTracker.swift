import Bytes
import Packets

/// The state that lines need across packets, kept in order and in bounded memory.
///
/// Every packet is shown to it once, in the order of printing; what it answers is all that a line may depend on besides
/// the packet, the times of others and the options.
public struct ConversationTracker: ~Copyable {
  private var connections: ConversationTable
  private var requests = RequestTracker()
  private var initiators = ISAKMPInitiators()
  private let remembersConnections: Bool
  private let readsQuotes: Bool

  /// A tracker that remembers the `capacity` connections used last.
  ///
  /// - Parameters:
  ///   - capacity: 0 for none, where sequence numbers are told as they stand.
  ///   - readsQuotes: whether what an ICMP message quotes counts too, as it does where quotes are told.
  public init(capacity: Int = 65_536, readsQuotes: Bool = false) {
    connections = ConversationTable(capacity: capacity)
    remembersConnections = capacity > 0
    self.readsQuotes = readsQuotes
  }

  /// What the packets before this one say about it.
  public mutating func notes(for packet: borrowing DissectedPacket) -> PacketNotes {
    var notes = PacketNotes()
    addNotes(for: packet, from: 0, carrier: nil, to: &notes)
    return notes
  }

  /// The same of a packet of which it is known that it is usual.
  public mutating func notes(for packet: borrowing DissectedPacket, _ usual: UsualPacket) -> PacketNotes {
    var notes = PacketNotes()
    notes.tcp = sequenceNote(for: usual, in: packet.packet.bytes)
    let inner = usual.payloadIndex
    guard inner < packet.layers.count else { return notes }
    addNotes(for: packet, from: inner, carrier: packet.layers[inner - 2], to: &notes)
    return notes
  }

  /// Adds what there is to say about the layers from one on.
  ///
  /// - Parameter carrier: the nearest IP header in front of them.
  private mutating func addNotes(
    for packet: borrowing DissectedPacket, from first: Int, carrier outer: Layer?, to notes: inout PacketNotes
  ) {
    var carrier = outer
    for index in first..<packet.layers.count {
      let layer = packet.layers[index]
      switch layer.kind {
      case .ipv4, .ipv6: carrier = layer
      case .tcp: notes.tcp = sequenceNote(of: layer, in: packet, carrier: carrier)
      case .isakmp: notes.isakmp = role(of: layer, in: packet, carrier: carrier)
      // What an error quotes was sent by somebody else at another time; it counts where it is told.
      case .icmp: guard readsQuotes else { return }
      case .icmpv6: return
      case .rx: notes.rxOperation = requests.operation(of: index, in: packet)
      case .rpc: notes.call = requests.call(of: index, in: packet)
      case .rpcRecord:
        notes.call = requests.call(inRecord: index, of: packet)
        return
      default: break
      }
    }
  }

  /// What the packets before a usual one say about its TCP header, given its bytes.
  public mutating func sequenceNote(for usual: UsualPacket, in packet: RawSpan) -> TCPSequenceNote {
    guard usual.isTCP, let segment = try? TCPSegment(usual.bytes(of: packet)) else { return TCPSequenceNote() }
    if usual.isIPv6 {
      let (source, destination) = usual.ipv6Addresses(in: packet)
      return note(of: segment, from: ConversationAddress(source), to: ConversationAddress(destination))
    }
    let (source, destination) = usual.ipv4Addresses(in: packet)
    return note(of: segment, from: ConversationAddress(source), to: ConversationAddress(destination))
  }

  /// - Parameter carrier: the nearest IP header in front of the segment.
  private mutating func sequenceNote(
    of layer: Layer, in packet: borrowing DissectedPacket, carrier: Layer?
  ) -> TCPSequenceNote {
    guard layer.fault == .none, let segment = try? TCPSegment(packet.bytes(of: layer)),
      let (source, destination) = addresses(of: carrier, in: packet)
    else { return TCPSequenceNote() }
    return note(of: segment, from: source, to: destination)
  }

  @inline(__always)
  private mutating func note(
    of segment: borrowing TCPSegment, from source: ConversationAddress, to destination: ConversationAddress
  ) -> TCPSequenceNote {
    let flags = segment.flags
    guard flags.contains(.acknowledgment), remembersConnections else { return TCPSequenceNote() }
    return connections.note(
      source: source, destination: destination, sourcePort: segment.sourcePort,
      destinationPort: segment.destinationPort, sequence: segment.sequenceNumber,
      acknowledgment: segment.acknowledgmentNumber, begins: flags.contains(.synchronize))
  }

  private mutating func role(
    of layer: Layer, in packet: borrowing DissectedPacket, carrier: Layer?
  ) -> ISAKMPRole {
    guard let message = try? ISAKMPMessage(packet.bytes(of: layer)), message.majorVersion == 1,
      let (source, destination) = addresses(of: carrier, in: packet)
    else { return .unknown }
    return initiators.role(of: message, from: source, to: destination)
  }

  /// Who sends and who gets what an IP header carries.
  @inline(__always)
  private func addresses(
    of carrier: Layer?, in packet: borrowing DissectedPacket
  ) -> (ConversationAddress, ConversationAddress)? {
    guard let carrier else { return nil }
    let bytes = packet.bytes(of: carrier)
    if carrier.kind == .ipv4 {
      // Of a packet that is shorter than its own header nothing is told.
      guard let header = try? IPv4Packet(bytes), Int(header.totalLength) >= header.headerLength else { return nil }
      return (ConversationAddress(header.source), ConversationAddress(header.destination))
    }
    guard let header = try? IPv6Packet(bytes) else { return nil }
    return (ConversationAddress(header.source), ConversationAddress(header.destination))
  }
}
