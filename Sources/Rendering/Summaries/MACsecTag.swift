import Bytes
import Dissection
import Packets

extension Summary {
  static let macsec = Summary(kind: .macsec, mark: "macsec", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    let tag = try MACsecTag(bytes)
    if tag.isMalformed { return out.append(" (invalid)") }
    if options.showsLinkHeader { tag.append(to: &out) }
    guard !tag.isEncrypted else {
      if !options.showsLinkHeader {
        packet.appendStations(around: index, to: &out, options)
        out.append("802.1AE MACsec, ")
        tag.append(to: &out)
      }
      if options.dumpsUnknown { out.append(hexAndASCII: bytes.suffix(from: tag.tagLength)) }
      return
    }
    if packet.isCutMACsec(layer) { throw Truncation() }
    guard let type = tag.type else {
      throw out.giveUp("ether")
    }
    if options.showsLinkHeader, !type.isLength {
      out.append(etherType: type, options)
      out.append(", ")
    }
    try packet.summarizeEtherPayload(of: index, into: &out, options)
  }
}

extension DissectedPacket {
  /// Whether there is not as much behind a tag as it says, or no room for the check value.
  func isCutMACsec(_ layer: Layer) -> Bool {
    let bytes = bytes(of: layer)
    guard let tag = try? MACsecTag(bytes), !tag.isMalformed, !tag.isEncrypted else { return false }
    let room = min(layer.length, bytes.byteCount) - tag.tagLength - tag.trailerLength
    return room < 0 || Int(tag.shortLength) > room
  }

  /// Writes the addresses of the frame that carries a layer.
  fileprivate func appendStations(around index: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions) {
    guard let layer = layer(.ethernet, below: index), let frame = try? EthernetFrame(bytes(of: layer)) else { return }
    out.append(station: frame.source, options)
    out.append(" > ")
    out.append(station: frame.destination, options)
    out.append(" ")
  }
}

extension MACsecTag {
  /// Writes the tag itself.
  fileprivate func append(to out: inout TextBuffer) {
    out.append("an ")
    out.append(association)
    out.append(", pn ")
    out.append(packetNumber)
    out.append(", flags ")
    Self.flagNames.append(UInt32(flags), none: "none", separator: "", to: &out)
    if shortLength != 0 {
      out.append(", sl ")
      out.append(shortLength)
    }
    if let channel {
      out.append(", sci ")
      out.append(hex: channel, width: 16)
    }
    out.append(", ")
  }

  private static let flagNames = BitTokens([(0x08, "E"), (0x04, "C"), (0x40, "S"), (0x10, "B"), (0x20, "I")])
}
