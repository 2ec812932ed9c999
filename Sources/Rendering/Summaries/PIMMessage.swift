import Bytes
import Dissection
import Packets

extension Summary {
  static let pim = Summary(kind: .pim, mark: "pim") { (packet, index, out, options) throws(Truncation) in
    let length = packet.layers[index].length
    let message = try PIMMessage(packet.bytes(of: packet.layers[index]))
    out.append("PIMv")
    out.append(message.version)
    if message.version == 2, options.verbosity == 0 {
      out.append(", ")
      out.append(PIMMessage.typeNames[message.type] ?? "Unknown Type")
    }
    out.append(", length ")
    out.append(length)
    guard message.version == 2, options.verbosity > 0 else { return }
    out.append("\n\t")
    out.append(PIMMessage.typeNames[message.type] ?? "Unknown Type")
    do throws(Truncation) {
      try packet.append(message, index, length, to: &out, options)
    } catch {
      if !error.isMarked { out.append(truncationMark: "pimv2") }
      throw Truncation(isMarked: true)
    }
  }
}

extension DissectedPacket {
  /// Writes the details of a message of version 2.
  fileprivate func append(
    _ message: borrowing PIMMessage, _ index: Int, _ length: Int, to out: inout TextBuffer,
    _ options: borrowing RenderOptions
  ) throws(Truncation) {
    if length < 2 { return out.append(lengthOfPIM: length, 2) }
    let addressLength = Int(try message.reserved.captured() & 0xf)
    if addressLength != 0 { out.append(", RFC2117-encoding") }
    if length < 4 { return out.append(lengthOfPIM: length, 4) }
    let checksum = try message.checksum.captured()
    out.append(", cksum 0x")
    out.append(hex: checksum, width: 4)
    switch checksum == 0 ? nil : isRight(message, index, length) {
    case true?: out.append(" (correct)")
    case false?: out.append(" (incorrect)")
    case nil: out.append(" (unverified)")
    }
    if message.type == 1 { return try appendRegister(message.bytes, index, length, to: &out, options) }
    var reader = PIMReader(message.bytes, at: 4, length: length - 4, addressLength: addressLength)
    do throws(WordStop) {
      try reader.append(message.type, subtype: (message.reserved ?? 0) >> 4, to: &out, options)
    } catch {
      if error == .truncated { throw Truncation() }
      out.append(truncationMark: "pimv2")
    }
  }

  /// Whether the checksum is right; `nil` when not all of what it is over was captured.
  private func isRight(_ message: borrowing PIMMessage, _ index: Int, _ length: Int) -> Bool? {
    if message.type == 1, hasSum(message.bytes, index, 8) != false { return hasSum(message.bytes, index, 8) }
    return hasSum(message.bytes, index, length)
  }

  private func hasSum(_ bytes: RawSpan, _ index: Int, _ length: Int) -> Bool? {
    guard bytes.has(length, at: 0) else { return nil }
    if isOverIPv6(index) { return transportSum(of: index, length: length, .pim).map { $0 == 0xffff } }
    var sum = InternetChecksum()
    sum.add(bytes.prefix(length, from: 0))
    return sum.folded == 0xffff
  }

  private func appendRegister(
    _ bytes: RawSpan, _ index: Int, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    guard length >= 8, let flags = bytes.uint32(ifAt: 4) else { return out.append(truncationMark: "pimv2") }
    out.append(", Flags [ ")
    out.append(flags == 0x8000_0000 ? "Border" : flags == 0x4000_0000 ? "Null" : "none")
    out.append(" ]\n\t")
    if length == 8 { return out.append(truncationMark: "pimv2") }
    let version = try bytes.uint8(at: 8) >> 4
    switch version {
    case 0:
      let (source, destination) = (try bytes.uint32(at: 20), try bytes.uint32(at: 24))
      out.append("IP-Null-header ")
      out.append(host: IPv4Address(rawValue: source), options)
      out.append(" > ")
      out.append(host: IPv4Address(rawValue: destination), options)
    case 4, 6: try summarize(index + 1, into: &out, options)
    default:
      out.append("IP ver ")
      out.append(version)
    }
  }
}

extension TextBuffer {
  fileprivate mutating func append(lengthOfPIM length: Int, _ least: Int) {
    append("[length ")
    append(length)
    append(" < ")
    append(least)
    append("] (invalid)")
  }
}

extension PIMMessage {
  fileprivate static let typeNames = Tokens([
    0: "Hello", 1: "Register", 2: "Register Stop", 3: "Join / Prune", 4: "Bootstrap", 5: "Assert", 6: "Graft",
    7: "Graft Acknowledgement", 8: "Candidate RP Advertisement", 9: "Prune Refresh", 10: "DF Election",
    11: "ECMP Redirect",
  ])
}
