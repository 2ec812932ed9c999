import Bytes
import Dissection
import Packets

extension Summary {
  static let rpc = Summary(kind: .rpc, mark: "nfs") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    guard let message = try? RPCMessage(packet.bytes(of: layer)) else {
      throw out.giveUp("udp")
    }
    let text = RPCMessageText(message, length: layer.length)
    if options.payloadChoice?.udp == .rpc {
      try text.appendAlone(packet, index, to: &out, options)
    } else {
      try text.append(packet.notes.call, to: &out, options)
    }
  }

  static let rpcRecord = Summary(kind: .rpcRecord, mark: "nfs") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    guard index > 0, let segment = try? TCPSegment(packet.bytes(of: packet.layers[index - 1])),
      let record = try? RPCRecord(bytes), let message = try? RPCMessage(bytes.suffix(from: 4)),
      message.isCall ? segment.destinationPort == RPCMessage.nfsPort : segment.sourcePort == RPCMessage.nfsPort,
      message.direction < 2
    else { return }
    out.append(": ")
    let text = RPCMessageText(message, length: min(record.length, layer.length - 4))
    try text.append(packet.notes.call, to: &out, options)
  }
}

/// Writes a call or a reply of NFS.
private struct RPCMessageText: ~Escapable {
  /// Bytes of a call up to the data that authorise it.
  private static let callLength = 32

  private let message: RPCMessage
  private let length: Int

  @_lifetime(copy message)
  init(_ message: borrowing RPCMessage, length: Int) {
    self.message = copy message
    self.length = length
  }

  func append(
    _ call: RPCCall?, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    out.append(message.isCall ? "NFS request xid " : "NFS reply xid ")
    out.append(message.transaction)
    out.append(" ")
    if message.isCall {
      try appendRequest(to: &out, options)
    } else {
      try appendReply(call, to: &out, options)
    }
  }

  private func appendRequest(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    out.append(UInt32(truncatingIfNeeded: length))
    guard let version = message.programVersion, let number = message.procedure else {
      return out.append(truncationMark: "nfs")
    }
    let procedure = NFSNames.procedure(number, version: version)
    out.append(" ")
    out.append(procedure, named: NFSNames.procedures, orElse: "proc-")
    var reader = NFSReader(
      message.bytes, length: length, isVersion3: version == 3, at: RPCMessage.Offset.credentials)
    do throws(WordStop) {
      try reader.appendRequest(procedure, to: &out, options)
    } catch {
      if error == .truncated { throw Truncation() }
      out.append(truncationMark: "nfs")
    }
  }

  private func appendReply(
    _ call: RPCCall?, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    guard let status = message.replyStatus else { return out.append(truncationMark: "nfs") }
    switch status {
    case 0:
      out.append("reply ok ")
      out.append(UInt32(truncatingIfNeeded: length))
      if let call { try appendAnswer(call, to: &out, options) }
    case 1:
      out.append("reply ERR ")
      out.append(UInt32(truncatingIfNeeded: length))
      out.append(": ")
      if !appendDenial(to: &out) { out.append(truncationMark: "nfs") }
    default:
      out.append("reply Unknown rpc response code=")
      out.append(status)
      out.append(" ")
      out.append(UInt32(truncatingIfNeeded: length))
    }
  }

  private func appendAnswer(
    _ call: RPCCall, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let procedure = NFSNames.procedure(call.procedure, version: call.programVersion)
    out.append(" ")
    out.append(procedure, named: NFSNames.procedures, orElse: "proc-")
    var reader = NFSReader(
      message.bytes, length: length, isVersion3: call.programVersion == 3, at: RPCMessage.Offset.verifier)
    do throws(WordStop) {
      try reader.appendReply(procedure, to: &out, options)
    } catch {
      if error == .truncated { throw Truncation() }
      if !reader.hasError { out.append(truncationMark: "nfs") }
    }
  }

  /// Writes why a call was denied; returns whether that was captured.
  private func appendDenial(to out: inout TextBuffer) -> Bool {
    guard let reason = message.bytes.uint32(ifAt: 12) else { return false }
    switch reason {
    case 0:
      guard let low = message.bytes.uint32(ifAt: 16), let high = message.bytes.uint32(ifAt: 20) else { return false }
      out.append("RPC Version mismatch (")
      out.append(low)
      out.append("-")
      out.append(high)
      out.append(")")
    case 1:
      guard let fault = message.bytes.uint32(ifAt: 16) else { return false }
      out.append("Auth ")
      out.append(fault, named: NFSNames.authenticationFaults, orElse: "Invalid failure code ")
    default:
      out.append("Unknown reason for rejecting rpc message ")
      out.append(reason)
    }
    return true
  }

  /// Writes a message of any program, with the addresses in front, where the transaction stands for the client's port.
  func appendAlone(
    _ packet: borrowing DissectedPacket, _ index: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let hasNames = options.names != nil
    guard !message.isCall || message.bytes.has(Self.callLength, at: 0) else {
      throw out.giveUp("sunrpc")
    }
    packet.append(sourceOf: index, to: &out, options)
    if message.isCall {
      out.append(".0x")
      out.append(hex: message.transaction)
    } else {
      out.append(hasNames ? ".nfs" : ".2049")
    }
    out.append(" > ")
    packet.append(destinationOf: index, to: &out, options)
    if message.isCall {
      out.append(hasNames ? ".sunrpc: " : ".0x6f: ")
      return try appendPortMap(to: &out, options)
    }
    out.append(".")
    out.append(message.transaction)
    out.append(": ")
    try appendReply(nil, to: &out, options)
  }

  private func appendPortMap(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    out.append(UInt32(truncatingIfNeeded: length))
    guard let version = message.rpcVersion, let procedure = message.procedure else { throw Truncation() }
    out.append(" ")
    out.append(procedure, named: NFSNames.portMapProcedures, orElse: " proc #")
    if version != 2 {
      out.append(" [rpcver ")
      out.append(version)
      out.append("]")
    }
    guard [1, 2, 3, 5].contains(procedure), let program = message.program, let version = message.programVersion
    else { return }
    out.append(options.names == nil ? " " : " #")
    out.append(program)
    out.append(".")
    out.append(version)
  }
}

extension DissectedPacket {
  /// Writes the address of the nearest IP header's sender.
  fileprivate func append(sourceOf index: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions) {
    if let layer = layer(.ipv4, below: index), let header = try? IPv4Packet(bytes(of: layer)) {
      out.append(host: header.source, options)
    } else if let layer = layer(.ipv6, below: index), let header = try? IPv6Packet(bytes(of: layer)) {
      out.append(host: header.source, options)
    }
  }

  /// Writes the address of the nearest IP header's receiver.
  fileprivate func append(destinationOf index: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions) {
    if let layer = layer(.ipv4, below: index), let header = try? IPv4Packet(bytes(of: layer)) {
      out.append(host: header.destination, options)
    } else if let layer = layer(.ipv6, below: index), let header = try? IPv6Packet(bytes(of: layer)) {
      out.append(host: header.destination, options)
    }
  }
}
