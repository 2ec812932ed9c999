import Bytes
import Dissection
import Packets

extension Summary {
  static let isis = Summary(kind: .isis, mark: "isis") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    do throws(PartStop) {
      var text = ISISText(bytes, length: layer.length)
      guard try text.appendHeader(to: &out, options) else { return }
      try ISISElements(bytes, text.headerLength, text.end, text.length).append(to: &out, options)
    } catch .ended {
      // What is no packet of this protocol is dumped.
      out.append(hex: bytes.prefix(layer.length, from: 0), indent: "\n\t")
    } catch {
      try out.append(stop: error, in: "isis")
    }
  }
}

/// Writes the headers of an IS-IS packet.
private struct ISISText: ~Escapable {
  private let bytes: RawSpan
  /// Bytes of the packet: as what carries it says, then as it says itself when that is less.
  private(set) var length: Int
  /// Where its elements end.
  private(set) var end: Int
  /// Where its elements begin.
  private(set) var headerLength = 0

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, length: Int) {
    self.bytes = bytes
    self.length = length
    end = length
  }

  /// Returns whether elements follow.
  ///
  /// - Throws: `.ended` for what is no packet of this protocol.
  @_lifetime(self: copy self)
  mutating func appendHeader(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Bool {
    guard let packet = try? ISISPacket(bytes), length >= ISISPacket.commonLength else { throw .marked }
    if !options.showsLinkHeader { out.append("IS-IS") }
    try appendFault(of: packet, to: &out)
    if !options.showsLinkHeader { out.append(", ") }
    if options.verbosity == 0 {
      if let name = Self.typeNames[packet.type] {
        out.append(name)
      } else {
        out.append("unknown PDU-Type ", packet.type)
      }
    } else {
      appendCommon(packet, to: &out, options)
    }
    guard let ownLength = Self.lengths[packet.type] else {
      if options.verbosity == 0 {
        out.append(", length ", length)
        return false
      }
      out.append(hex: bytes.prefix(length, from: ISISPacket.commonLength), indent: "\n\t  ")
      throw .ended
    }
    headerLength = ISISPacket.commonLength + ownLength
    if packet.headerLength != headerLength {
      let isPartial = packet.type >= 26
      out.append(isPartial ? "- bogus" : ", bogus")
      out.append(" fixed header length ", packet.headerLength, " should be ")
      out.append(packet.type == 18 || packet.type == 20 ? ownLength : headerLength)
      throw .ended
    }
    guard bytes.has(headerLength, at: 0), length >= headerLength else { throw .marked }
    if options.verbosity == 0 {
      appendBrief(packet.type, to: &out)
      out.append(", length ", length)
      return false
    }
    let declared = Int(bytes.load16(packet.type < 18 ? 17 : 8))
    if end > declared {
      end = declared
      length = declared
    }
    appendOwn(packet.type, declared, to: &out)
    if options.verbosity > 1 { out.append(hex: bytes.prefix(ownLength, from: 8), indent: "\n\t  ") }
    if end < headerLength {
      out.append(" [packet length ", end, " < ")
      out.append("", headerLength, "]")
      throw .invalid
    }
    return true
  }

  private func appendFault(of packet: borrowing ISISPacket, to out: inout TextBuffer) throws(PartStop) {
    let header = packet.headerLength
    if packet.version != 1 {
      out.append("version ", packet.version, " packet not supported")
    } else if packet.identifierLength != 6, packet.identifierLength != 0 {
      out.append("system ID length of ", packet.identifierLength, " is not supported")
    } else if packet.formatVersion != 1 {
      out.append("version ", packet.formatVersion, " packet not supported")
    } else if length < header {
      out.append("fixed header length ", header, " > packet length ")
      out.append(length)
    } else if header < ISISPacket.commonLength {
      out.append("fixed header length ", header, " < minimum header size 8")
    } else if packet.maximumAreas == 255 {
      out.append("bad packet -- 255 areas")
    } else {
      return
    }
    throw .ended
  }

  private func appendCommon(
    _ packet: borrowing ISISPacket, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) {
    out.append("length ", length, "\n\t")
    if let name = Self.typeNames[packet.type] { out.append(name) } else { out.append("unknown, type ", packet.type) }
    out.append(", hlen: ", packet.headerLength, ", v: 1, pdu-v: 1, sys-id-len: 6 (")
    out.append("", packet.identifierLength, "), max-area: ")
    out.append("", packet.maximumAreas == 0 ? 3 : packet.maximumAreas, " (")
    out.append("", packet.maximumAreas, ")")
    if options.verbosity > 1 { out.append(hex: bytes.prefix(8, from: 0), indent: "\n\t") }
  }

  private func appendBrief(_ type: UInt8, to out: inout TextBuffer) {
    switch type {
    case 15, 16:
      out.append(", src-id ")
      out.append(identifier: bytes, at: 9, count: 6)
      out.append(", lan-id ")
      out.append(identifier: bytes, at: 20, count: 7)
      out.append(", prio ", bytes.load8(19))
    case 18, 20:
      out.append(", lsp-id ")
      out.append(identifier: bytes, at: 12, count: 8)
      out.append(", seq 0x", hex: bytes.load32(20), width: 8, ", lifetime ")
      out.append(bytes.load16(10), padded: 5)
      out.append("s")
    default:
      out.append(", src-id ")
      out.append(identifier: bytes, at: type == 17 ? 9 : 10, count: type == 17 ? 6 : 7)
    }
  }

  private func appendOwn(_ type: UInt8, _ declared: Int, to out: inout TextBuffer) {
    switch type {
    case 15, 16, 17: appendHello(type, declared, to: &out)
    case 18, 20: appendLinkState(declared, to: &out)
    default:
      out.append("\n\t  source-id:    ")
      out.append(identifier: bytes, at: 10, count: 7)
      out.append(", PDU length: ", declared)
      guard type < 26 else { return }
      out.append("\n\t  start lsp-id: ")
      out.append(identifier: bytes, at: 17, count: 8)
      out.append("\n\t  end lsp-id:   ")
      out.append(identifier: bytes, at: 25, count: 8)
    }
  }

  private func appendHello(_ type: UInt8, _ declared: Int, to out: inout TextBuffer) {
    out.append("\n\t  source-id: ")
    out.append(identifier: bytes, at: 9, count: 6)
    out.append(type == 17 ? ", holding time: " : ",  holding time: ", bytes.load16(15), "s, Flags: [")
    let circuit = bytes.load8(8)
    if let name = Self.circuitNames[circuit] {
      out.append(name)
    } else {
      out.append("unknown circuit type 0x")
      out.append(hexByte: circuit)
    }
    if type == 17 {
      out.append("]\n\t  circuit-id: 0x", hex: bytes.load8(19), width: 2, ", PDU length: ")
      return out.append(declared)
    }
    out.append("]\n\t  lan-id:    ")
    out.append(identifier: bytes, at: 20, count: 7)
    out.append(", Priority: ", bytes.load8(19) & 0x7f, ", PDU length: ")
    out.append(declared)
  }

  private func appendLinkState(_ declared: Int, to out: inout TextBuffer) {
    out.append("\n\t  lsp-id: ")
    out.append(identifier: bytes, at: 12, count: 8)
    out.append(", seq: 0x", hex: bytes.load32(20), width: 8, ", lifetime: ")
    out.append(bytes.load16(10), padded: 5)
    let checksum = bytes.load16(24)
    out.append("s\n\t  chksum: 0x", hex: checksum, width: 4)
    OSIText.append(checksum, of: bytes.suffix(from: 12), at: 12, length: length - 12, to: &out)
    let flags = bytes.load8(26)
    out.append(", PDU length: ", declared, flags & 4 != 0 ? ", Flags: [ Overload bit set, " : ", Flags: [ ")
    if flags & 0x78 != 0 {
      if flags & 0x08 != 0 { out.append("default ") }
      if flags & 0x10 != 0 { out.append("delay ") }
      if flags & 0x20 != 0 { out.append("expense ") }
      if flags & 0x40 != 0 { out.append("error ") }
      out.append("ATT bit set, ")
    }
    if flags & 0x80 != 0 { out.append("P bit set, ") }
    out.append("", flags & 3, Self.levelNames, orElse: "", " ]")
  }

  /// Bytes of header that are a type's own.
  private static let lengths: [UInt8: Int] = [15: 19, 16: 19, 17: 12, 18: 19, 20: 19, 24: 25, 25: 25, 26: 9, 27: 9]
  private static let typeNames = Tokens([
    15: "L1 Lan IIH", 16: "L2 Lan IIH", 17: "p2p IIH", 18: "L1 LSP", 20: "L2 LSP", 24: "L1 CSNP", 25: "L2 CSNP",
    26: "L1 PSNP", 27: "L2 PSNP",
  ])
  private static let circuitNames = Tokens([1: "Level 1 only", 2: "Level 2 only", 3: "Level 1, Level 2"])
  private static let levelNames = Tokens([
    0: "Unused 0x0 (invalid)", 1: "L1 IS", 2: "Unused 0x2 (invalid)", 3: "L2 IS",
  ])
}

extension TextBuffer {
  /// Appends the identifier of a system (6 bytes), a node (7) or a link-state packet (8), which are all there.
  mutating func append(identifier bytes: RawSpan, at offset: Int, count: Int) {
    for index in 0..<count {
      if index == 2 || index == 4 || index == 6 { append(".") }
      if index == 7 { append("-") }
      append(hexByte: bytes.uint8(ifAt: offset + index) ?? 0)
    }
  }
}
