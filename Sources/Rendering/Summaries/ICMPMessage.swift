import Bytes
import Dissection
import Packets

extension Summary {
  static let icmp = Summary(kind: .icmp, mark: "icmp") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let text = ICMPMessageText(bytes: packet.bytes(of: layer), length: layer.length)
    if text.isCutSoftly { return out.append(truncationMark: "icmp") }
    let start = out.count
    out.append("ICMP ")
    do throws(Truncation) {
      try text.appendMessage(to: &out, options)
    } catch {
      // What a message says is told whole or not at all.
      out.truncate(to: start)
      throw error
    }
    out.append(", length ")
    out.append(layer.length)
    guard options.verbosity > 0 else { return }
    if !packet.isFragmented(around: index) { try text.appendChecksum(to: &out) }
    let type = text.bytes.load8(0)
    if ICMPMessage.isError(type) {
      out.append("\n\t")
      _ = try text.bytes.uint16(at: 10)
      try packet.summarize(index + 1, into: &out, options)
    }
    if ICMPMessage.isExtensible(type), layer.length > ICMPExtensions.offset { try text.appendExtensions(to: &out) }
  }
}

/// Writes what an ICMP message says.
struct ICMPMessageText: ~Escapable {
  let bytes: RawSpan
  let length: Int

  @_lifetime(copy bytes)
  init(bytes: RawSpan, length: Int) {
    self.bytes = bytes
    self.length = length
  }

  /// Whether it is cut where tcpdump looks before it reads, so that the rest of the packet counts as told.
  var isCutSoftly: Bool {
    guard let type = bytes.uint8(ifAt: 0), let code = bytes.uint8(ifAt: 1) else { return false }
    return type == 3 && code == 3 && bytes.byteCount < 18 || type == 11 && bytes.byteCount < 28
  }

  func appendMessage(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    let type = try bytes.uint8(at: 0)
    let code = try bytes.uint8(at: 1)
    switch type {
    case 0, 8:
      out.append(type == 8 ? "echo request, id " : "echo reply, id ")
      out.append(try bytes.uint16(at: 4))
      out.append(", seq ")
      out.append(try bytes.uint16(at: 6))
    case 3: try appendUnreachable(code, to: &out, options)
    case 5: try appendRedirect(code, to: &out, options)
    case 9: try appendAdvertisement(to: &out, options)
    case 11:
      try bytes.require(28)
      out.append(code, named: Self.timeNames, orElse: "time exceeded-#")
    case 12:
      out.append(code == 0 ? "parameter problem - octet " : "parameter problem - code ")
      out.append(code == 0 ? try bytes.uint8(at: 4) : code)
    case 13, 14: try appendTimestamps(isReply: type == 14, to: &out)
    case 18:
      out.append("address mask is 0x")
      out.append(hex: try bytes.uint32(at: 8), width: 8)
    default: out.append(type, named: Self.typeNames, orElse: "type-#")
    }
  }

  private func appendQuotedDestination(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    out.append(host: IPv4Address(rawValue: try bytes.uint32(at: 24)), options)
  }

  private func appendUnreachable(
    _ code: UInt8, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    switch code {
    case 0, 6, 9, 11: out.append("net ")
    case 1, 7, 10, 12, 13, 14, 15: out.append("host ")
    default: break
    }
    try appendQuotedDestination(to: &out, options)
    switch code {
    case 2:
      out.append(" protocol ")
      out.append(try bytes.uint8(at: 17))
    case 3: try appendPort(to: &out, options)
    default: break
    }
    out.append(" unreachable")
    if let reason = Self.unreachableReasons[code] {
      out.append(reason)
    } else if code == 4 {
      let size = try bytes.uint16(at: 6)
      out.append(" - need to frag")
      if size > 0 {
        out.append(" (mtu ")
        out.append(size)
        out.append(")")
      }
    } else if code > 3 {
      out.append(" - #")
      out.append(code)
    }
  }

  private func appendPort(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    let header = Int(try bytes.uint8(at: 8) & 0xf) * 4
    let port = try bytes.uint16(at: 8 + header + 2)
    let number = IPProtocol(rawValue: try bytes.uint8(at: 17))
    if number == .tcp {
      out.append(" tcp port ")
      out.append(tcpPort: port, options)
    } else if number == .udp {
      out.append(" udp port ")
      out.append(udpPort: port, options)
    } else {
      out.append(" protocol ")
      out.append(number.rawValue)
      out.append(" port ")
      out.append(port)
    }
  }

