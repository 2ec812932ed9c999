import Bytes
import Dissection
import Packets

extension Summary {
  static let olsr = Summary(kind: .olsr, mark: "olsr") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    do throws(PartStop) {
      let text = OLSRText(packet.bytes(of: layer), layer.length, isIPv6: packet.isOverIPv6(index))
      try text.append(to: &out, options)
    } catch {
      try out.append(stop: error, in: "olsr")
    }
  }
}

/// Writes an OLSR packet with its messages. Source: RFC 3626 section 3, and the extensions of olsr.org.
private struct OLSRText: ~Escapable {
  private let bytes: RawSpan
  private let length: Int
  private let isIPv6: Bool
  /// Bytes of an address.
  private let size: Int

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, _ length: Int, isIPv6: Bool) {
    self.bytes = bytes
    self.length = length
    self.isIPv6 = isIPv6
    size = isIPv6 ? 16 : 4
  }

  func append(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(PartStop) {
    out.append(isIPv6 ? "OLSRv6" : "OLSRv4")
    if length < OLSRMessage.fixedLength { throw .marked }
    guard let packet = try? OLSRMessage(bytes) else { throw .marked }
    let end = min(length, Int(packet.length))
    out.append(", seq 0x", hex: packet.sequence, width: 4, ", length ")
    out.append(end)
    guard options.verbosity > 0 else { return }
    var at = OLSRMessage.fixedLength
    while at < end {
      guard let count = try appendMessage(at, end, to: &out, options) else { return }
      at += count
    }
  }

  private func append(
    address at: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    if isIPv6 { try out.append(ipv6: bytes, at: at, options) } else { try out.append(ipv4: bytes, at: at, options) }
  }

  /// Returns how many bytes a message has; `nil` when it ends what is told.
  private func appendMessage(
    _ at: Int, _ end: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Int? {
    let header = 8 + size
    try bytes.check(header, at: at)
    let (type, count) = (bytes.load8(at), Int(bytes.load16(at + 2)))
    if type == 0 || count == 0 { return nil }
    let isSound = count >= header && count <= end
    out.append("\n\t", type, Self.names, orElse: "Unknown", " Message (0x")
    out.append("", hex: type, width: 2, "), originator ")
    try append(address: at + 4, to: &out, options)
    out.append(", ttl ", bytes.load8(at + 4 + size), ", hop ")
    out.append("", bytes.load8(at + 5 + size), "\n\t  vtime ")
    append(time: bytes.load8(at + 1), to: &out)
    out.append("s, msg-seq 0x", hex: bytes.load16(at + 6 + size), width: 4, ", length ")
    out.append("", count, isSound ? "" : " (invalid)")
    guard isSound else { return nil }
    let (start, left) = (at + header, count - header)
    switch type {
    case 1, 201: try appendHello(type, start, left, to: &out, options)
    case 2, 202:
      if left < 4 { throw .marked }
      try bytes.check(4, at: start)
      out.append("\n\t    advertised neighbor seq 0x", hex: bytes.load16(start), width: 4)
      try appendNeighbors(hasQuality: type == 202, start + 4, left - 4, to: &out, options)
    case 3:
      for offset in stride(from: start, through: start + left - size, by: size) {
        try bytes.check(size, at: offset)
        out.append("\n\t  interface address ")
        try append(address: offset, to: &out, options)
      }
    case 4: try appendNetworks(start, left, to: &out, options)
    case 130: try appendNames(start, left, to: &out, options)
    default: out.append(hex: bytes.prefix(left, from: start), indent: "\n\t    ")
    }
    return count
  }

  /// Writes a time of four bits mantissa and four bits exponent.
  private func append(time: UInt8, to out: inout TextBuffer) {
    let seconds = 0.0625 * (1 + Float(time >> 4) / 16) * Float(1 << Int(time & 0xf))
    out.append(thousandthsOf: seconds)
  }

  private func appendHello(
    _ type: UInt8, _ start: Int, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    if length < 4 { throw .marked }
    try bytes.check(4, at: start)
    out.append("\n\t  hello-time ")
    append(time: bytes.load8(start + 2), to: &out)
    out.append("s, MPR willingness ", bytes.load8(start + 3))
    var (at, left) = (start + 4, length - 4)
    while left >= 4 {
      try bytes.check(4, at: at)
      let (code, count) = (bytes.load8(at), Int(bytes.load16(at + 2)))
      let isSound = count <= left && count >= 4
      out.append("\n\t    link-type ", code & 3, Self.linkNames, orElse: "Unknown", ", neighbor-type ")
      out.append("", code >> 2, Self.neighborNames, orElse: "Unknown", ", len ")
      out.append("", count, isSound ? "" : " (invalid)")
      guard isSound else { return }
      try bytes.check(count - 4, at: at + 4)
      try appendNeighbors(hasQuality: type == 201, at + 4, count - 4, to: &out, options)
      at += count
      left -= count
    }
  }

  private func appendNeighbors(
    hasQuality: Bool, _ start: Int, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    if hasQuality {
      for at in stride(from: start, through: start + length - size - 4, by: size + 4) {
        try bytes.check(size + 4, at: at)
        out.append("\n\t      neighbor ")
        try append(address: at, to: &out, options)
        append(quality: bytes.load8(at + size), ", link-quality ", to: &out)
        append(quality: bytes.load8(at + size + 1), ", neighbor-link-quality ", to: &out)
      }
      return
    }
    out.append("\n\t      neighbor\n\t\t")
    for at in stride(from: start, through: start + length - 4, by: 4) {
      try out.append(ipv4: bytes, at: at, options)
      out.append(" ")
    }
  }

  /// Writes a quality as a percentage of 255.
  private func append(quality: UInt8, _ label: StaticString, to out: inout TextBuffer) {
    let hundredths = UInt32((Double(quality) / 2.55 * 100).rounded())
    out.append(label, hundredths / 100, ".")
    out.append(hundredths % 100, width: 2)
    out.append("%")
  }

  private func appendNetworks(
    _ start: Int, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    let width = size * 2
    out.append("\n\t  Advertised networks (total ", length / width, ")")
    for index in 0..<(length / width) {
      let at = start + index * width
      try bytes.check(width, at: at)
      if isIPv6 {
        out.append("\n\t    #0: ")
        try append(address: at, to: &out, options)
        out.append("/", maskLength(bytes.load128(at + 16)))
        continue
      }
      out.append(index % 4 == 0 ? "\n\t    " : ", ")
      let mask = bytes.load32(at + 4)
      if bytes.load32(at) == 0, mask >> 24 == 0, mask >> 16 & 0xff != 0 {
        appendGateway(mask, to: &out)
      } else {
        try append(address: at, to: &out, options)
        let ones = (~mask).leadingZeroBitCount
        // What is no mask has a length of -1, written without a sign.
        out.append("/", ones == 32 || mask << UInt32(ones) == 0 ? UInt32(ones) : .max)
      }
    }
  }

  private func maskLength(_ mask: UInt128) -> Int {
    let ones = (~mask).leadingZeroBitCount
    return ones == 128 || mask << UInt128(ones) == 0 ? ones : -1
  }

  private func appendGateway(_ mask: UInt32, to out: inout TextBuffer) {
    let flags = mask >> 16 & 0xff
    out.append("Smart-Gateway:")
    if flags & 1 != 0 { out.append(" LINKSPEED") }
    if flags & 2 != 0 { out.append(" IPV4") }
    if flags & 4 != 0 { out.append(" IPV4-NAT") }
    if flags & 8 != 0 { out.append(" IPV6") }
    if flags & 16 != 0 { out.append(" IPv6-PREFIX") }
    out.append(" ", flags & 1 != 0 ? speed(mask >> 8 & 0xff) : 0, "/")
    out.append(flags & 1 != 0 ? speed(mask & 0xff) : 0)
  }

  private func speed(_ value: UInt32) -> UInt32 {
    if value == 0 { return 0 }
    if value == 255 { return 320_000_000 }
    var speed = value >> 3 + 1
    for _ in 0..<(value & 7) { speed &*= 10 }
    return speed
  }

  private func appendNames(
    _ start: Int, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    if length < 4 { throw .marked }
    try bytes.check(4, at: start)
    let count = Int(bytes.load16(start + 2))
    let isSound = count > 0 && count * (4 + size) <= length
    out.append("\n\t  Version ", bytes.load16(start), ", Entries ")
    out.append("", count, isSound ? "" : " (invalid)")
    guard isSound else { return }
    var (at, left) = (start + 4, length - 4)
    for index in 0..<count {
      if left < 4 { return }
      try bytes.check(4, at: at)
      let (type, size) = (bytes.load16(at), Int(bytes.load16(at + 2)))
      at += 4
      left -= 4
      let isSound = size > 0 && self.size + size <= left
      out.append("\n\t    #", index, type == 0 ? ": type 00" : ": type 0x")
      out.append("", hex: type, width: 4, ", length ")
      out.append("", size, isSound ? "" : " (invalid)")
      guard isSound else { return }
      let whole = self.size + size + (4 - size % 4) % 4
      if left < whole { throw .marked }
      try bytes.check(whole, at: at)
      out.append(", address ")
      try append(address: at, to: &out, options)
      out.append(", name \"")
      out.append(visible: bytes.prefix(size, from: at + self.size))
      out.append("\"")
      at += whole
      left -= whole
    }
  }

  private static let names = Tokens([
    1: "Hello", 2: "TC", 3: "MID", 4: "HNA", 128: "Powerinfo", 130: "Nameservice", 201: "Hello-LQ", 202: "TC-LQ",
  ])
  private static let linkNames = Tokens([0: "Unspecified", 1: "Asymmetric", 2: "Symmetric", 3: "Lost"])
  private static let neighborNames = Tokens([0: "Not-Neighbor", 1: "Symmetric", 2: "Symmetric-MPR"])
}
