import Bytes
import Dissection
import Packets

extension Summary {
  static let rsvp = Summary(kind: .rsvp, mark: "rsvp", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    do throws(PartStop) {
      try RSVPText(packet.bytes(of: layer), layer.length).append(to: &out, options)
    } catch {
      try out.append(stop: error, in: "rsvp")
    }
  }
}

/// Writes a message that reserves resources along a path. Source: RFC 2205 section 3.1, RFC 2961.
private struct RSVPText: ~Escapable {
  private let bytes: RawSpan
  private let length: Int

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, _ length: Int) {
    self.bytes = bytes
    self.length = length
  }

  func append(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(PartStop) {
    let message = try message(at: 0, &out)
    guard options.verbosity > 0 else {
      out.append("RSVPv", message.version, " ")
      out.append(message.type, orUnknown: Self.typeNames)
      return out.append(" Message, length: ", length)
    }
    append(message, "\n\t", to: &out)
    let end = try length(of: message, &out)
    switch message.type {
    case 1...7, 13...15, 20:
      try RSVPObjects(bytes, "\n\t  ").append(from: RSVPMessage.fixedLength, to: end, &out, options)
    case 12: try appendBundle(to: end, &out, options)
    default:
      let body = bytes.prefix(end - RSVPMessage.fixedLength, from: RSVPMessage.fixedLength)
      out.append(hex: body, indent: "\n\t    ")
    }
  }

  /// Writes the messages in a message.
  private func appendBundle(
    to end: Int, _ out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    var at = RSVPMessage.fixedLength
    while at < end {
      let message = try message(at: at, &out)
      append(message, "\n\t  ", to: &out)
      let count = try length(of: message, &out)
      if count > end - at {
        out.append("ERROR: common header too large ", count, " > ")
        return out.append(end - at)
      }
      try RSVPObjects(bytes, "\n\t    ").append(from: at + RSVPMessage.fixedLength, to: at + count, &out, options)
      at += count
    }
  }

  /// - Throws: `.marked` when the header is cut, `.ended` when it is of another version, which is told.
  @_lifetime(copy self)
  private func message(at offset: Int, _ out: inout TextBuffer) throws(PartStop) -> RSVPMessage {
    guard let message = try? RSVPMessage(bytes.suffix(from: min(offset, bytes.byteCount))) else { throw .marked }
    if message.version != 1 {
      out.append("ERROR: RSVP version ", message.version, " packet not supported")
      throw .ended
    }
    return message
  }

  /// - Throws: `.ended` when it is shorter than its header, which is told.
  private func length(of message: borrowing RSVPMessage, _ out: inout TextBuffer) throws(PartStop) -> Int {
    if message.length < RSVPMessage.fixedLength {
      out.append("ERROR: common header too short ", message.length, " < 8")
      throw .ended
    }
    return Int(message.length)
  }

  private func append(_ message: borrowing RSVPMessage, _ indent: StaticString, to out: inout TextBuffer) {
    out.append(indent)
    out.append("RSVPv", message.version, " ")
    out.append(message.type, named: Self.typeNames, orElse: "unknown, type: ")
    out.append(" Message (", message.type, "), Flags: [")
    out.append(message.flags & 1 != 0 ? "Refresh reduction capable" : "none")
    out.append("], length: ", message.length, ", ttl: ")
    out.append("", message.timeToLive, ", checksum: 0x")
    out.append(hex: message.checksum, width: 4)
  }

  private static let typeNames = Tokens([
    1: "Path", 2: "Resv", 3: "PathErr", 4: "ResvErr", 5: "PathTear", 6: "ResvTear", 7: "ResvConf", 12: "Bundle",
    13: "Acknowledgement", 14: "Hello (Old)", 15: "Refresh", 20: "Hello",
  ])
}
