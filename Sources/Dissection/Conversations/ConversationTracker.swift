import Bytes
public import Packets

/// The state that lines need across packets, kept in order and in bounded memory.
///
/// Every packet is shown to it once, in the order of printing; what it answers is all that a line may depend on besides
/// the packet and the options.
public struct ConversationTracker: ~Copyable {
  private var connections: ConversationTable
  private var requests = RequestTracker()
  private var initiators = ISAKMPInitiators()
  private let readsQuotes: Bool
  private var first: Timestamp?
  private var previous: Timestamp?

  /// A tracker that remembers the `capacity` connections used last.
  ///
  /// - Parameter readsQuotes: whether what an ICMP message quotes counts too, as it does where quotes are told.
  public init(capacity: Int = 65_536, readsQuotes: Bool = false) {
    connections = ConversationTable(capacity: capacity)
    self.readsQuotes = readsQuotes
  }

  /// What the packets before this one say about it.
  public mutating func notes(for packet: borrowing DissectedPacket) -> PacketNotes {
    var notes = notes(at: packet.packet.timestamp)
    addNotes(for: packet, from: 0, carrier: nil, to: &notes)
    return notes
  }

  /// The same of a packet of which it is known that it is usual.
  public mutating func notes(for packet: borrowing DissectedPacket, _ usual: UsualPacket) -> PacketNotes {
    var notes = notes(for: usual, in: packet.packet.bytes, at: packet.packet.timestamp)
    let inner = usual.payloadIndex
    if inner < packet.layers.count { addNotes(for: packet, from: inner, carrier: packet.layers[inner - 2], to: &notes) }
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

  /// What the packets before a usual one say about it, given its bytes and when it was captured.
  public mutating func notes(for usual: UsualPacket, in packet: RawSpan, at time: Timestamp) -> PacketNotes {
    var notes = notes(at: time)
    guard usual.isTCP, let segment = try? TCPSegment(usual.bytes(of: packet)) else { return notes }
    if usual.isIPv6 {
      let (source, destination) = usual.ipv6Addresses(in: packet)
      notes.tcp = note(of: segment, from: ConversationAddress(source), to: ConversationAddress(destination))
    } else {
      let (source, destination) = usual.ipv4Addresses(in: packet)
      notes.tcp = note(of: segment, from: ConversationAddress(source), to: ConversationAddress(destination))
    }
    return notes
  }

  /// Notes of nothing but the times before.
  @inline(__always)
  private mutating func notes(at time: Timestamp) -> PacketNotes {
    var notes = PacketNotes()
    notes.firstTimestamp = first ?? time
    notes.previousTimestamp = previous ?? time
    // A first time of zero counts as none: tcpdump waits for another.
    if first == nil, time != Timestamp(seconds: 0, nanoseconds: 0) { first = time }
    previous = time
    return notes
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
    guard flags.contains(.acknowledgment) else { return TCPSequenceNote() }
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
