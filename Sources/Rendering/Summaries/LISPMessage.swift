import Bytes
import Dissection
import Packets

extension Summary {
  static let lisp = Summary(kind: .lisp, mark: "lisp") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    do throws(PartStop) {
      try LISPText(packet.bytes(of: layer), layer.length).append(to: &out, options)
    } catch {
      try out.append(stop: error, in: "lisp")
    }
  }
}

/// Writes a LISP control message: registrations of prefixes and their confirmation. Source: RFC 6833 section 4.
private struct LISPText: ~Escapable {
  private let bytes: RawSpan
  private let length: Int

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, _ length: Int) {
    self.bytes = bytes
    self.length = length
  }

  func append(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(PartStop) {
    guard let message = try? LISPMessage(bytes) else { throw .marked }
    let isVerbose = options.verbosity > 0
    let type = message.typeAndFlags >> 4
    if let name = Self.typeNames[type] { out.append(name) } else { out.append("unknown-type-", type) }
    out.append(",")
    if isVerbose, type == 3 || type == 4 {
      out.append(" flags [", bits: bytes.load32(0), type == 3 ? Self.registerFlags : Self.notifyFlags, "],")
    }
    guard type == 3 || type == 4 else { return }
    let hasSite = message.typeAndFlags & (type == 3 ? 2 : 8) != 0
    let count = message.recordCount
    let dataLength = Int(message.authenticationLength)
    if isVerbose {
      out.append("\n    ", count, " record(s), Authentication ")
      out.append("", message.keyIdentifier, Self.keyNames, orElse: "unknown-type", ",")
      out.append(hex: bytes.prefix(dataLength, from: 16), indent: "\n    Authentication-Data: ")
      try bytes.need(dataLength, at: 16)
    } else {
      out.append(" ", count, " record(s),")
    }
    // The place is counted in 16 bits.
    var at = (16 + dataLength) & 0xffff
    if count == 0 { throw .invalid }
    var left = count
    while length > at, left > 0 {
      left -= 1
      guard let next = try appendRecord(at, to: &out, options) else { return }
      at = next & 0xffff
    }
    if hasSite {
      guard bytes.has(24, at: at) else { throw .invalid }
      out.append(hex: bytes.prefix(16, from: at), indent: "\n    xTR-ID: ")
      out.append("\n    SITE-ID: ", bytes.load64(at + 16))
    } else if at < bytes.byteCount {
      out.append(hex: bytes.suffix(from: at), indent: "\n    Data: ")
    }
  }

  /// Returns where the next record stands; `nil` when this one ends what is told.
  private func appendRecord(
    _ start: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Int? {
    try bytes.check(12, at: start)
    out.append("\n")
    let isVerbose = options.verbosity > 0
    if isVerbose {
      let action = bytes.load8(start + 6)
      out.append("      Record TTL ", bytes.load32(start), ",")
      out.append(action & 0x10 != 0 ? " Authoritative, " : " Non-Authoritative, ")
      out.append("", action >> 5, Self.actionNames, orElse: "unknown", ", Map Version: ")
      out.append("", bytes.load16(start + 8) & 0xfff, ",")
    }
    let (count, width) = (bytes.load8(start + 4), bytes.load8(start + 5))
    var at = start + 12
    let family = bytes.load16(start + 10)
    guard family == 1 || family == 2 else { return nil }
    at = try appendAddress(family, at, " EID ", to: &out, options)
    out.append("/", width, ", ")
    out.append("", count, " locator(s)")
    for _ in 0..<count { at = try appendLocator(at, to: &out, options) }
    return at
  }

  private func appendAddress(
    _ family: UInt16, _ at: Int, _ label: StaticString, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Int {
    let size = family == 1 ? 4 : 16
    try bytes.check(size, at: at)
    out.append(label)
    if family == 1 {
      try out.append(ipv4: bytes, at: at, options)
    } else {
      try out.append(ipv6: bytes, at: at, options)
    }
    return at + size
  }

  private func appendLocator(
    _ start: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Int {
    try bytes.check(8, at: start)
    var at = start + 8
    let family = bytes.load16(start + 6)
    if options.verbosity > 0 { out.append("\n       ") }
    if family == 1 || family == 2 { at = try appendAddress(family, at, " LOC ", to: &out, options) }
    guard options.verbosity > 0 else { return at }
    out.append("\n          Priority/Weight ", bytes.load8(start), "/")
    out.append("", bytes.load8(start + 1), ", Multicast Priority/Weight ")
    out.append("", bytes.load8(start + 2), "/")
    out.append("", bytes.load8(start + 3), ", flags [")
    out.append("", bits: bytes.load16(start + 4), Self.locatorFlags, "],")
    return at
  }

  private static let typeNames = Tokens([
    0: "LISP-Reserved", 1: "LISP-Map-Request", 2: "LISP-Map-Reply", 3: "LISP-Map-Register", 4: "LISP-Map-Notify",
    8: "LISP-Encapsulated-Contol-Message",
  ])
  private static let registerFlags = BitTokens([
    (0x0800_0000, "P-Proxy-Map-Reply"), (0x0400_0000, "S-LISP-SEC-Capable"), (0x0200_0000, "I-xTR-ID-Present"),
    (0x0100_0000, "R-Build-For-RTR"), (0x0000_0100, "M-Want-Map-Notify"),
  ])
  private static let notifyFlags = BitTokens([(0x0800_0000, "I-xTR-ID-Present"), (0x0400_0000, "R-Build-For-RTR")])
  private static let keyNames = Tokens([0: "None", 1: "SHA1", 2: "SHA256"])
  private static let actionNames = Tokens([0: "No-Action", 1: "Natively-Forward", 2: "Send-Map-Request", 3: "Drop"])
  private static let locatorFlags = BitTokens([
    (0x0004, "Local-Locator"), (0x0002, "RLoc-Probed"), (0x0001, "Reachable"),
  ])
}
