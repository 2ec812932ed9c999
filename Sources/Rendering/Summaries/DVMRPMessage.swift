import Bytes
import Dissection
import Packets

extension Summary {
  static let dvmrp = Summary(kind: .dvmrp, mark: "dvmrp", write: writeDVMRP)

  /// Writes a message that stands in the layer at `index`, which may be IGMP's when its header was cut.
  static func writeDVMRP(
    _ packet: borrowing DissectedPacket, _ index: Int, _ out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    let code = try bytes.uint8(at: 1)
    if let name = DVMRPText.names[code] {
      out.append(" ")
      out.append(name)
    } else {
      out.append(" [type ")
      out.append(code)
      out.append("]")
    }
    let version = code == 6 ? (major: try bytes.uint8(at: 7), minor: try bytes.uint8(at: 6)) : nil
    var text = DVMRPText(bytes: bytes.suffix(from: 8), length: layer.length - 8)
    let isSound: Bool
    switch code {
    case 1 where options.verbosity > 0: isSound = try text.appendProbe(to: &out, options)
    case 2 where options.verbosity > 1: isSound = try text.appendReport(to: &out)
    case 4: isSound = try text.appendNeighbors(to: &out, options)
    case 6:
      out.append(" (v ")
      out.append(version?.major ?? 0)
      out.append(".")
      out.append(version?.minor ?? 0)
      out.append("):")
      isSound = try text.appendFlaggedNeighbors(to: &out, options)
    case 7...9: isSound = try text.appendGroup(hasTimer: code == 7, to: &out, options)
    default: isSound = true
    }
    if !isSound { out.append(" (invalid)") }
  }
}

/// Writes what stands behind a DVMRP header; what was read is gone from it.
private struct DVMRPText: ~Escapable {
  /// What is left, as far as it was captured.
  private var bytes: RawSpan
  /// What is left.
  private var length: Int

  @_lifetime(copy bytes)
  init(bytes: RawSpan, length: Int) {
    self.bytes = bytes
    self.length = length
  }

  static let names = Tokens([
    1: "Probe", 2: "Report", 3: "Ask-neighbors(old)", 4: "Neighbors(old)", 5: "Ask-neighbors2", 6: "Neighbors2",
    7: "Prune", 8: "Graft", 9: "Graft-ACK",
  ])

  private static let flags = BitTokens([
    (0x01, "/tunnel"), (0x02, "/srcrt"), (0x40, "/querier"), (0x20, "/disabled"), (0x10, "/down"),
  ])

  @_lifetime(self: copy self)
  private mutating func drop(_ count: Int) {
    bytes = bytes.suffix(from: count)
    length -= count
  }

  /// Says that less is left than there should be.
  private func append(tooShort limit: Int, _ prefix: StaticString = " [length ", to out: inout TextBuffer) -> Bool {
    out.append(prefix)
    out.append(length)
    out.append(" < ")
    out.append(limit)
    out.append("]")
    return false
  }

  private func append(
    hostAt offset: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    out.append(host: IPv4Address(rawValue: try bytes.uint32(at: offset)), options)
  }

  @_lifetime(self: copy self)
  mutating func appendProbe(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Bool {
    if length < 4 { return append(tooShort: 4, " [full length ", to: &out) }
    out.append(options.verbosity > 1 ? "\n\t" : " ")
    let identifier = try bytes.uint32(at: 0)
    out.append("genid ")
    out.append(identifier)
    guard options.verbosity > 1 else { return true }
    drop(4)
    while length != 0 {
      if length < 4 { return append(tooShort: 4, "[remaining length ", to: &out) }
      let address = try bytes.uint32(at: 0)
      out.append("\n\tneighbor ")
      out.append(host: IPv4Address(rawValue: address), options)
      drop(4)
    }
    return true
  }

  /// Networks by mask; of a network as many bytes as its mask has that are not 0.
  @_lifetime(self: copy self)
  mutating func appendReport(to out: inout TextBuffer) throws(Truncation) -> Bool {
    while length != 0 {
      if length < 3 { return append(tooShort: 3, to: &out) }
      let mask = try bytes.uint24(at: 0)
      let width = mask & 0xff != 0 ? 4 : mask & 0xff00 != 0 ? 3 : mask & 0xff_0000 != 0 ? 2 : 1
      out.append("\n\tMask ")
      out.append(IPv4Address(rawValue: 0xff00_0000 | mask))
      drop(3)
      var isLast = false
      while !isLast {
        if length < width + 1 {
          out.append("\n\t  [Truncated Report]")
          return false
        }
        var origin: UInt32 = 0
        for at in 0..<width { origin |= UInt32(try bytes.uint8(at: at)) << UInt32(24 - 8 * at) }
        let metric = try bytes.uint8(at: width)
        isLast = metric & 0x80 != 0
        out.append("\n\t  ")
        out.append(IPv4Address(rawValue: origin))
        out.append(" metric ")
        out.append(metric & 0x7f)
        drop(width + 1)
      }
    }
    return true
  }

  @_lifetime(self: copy self)
  mutating func appendNeighbors(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Bool {
    while length != 0 {
      if length < 7 { return append(tooShort: 7, to: &out) }
      try bytes.require(7)
      let address = IPv4Address(rawValue: bytes.load32(0))
      let (metric, threshold, count) = (bytes.load8(4), bytes.load8(5), bytes.load8(6))
      drop(7)
      for _ in 0..<count {
        if length < 4 { return append(tooShort: 4, to: &out) }
        out.append(" [")
        out.append(host: address, options)
        out.append(" ->")
        let neighbor = try bytes.uint32(at: 0)
        out.append(" ")
        out.append(host: IPv4Address(rawValue: neighbor), options)
        out.append(", (")
        out.append(metric)
        out.append("/")
        out.append(threshold)
        out.append(")]")
        drop(4)
      }
    }
    return true
  }

  @_lifetime(self: copy self)
  mutating func appendFlaggedNeighbors(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Bool {
    while length != 0 {
      if length < 8 { return append(tooShort: 8, to: &out) }
      try bytes.require(8)
      let address = IPv4Address(rawValue: bytes.load32(0))
      let (metric, threshold, flags) = (bytes.load8(4), bytes.load8(5), bytes.load8(6))
      var count = Int(bytes.load8(7))
      drop(8)
      while true {
        count -= 1
        guard count >= 0, length != 0 else { break }
        if length < 4 { return append(tooShort: 4, to: &out) }
        out.append(" [")
        out.append(host: address, options)
        out.append(" -> ")
        try append(hostAt: 0, to: &out, options)
        out.append(" (")
        out.append(metric)
        out.append("/")
        out.append(threshold)
        Self.flags.append(UInt32(flags), none: "", separator: "", to: &out)
        out.append(")]")
        drop(4)
      }
      if count != -1 {
        out.append(" [invalid ncount]")
        return false
      }
    }
    return true
  }

  func appendGroup(
    hasTimer: Bool, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Bool {
    let (source, group) = (try bytes.uint32(at: 0), try bytes.uint32(at: 4))
    out.append(" src ")
    out.append(host: IPv4Address(rawValue: source), options)
    out.append(" grp ")
    out.append(host: IPv4Address(rawValue: group), options)
    guard hasTimer else { return true }
    out.append(" timer ")
    out.append(span: try bytes.uint32(at: 8))
    return true
  }
}
