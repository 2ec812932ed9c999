import Bytes
import Dissection
import Packets

// What bridges tell in IS-IS, and what routers are capable of. Source: RFC 6165, RFC 6329, RFC 7981, RFC 8667.

extension ISISElements {
  /// Writes what bridges tell of their ports (type 143) or services (144).
  func appendBridging(_ type: UInt8, _ at: Int, _ end: Int, to out: inout TextBuffer) throws(PartStop) {
    if end - at < 2 { throw .invalid }
    let head = try bytes.half(at)
    if type == 143 {
      out.append("\n\t       RES: ", head >> 12)
    } else {
      out.append("\n\t      O: ", head >> 15, ", RES: ")
      out.append(head >> 12 & 7)
    }
    out.append(", MTID(s): ", head & 0xfff)
    do throws(PartStop) {
      try appendBridgeElements(type, at + 2, end, to: &out)
    } catch .marked {
      out.append(truncationMark: "isis")
    } catch .ended {
      // Told already; the next element follows.
    }
  }

  private func appendBridgeElements(
    _ type: UInt8, _ start: Int, _ end: Int, to out: inout TextBuffer
  ) throws(PartStop) {
    var at = start
    while end - at > 2 {
      let (subtype, count) = (try bytes.byte(at), Int(try bytes.byte(at + 1)))
      let names = type == 143 ? Self.portNames : Self.serviceNames
      out.append(type == 143 ? "\n\t       " : "\n\t      ", subtype, names, orElse: "unknown", " subTLV #")
      out.append("", subtype, ", length: ")
      out.append(count)
      at += 2
      if end - at < count {
        out.append(" (> containing TLV length)")
        throw .ended
      }
      try bytes.check(count, at: at)
      switch (type, subtype) {
      case (143, 4): try appendConfigurations(at, count, to: &out)
      case (143, 5): try appendDigest(at, count, to: &out)
      case (143, 6): try appendBaseVLANs(at, count, to: &out)
      case (144, 1): try appendInstance(at, count, to: &out)
      case (144, 3): try appendService(at, count, to: &out)
      default: break
      }
      at += count
    }
  }

  private func tooShort(_ out: inout TextBuffer) -> PartStop {
    out.append(" (too short)")
    return .ended
  }

  private func appendConfigurations(_ at: Int, _ count: Int, to out: inout TextBuffer) throws(PartStop) {
    if count < 102 { throw tooShort(&out) }
    for (offset, label) in [(at, "\n\t         MCID: " as StaticString), (at + 51, "\n\t         AUX-MCID: ")] {
      out.append(label)
      out.append("ID: ", bytes.load8(offset), ", Name: ")
      try out.append(zeroPadded: bytes, at: offset + 1, count: 32)
      out.append("\n\t              Lvl: ", bytes.load16(offset + 33), ", Digest: ")
      for index in 0..<16 {
        out.append(hexByte: bytes.load8(offset + 35 + index))
        out.append(" ")
      }
    }
  }

  private func appendDigest(_ at: Int, _ count: Int, to out: inout TextBuffer) throws(PartStop) {
    if count < 33 { throw tooShort(&out) }
    let head = bytes.load8(at)
    out.append("\n\t        RES: ", head >> 5, " V: ")
    out.append("", head >> 4 & 1, " A: ")
    out.append("", head >> 2 & 3, " D: ")
    out.append("", head & 3, "\n\t         Digest: ")
    for index in 0..<8 {
      out.append("", hex: bytes.load32(at + 1 + 4 * index), width: 8, " ")
      if index == 3 { out.append("\n\t                 ") }
    }
  }

  private func appendBaseVLANs(_ start: Int, _ count: Int, to out: inout TextBuffer) throws(PartStop) {
    for at in stride(from: start, to: start + count, by: 6) {
      if start + count - at < 4 { throw tooShort(&out) }
      out.append("\n\t           ECT: ", hex: bytes.load32(at), width: 8)
      if start + count - at < 6 { throw tooShort(&out) }
      let value = bytes.load16(at + 4)
      out.append(" BVID: ", value >> 4, ", U:")
      out.append("", value >> 3 & 1, " M:")
      out.append("", value >> 2 & 1, " ")
    }
  }