  private func appendRedirect(
    _ code: UInt8, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    switch code {
    case 0, 1: out.append("redirect ")
    case 2, 3: out.append("redirect-tos ")
    default:
      out.append("redirect-#")
      out.append(code)
      out.append(" ")
    }
    try appendQuotedDestination(to: &out, options)
    out.append(code > 3 ? " to " : code & 1 == 0 ? " to net " : " to host ")
    out.append(host: IPv4Address(rawValue: try bytes.uint32(at: 4)), options)
  }

  /// Source: RFC 1256 section 3.
  private func appendAdvertisement(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    try bytes.require(8)
    out.append("router advertisement lifetime ")
    let lifetime = bytes.load16(6)
    if lifetime >= 3600 {
      out.append(lifetime / 3600)
      out.append(":")
      out.append(lifetime / 60 % 60, width: 2)
    } else if lifetime >= 60 {
      out.append(lifetime / 60)
    }
    if lifetime >= 60 {
      out.append(":")
      out.append(lifetime % 60, width: 2)
    } else {
      out.append(lifetime)
    }
    let count = Int(bytes.load8(4))
    out.append(" ")
    out.append(count)
    out.append(":")
    guard bytes.load8(5) == 2 else {
      out.append(" [size ")
      out.append(bytes.load8(5))
      return out.append("]")
    }
    for entry in 0..<count {
      try bytes.require(8, at: 8 + 8 * entry)
      out.append(" {")
      out.append(host: IPv4Address(rawValue: bytes.load32(8 + 8 * entry)), options)
      out.append(" ")
      out.append(bytes.load32(12 + 8 * entry))
      out.append("}")
    }
  }

  private func appendTimestamps(isReply: Bool, to out: inout TextBuffer) throws(Truncation) {
    try bytes.require(isReply ? 20 : 8)
    out.append(isReply ? "time stamp reply id " : "time stamp query id ")
    out.append(bytes.load16(4))
    out.append(" seq ")
    out.append(bytes.load16(6))
    guard isReply else { return }
    out.append(": org ")
    Self.append(millisecondOfDay: bytes.load32(8), to: &out)
    out.append(", recv ")
    Self.append(millisecondOfDay: bytes.load32(12), to: &out)
    out.append(", xmit ")
    Self.append(millisecondOfDay: bytes.load32(16), to: &out)
  }

  private static func append(millisecondOfDay time: UInt32, to out: inout TextBuffer) {
    out.append(time / 3_600_000, width: 2)
    out.append(":")
    out.append(time / 60_000 % 60, width: 2)
    out.append(":")
    out.append(time / 1000 % 60, width: 2)
    out.append(".")
    out.append(time % 1000, width: 3)
  }

  /// - Throws: `Truncation` when a message that is too short for a checksum has a wrong one.
  func appendChecksum(to out: inout TextBuffer) throws(Truncation) {
    guard bytes.has(length, at: 0) else { return }
    var sum = InternetChecksum()
    sum.add(bytes.prefix(length, from: 0))
    guard sum.value != 0 else { return }
    try bytes.require(4)
    out.append(" (wrong icmp cksum ")
    out.append(hex: bytes.load16(2))
    out.append(" (->")
    out.append(hex: bytes.load16(2).expected(folded: sum.folded))
    out.append(")!)")
  }

  private static let typeNames = Tokens([
    4: "source quench", 10: "router solicitation", 15: "information request", 16: "information reply",
    17: "address mask request",
  ])

  private static let timeNames = Tokens([0: "time exceeded in-transit", 1: "ip reassembly time exceeded"])

  private static let unreachableReasons = Tokens([
    0: "", 1: "", 2: "", 3: "", 5: " - source route failed", 6: " - unknown", 7: " - unknown",
    8: " - source host isolated", 9: " - admin prohibited", 10: " - admin prohibited", 11: " - tos prohibited",
    12: " - tos prohibited", 13: " - admin prohibited filter", 14: " - host precedence violation",
    15: " - precedence cutoff",
  ])
}
