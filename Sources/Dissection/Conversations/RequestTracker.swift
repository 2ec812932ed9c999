import Bytes
import Packets

/// The requests whose replies do not say what they answer: calls of Sun RPC and of RX.
struct RequestTracker {
  private var calls = RequestRing<RPCCallKey, RPCCall>()
  private var rxCalls = RequestRing<RXCallKey, UInt32>()

  /// Remembers a call of Sun RPC; finds the call that a reply answers.
  mutating func call(of index: Int, in packet: borrowing DissectedPacket) -> RPCCall? {
    guard let message = try? RPCMessage(packet.bytes(of: packet.layers[index])) else { return nil }
    return call(message, of: index, in: packet)
  }

  /// The same for the message in a record, which may be longer than the record says.
  mutating func call(inRecord index: Int, of packet: borrowing DissectedPacket) -> RPCCall? {
    guard index > 0, let segment = try? TCPSegment(packet.bytes(of: packet.layers[index - 1])),
      let message = try? RPCMessage(packet.bytes(of: packet.layers[index]).suffix(from: 4)),
      (message.isCall ? segment.destinationPort : segment.sourcePort) == RPCMessage.nfsPort
    else { return nil }
    return call(message, of: index, in: packet)
  }

  private mutating func call(
    _ message: borrowing RPCMessage, of index: Int, in packet: borrowing DissectedPacket
  ) -> RPCCall? {
    guard message.direction < 2, let addresses = Self.addresses(of: index, in: packet) else { return nil }
    guard message.isCall else {
      guard message.replyStatus == 0 else { return nil }
      return calls.find(
        RPCCallKey(client: addresses.destination, server: addresses.source, transaction: message.transaction))
    }
    guard let version = message.programVersion, let procedure = message.procedure else { return nil }
    let key = RPCCallKey(client: addresses.source, server: addresses.destination, transaction: message.transaction)
    calls.add(key, RPCCall(programVersion: version, procedure: procedure))
    return nil
  }

  /// Remembers a call of RX; finds the operation that a reply answers.
  mutating func operation(of index: Int, in packet: borrowing DissectedPacket) -> UInt32? {
    guard index > 1, let message = try? RXMessage(packet.bytes(of: packet.layers[index])),
      let datagram = try? UDPDatagram(packet.bytes(of: packet.layers[index - 1])),
      let header = Self.carrier(of: index, in: packet),
      let source = packet.bytes(of: header).uint32(ifAt: 12),
      let destination = packet.bytes(of: header).uint32(ifAt: 16)
    else { return nil }
    if message.begins, message.isFromClient {
      guard let operation = message.operation else { return nil }
      let key = RXCallKey(
        call: message.callNumber, client: source, server: destination, service: message.service,
        port: datagram.destinationPort)
      rxCalls.add(key, operation)
      return nil
    }
    guard !message.isFromClient, message.begins || message.type == RXMessage.PacketType.abort else { return nil }
    return rxCalls.find(
      RXCallKey(
        call: message.callNumber, client: destination, server: source, service: message.service,
        port: datagram.sourcePort))
  }

  /// The nearest IP header below a layer.
  private static func carrier(of index: Int, in packet: borrowing DissectedPacket) -> Layer? {
    var at = index - 1
    while at >= 0 {
      let layer = packet.layers[at]
      if layer.kind == .ipv4 || layer.kind == .ipv6 { return layer }
      at -= 1
    }
    return nil
  }

  /// Who sent and who gets what the nearest IP header below carries.
  private static func addresses(
    of index: Int, in packet: borrowing DissectedPacket
  ) -> (source: ConversationAddress, destination: ConversationAddress)? {
    guard let layer = carrier(of: index, in: packet) else { return nil }
    if let header = try? IPv4Packet(packet.bytes(of: layer)), layer.kind == .ipv4 {
      return (ConversationAddress(header.source), ConversationAddress(header.destination))
    }
    guard let header = try? IPv6Packet(packet.bytes(of: layer)) else { return nil }
    return (ConversationAddress(header.source), ConversationAddress(header.destination))
  }
}
