import Bytes
import Dissection
import Packets

extension Summary {
  static let icmpv6 = Summary(kind: .icmpv6, mark: "icmp6") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    guard layer.length > 0 else { return out.append("ICMP6, length 0 (invalid)") }
    let text = ICMPv6Text(bytes: packet.bytes(of: layer), length: layer.length)
    if options.verbosity > 0, !packet.isFragmented(around: index) {
      try packet.appendChecksum(text, index, to: &out)
    }
    try text.append(to: &out, options)
  }
}

extension DissectedPacket {
  fileprivate func appendChecksum(
    _ text: borrowing ICMPv6Text, _ index: Int, to out: inout TextBuffer
  ) throws(Truncation) {
    guard let sum = transportSum(of: index, length: text.length, .icmpv6) else { return }
    let checksum = try text.bytes.uint16(at: 2)
    if sum == 0xffff { return out.append("[icmp6 sum ok] ") }
    out.append("[bad icmp6 cksum 0x")
    out.append(hex: checksum, width: 4)
    out.append(" -> 0x")
    out.append(hex: checksum.expected(folded: sum), width: 4)
    out.append("!] ")
  }
}

/// Writes what an ICMPv6 message says.
struct ICMPv6Text: ~Escapable {
  let bytes: RawSpan
  let length: Int

  @_lifetime(copy bytes)
  init(bytes: RawSpan, length: Int) {
    self.bytes = bytes
    self.length = length
  }

  /// The address at an offset. - Throws: `Truncation` when it was not captured.
  func address(_ offset: Int) throws(Truncation) -> IPv6Address { IPv6Address(rawValue: try bytes.uint128(at: offset)) }

  func append(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    let type = ICMPv6Type(rawValue: try bytes.uint8(at: 0))
    out.append("ICMP6, ")
    if let name = Self.typeNames[type.rawValue] {
      out.append(name)
    } else {
      out.append("unknown icmp6 type (")
      out.append(type.rawValue)
      out.append(")")
    }
    if options.verbosity > 0, Self.hasEarlyLength(type) { appendLength(to: &out) }
    let code = try bytes.uint8(at: 1)
    do throws(Truncation) {
      guard try append(type, code, to: &out, options) else { return }
    } catch {
      // In these tcpdump looks before it reads, so that the rest of the packet counts as told.
      let isSoft = type.rawValue == 1 && code == 4 || type.rawValue == 4
      guard isSoft, !error.isMarked else { throw error }
      return out.append(truncationMark: "icmp6")
    }
    if options.verbosity == 0 { appendLength(to: &out) }
  }

  private func appendLength(to out: inout TextBuffer) {
    out.append(", length ")
    out.append(length)
  }

  /// Whether `-v` tells the length in front of the message.
  private static func hasEarlyLength(_ type: ICMPv6Type) -> Bool {
    switch type {
    case .routerSolicitation, .routerAdvertisement, .neighborAdvertisement, .neighborSolicitation, .redirect,
      .homeAgentReply, .mobilePrefixAdvertisement:
      true
    default: false
    }
  }

  /// Writes what is behind the type's name; returns whether the length may follow.
  private func append(
    _ type: ICMPv6Type, _ code: UInt8, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Bool {
    switch type {
    case .unreachable: return try appendUnreachable(code, to: &out, options)
    case .packetTooBig:
      let limit = try bytes.uint32(at: 4)
      out.append(", mtu ")
      out.append(limit)
    case .timeExceeded: try appendTimeExceeded(code, to: &out, options)
    case .parameterProblem: try appendProblem(code, to: &out)
    case .echoRequest, .echoReply:
      let sequence = try bytes.uint16(at: 6)
      out.append(", id ")
      out.append(try bytes.uint16(at: 4))
      out.append(", seq ")
      out.append(sequence)
    case .listenerQuery: try appendListenerQuery(to: &out, options)
    case .listenerReport, .listenerDone: try appendListener(to: &out, options)
    case .listenerReport2: try appendListenerReport(to: &out, options)
    case .routerSolicitation, .routerAdvertisement, .neighborSolicitation, .neighborAdvertisement, .redirect:
      try appendNeighborDiscovery(type, to: &out, options)
    case .routerRenumbering: appendRenumbering(code, to: &out, options)
    case .nodeInformationQuery: try appendNodeQuery(code, to: &out, options)
    case .nodeInformationReply: try appendNodeReply(code, to: &out, options)
    case .inverseSolicitation, .inverseAdvertisement: break
    case .homeAgentRequest, .mobilePrefixSolicitation: try appendIdentifier(to: &out)
    case .homeAgentReply: if options.verbosity > 0 { try appendHomeAgents(to: &out, options) }
    case .mobilePrefixAdvertisement: if options.verbosity > 0 { try appendMobilePrefixes(to: &out, options) }
    case .lossyRouting: try appendLossyRouting(code, to: &out, options)
    default:
      appendLength(to: &out)
      if options.verbosity < 2 { out.append(hex: bytes.prefix(length, from: 0)) }
      return false
    }
    return true
  }

  private static let typeNames = Tokens([
    1: "destination unreachable", 2: "packet too big", 3: "time exceeded in-transit", 4: "parameter problem",
    128: "echo request", 129: "echo reply", 130: "multicast listener query", 131: "multicast listener report",
    132: "multicast listener done", 133: "router solicitation", 134: "router advertisement",
    135: "neighbor solicitation", 136: "neighbor advertisement", 137: "redirect", 138: "router renumbering",
    139: "who-are-you request", 140: "who-are-you reply", 141: "inverse neighbor solicitation",
    142: "inverse neighbor advertisement", 143: "multicast listener report v2", 144: "ha discovery request",
    145: "ha discovery reply", 146: "mobile router solicitation", 147: "mobile router advertisement", 155: "RPL",
    200: "mtrace response", 201: "mtrace message",
  ])
}

extension ICMPv6Text {
  /// Where the quoted packet of an error has its source and its destination.
  private enum Quoted {
    static let source = 16
    static let destination = 32
  }