  private func appendInstance(_ at: Int, _ count: Int, to out: inout TextBuffer) throws(PartStop) {
    if count < 19 { throw tooShort(&out) }
    out.append("\n\t        CIST Root-ID: ", hex: bytes.load32(at), width: 8, " ")
    out.append("", hex: bytes.load32(at + 4), width: 8, ", Path Cost: ")
    out.append("", hex: bytes.load32(at + 8), width: 8, ", Prio: ")
    out.append(bytes.load16(at + 12))
    out.append("\n\t        RES: ", bytes.load16(at + 14) >> 5, ", V: ")
    out.append("", bytes.load16(at + 14) >> 4 & 1, ", SPSource-ID: ")
    out.append("", bytes.load32(at + 14) & 0xfffff, ", No of Trees: ")
    let trees = Int(bytes.load8(at + 18))
    out.append(hex: bytes.load8(at + 18))
    for index in 0..<trees {
      let tuple = at + 19 + 8 * index
      if at + count - tuple < 8 { throw .marked }
      let flags = bytes.load8(tuple)
      out.append("\n\t         U:", flags >> 7, ", M:")
      out.append("", flags >> 6 & 1, ", A:")
      out.append("", flags >> 5 & 1, ", RES:")
      out.append("", flags & 0x1f, ", ECT: ")
      out.append("", hex: bytes.load32(tuple + 1), width: 8, ", BVID: ")
      out.append("", bytes.load24(tuple + 5) >> 12, ", SPVID: ")
      out.append(bytes.load24(tuple + 5) & 0xfff)
    }
  }

  private func appendService(_ at: Int, _ count: Int, to out: inout TextBuffer) throws(PartStop) {
    if count < 8 { throw .marked }
    out.append("\n\t        BMAC: ", hex: bytes.load48(at), width: 12, ", RES: ")
    out.append("", bytes.load16(at + 6) >> 12, ", VID: ")
    out.append(bytes.load16(at + 6) & 0xfff)
    for index in 0..<((count - 8) / 4) {
      let value = bytes.load32(at + 8 + 4 * index)
      out.append("\n\t        T: ", value >> 31, ", R: ")
      out.append("", value >> 30 & 1, ", RES: ")
      out.append("", value >> 24 & 0x3f, ", ISID: ")
      out.append(value & 0xffffff)
    }
  }

  /// Writes what a router is capable of.
  func appendCapabilities(
    _ start: Int, _ end: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    if end - start < 5 { return out.append(" [object length ", end - start, " < 5] (invalid)") }
    try bytes.need(4, at: start)
    out.append("\n\t      Router-ID ")
    try out.append(ipv4: bytes, at: start, options)
    out.append(", Flags [", bits: try bytes.byte(start + 4), Self.capabilityFlags, "]")
    var at = start + 5
    while end - at >= 2 {
      let (type, count) = (try bytes.byte(at), Int(try bytes.byte(at + 1)))
      at += 2
      out.append(type == 2 ? "\n\t\tSR-Capabilities" : "\n\t\tunknown")
      out.append(" subTLV #", type, ", length: ")
      out.append(count)
      if count > end - at || !bytes.has(count, at: at) { return }
      if type == 2 {
        try appendSegmentRouting(at, count, to: &out)
      } else {
        out.append(hex: bytes.prefix(count, from: at), indent: "\n\t\t")
      }
      at += count
    }
  }

  private func appendSegmentRouting(_ start: Int, _ count: Int, to out: inout TextBuffer) throws(PartStop) {
    let flags = try bytes.byte(start)
    out.append(", Flags [", bits: flags, Self.segmentFlags, none: "None", "], Range ")
    out.append(try bytes.triple(start + 1))
    var at = start + 4
    // Too short a value leaves almost 256 bytes.
    var left = Int(UInt8(truncatingIfNeeded: count - 4))
    while left >= 5 {
      let (type, size) = (try bytes.byte(at), Int(try bytes.byte(at + 1)))
      at += 2
      left -= 2
      if size > left { return }
      if type != 1 {
        out.append(hex: bytes.prefix(size, from: at), indent: "\n\t\t  ")
      } else if size == 3 || size == 4 {
        out.append(", SID value ", size == 3 ? try bytes.triple(at) : try bytes.word(at))
      } else {
        out.append(", Unknown SID length", size)
      }
      at += size
      left -= size
    }
  }

  private static let portNames = Tokens([4: "SPB MCID", 5: "SPB Digest", 6: "SPB BVID"])
  private static let serviceNames = Tokens([1: "SPB Instance", 3: "SPBM Service Identifier and Unicast Address"])
  private static let capabilityFlags = BitTokens([(1, "S bit"), (2, "D bit")])
  private static let segmentFlags = BitTokens([(0x80, "ipv4"), (0x40, "ipv6")])
}
