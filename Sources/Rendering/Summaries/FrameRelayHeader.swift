import Bytes
import Dissection
import Packets

extension Summary {
  static let frameRelay = Summary(kind: .frameRelay, mark: "fr", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    // A capture of Frame Relay itself must have the longest address, whatever this one is.
    if packet.isOutermost(index) { try bytes.require(4) }
    let header = try FrameRelayHeader(bytes)
    guard let address = header.address else { return out.append("Q.922, invalid address") }
    if header.control != FrameRelayHeader.unnumberedInformation, address.connection != 0 {
      if options.showsLinkHeader, let type = header.ciscoType {
        address.append(carrying: type.rawValue, address.length, layer.length, to: &out, options)
      }
      if case .etherType = header.encapsulation {
        _ = try packet.summarize(index + 1, into: &out, options)
        return
      }
      out.append("UI ")
      out.append(hexByte: header.control)
      out.append("! ")
    }
    if try header.isPadded.captured() {
      if address.length != 3 { out.append("Pad! ") }
    } else if address.length == 3 {
      out.append("No pad! ")
    }
    guard case .identifier(let identifier, _) = header.encapsulation else { throw Truncation() }
    if options.showsLinkHeader {
      address.append(carrying: UInt16(identifier), address.length, layer.length, to: &out, options)
    }
    try packet.summarizeFrameRelay(identifier, header, index, into: &out, options)
  }
}

extension DissectedPacket {
  /// Writes what a frame with a network layer protocol identifier carries.
  fileprivate func summarizeFrameRelay(
    _ identifier: UInt8, _ header: borrowing FrameRelayHeader, _ index: Int, into out: inout TextBuffer,
    _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let layer = layers[index]
    let length = header.wholeLength
    switch identifier {
    case 0xb1: try out.append(fragment: payload(of: layer), max(0, layer.length - length))
    case 0x08, 0x80, 0xcc, 0xcf, 0x8e, 0x81...0x83: _ = try summarize(index + 1, into: &out, options)
    default:
      if !options.showsLinkHeader, let address = header.address {
        address.append(carrying: UInt16(identifier), address.length, layer.length, to: &out, options)
      }
      guard options.hexLevel == 0 else { return }
      let rest = payload(of: layer)
      out.append(hexAndASCII: rest)
      guard rest.byteCount >= layer.length - length else {
        out.append(truncationMark: "fr")
        throw Truncation(isMarked: true)
      }
    }
  }

  /// Whether a layer is what a capture of its link type begins with.
  func isOutermost(_ index: Int) -> Bool { index == 0 || layers[index - 1].kind == .ppi }
}

extension FrameRelayAddress {
  /// Writes the address and what the frame carries, an identifier or an EtherType.
  func append(
    carrying number: UInt16, _ headerLength: Int, _ length: Int, to out: inout TextBuffer,
    _ options: borrowing RenderOptions
  ) {
    if options.quietness > 0 {
      out.append("Q.922, DLCI ", connection)
    } else {
      out.append("Q.922, hdr-len ", headerLength)
      out.append(", DLCI ", connection)
      out.append(", Flags [", bits: flags, Self.flagNames, "], ")
      if number <= 0xff {
        out.append("NLPID ", number, Self.identifierNames, orElse: "unknown", " (0x")
        out.append(hex: number, width: 2)
      } else {
        out.append("cisco-ethertype ", number, EtherType.names, orElse: "unknown", " (0x")
        out.append(hex: number, width: 4)
      }
      out.append(")")
    }
    out.append(", length ", length, ": ")
  }

  private var flags: UInt8 {
    (isCommand ? 1 : 0) | (isDiscardable ? 2 : 0) | (isBackwardCongested ? 4 : 0) | (isForwardCongested ? 8 : 0)
      | (hasControl ? 16 : 0)
  }

  private static let flagNames = BitTokens([(1, "C!"), (2, "DE"), (4, "BECN"), (8, "FECN"), (16, "sdlcore")])

  /// The names of network layer protocol identifiers. Source: ISO/IEC TR 9577.
  static let identifierNames = Tokens([
    0x00: "NULL", 0x08: "Q.933", 0x09: "LMI", 0x80: "SNAP", 0x81: "CLNP", 0x82: "ES-IS", 0x83: "IS-IS", 0x84: "CONS",
    0x85: "IDRP", 0x8a: "X25 ES-IS", 0x8e: "IPv6", 0xb1: "FRF.15", 0xc1: "ISIS_SPB", 0xcc: "IPv4", 0xcf: "PPP",
  ])
}

extension TextBuffer {
  /// Appends the header of a fragment of FRF.15, which has the bits of FRF.16.
  fileprivate mutating func append(fragment bytes: RawSpan, _ length: Int) throws(Truncation) {
    guard length >= 2, let first = bytes.uint8(ifAt: 0), let second = bytes.uint8(ifAt: 1) else {
      append(truncationMark: "fr")
      throw Truncation(isMarked: true)
    }
    append("FRF.15, seq 0x", hex: UInt16(first & 0x1e) << 7 | UInt16(second), width: 3)
    append(", Flags [", bits: first & MultilinkFrameRelayHeader.flagMask, MultilinkFrameRelayHeader.flagNames, "],")
    append(first & 1 != 0 ? "Interface" : "End-to-End")
    append(" Fragmentation, length ", length)
  }
}