  private func appendUnreachable(
    _ code: UInt8, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Bool {
    out.append(", ")
    if let name = Self.unreachableNames[code] {
      out.append(name)
    } else {
      out.append("unknown unreach code (")
      out.append(code)
      out.append(")")
    }
    switch code {
    case 0, 1, 3:
      let destination = try address(Quoted.destination)
      out.append(" ")
      out.append(host: destination, options)
    case 2:
      let destination = try address(Quoted.destination)
      out.append(" ")
      out.append(host: destination, options)
      out.append(", source address ")
      out.append(host: try address(Quoted.source), options)
    case 4: try appendPort(to: &out, options)
    default:
      if options.verbosity > 1 { break }
      out.append(hex: bytes.prefix(length, from: 0))
      return false
    }
    return true
  }

  private func appendPort(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    guard let (number, port) = ICMPv6Message.quotedDestination(in: bytes) else { throw Truncation() }
    let destination = try address(Quoted.destination)
    out.append(", ")
    out.append(host: destination, options)
    if number == .tcp {
      out.append(" tcp port ")
      out.append(tcpPort: port, options)
    } else {
      out.append(" udp port ")
      out.append(udpPort: port, options)
    }
  }

  private func appendTimeExceeded(
    _ code: UInt8, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    switch code {
    case 0:
      let destination = try address(Quoted.destination)
      out.append(" for ")
      out.append(host: destination, options)
    case 1: out.append(" (reassembly)")
    default:
      out.append(", unknown code (")
      out.append(code)
      out.append(")")
    }
  }

  private func appendProblem(_ code: UInt8, to out: inout TextBuffer) throws(Truncation) {
    try bytes.require(Quoted.destination + 16)
    guard let name = Self.problemNames[code] else {
      out.append(", code-#")
      return out.append(code)
    }
    out.append(name)
    out.append(" - octet ")
    out.append(try bytes.uint32(at: 4))
  }

  private func appendIdentifier(to out: inout TextBuffer) throws(Truncation) {
    let identifier = try bytes.uint16(at: 4)
    out.append(", id 0x")
    out.append(hex: identifier, width: 4)
  }

  private func appendHomeAgents(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    try appendIdentifier(to: &out)
    for at in stride(from: 8, to: min(length, bytes.byteCount), by: 16) {
      let agent = try address(at)
      out.append(", ")
      out.append(host: agent, options)
    }
  }

  private func appendMobilePrefixes(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    try appendIdentifier(to: &out)
    let flags = try bytes.uint16(at: 6)
    if flags & 0xc000 != 0 { out.append(" ") }
    if flags & 0x8000 != 0 { out.append("M") }
    if flags & 0x4000 != 0 { out.append("O") }
    try appendOptions(from: 8, to: &out, options)
  }

  private static let unreachableNames = Tokens([
    0: "unreachable route", 1: " unreachable prohibited", 2: "beyond scope", 3: "unreachable address",
    4: "unreachable port",
  ])

  private static let problemNames = Tokens([
    0: ", erroneous", 1: ", next header", 2: ", option", 3: ", incomplete header chain",
  ])
}
