import Bytes
import Dissection
import Packets

extension Summary {
  static let rpkiRouter = Summary(kind: .rpkiRouter, mark: "rpki_rtr") {
    (packet, index, out, options) throws(Truncation) in
    guard options.verbosity > 0 else { return out.append(", RPKI-RTR") }
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    var at = 0
    while at < layer.length {
      let text = RPKIRouterText(bytes: bytes.suffix(from: at), length: layer.length - at, depth: 0)
      at += try text.append(to: &out, options)
    }
  }
}

/// Writes a PDU of RPKI-to-router, and the one that an error report quotes.
private struct RPKIRouterText: ~Escapable {
  private let bytes: RawSpan
  /// Bytes there are for it, captured or not.
  private let length: Int
  /// 1 for one that is quoted.
  private let depth: Int

  @_lifetime(copy bytes)
  init(bytes: RawSpan, length: Int, depth: Int) {
    self.bytes = bytes
    self.length = length
    self.depth = depth
  }

  /// Returns how many bytes it was: at least one.
  @discardableResult
  func append(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) -> Int {
    let version = try bytes.uint8(at: 0)
    if version != 0 {
      // Nobody knows where a PDU of another version ends.
      out.append("\n\tRPKI-RTRv")
      out.append(version)
      out.append(" (unknown)")
      return length
    }
    if length < 8 {
      out.append("(")
      out.append(length)
      out.append(" bytes is too few to decode)")
      return try appendInvalid(to: &out)
    }
    let (type, size) = (try bytes.uint8(at: 1), Int(try bytes.uint32(at: 4)))
    out.append("\n\tRPKI-RTRv0, ")
    out.append(Self.names[type] ?? "Unknown")
    out.append(" PDU (")
    out.append(type)
    out.append("), length: ")
    out.append(size)
    guard size >= 8, size <= length else { return try appendInvalid(to: &out) }
    guard try appendBody(type, size, to: &out, options) else { return try appendInvalid(to: &out) }
    let isUnknown = Self.names[type] == nil
    if options.verbosity > 1 || isUnknown { out.append(hex: bytes.prefix(size, from: 0), indent: "\n\t  ") }
    return size
  }

  private func appendInvalid(to out: inout TextBuffer) throws(Truncation) -> Int {
    out.append(" (invalid)")
    try bytes.require(length)
    return length
  }

  /// Begins a line that says more of the PDU.
  private func indent(_ more: Int, _ out: inout TextBuffer) {
    out.append("\n\t")
    out.append(repeating: UInt8(ascii: " "), count: 2 * depth + more)
  }

  /// Returns whether the length is right for the type.
  private func appendBody(
    _ type: UInt8, _ size: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Bool {
    switch type {
    case 0, 1, 7:
      guard size == 12 else { return false }
      let (session, serial) = (try bytes.uint16(at: 2), try bytes.uint32(at: 8))
      appendSession(session, to: &out)
      out.append(", Serial: ")
      out.append(serial)
    case 2, 8: return size == 8
    case 3:
      guard size == 8 else { return false }
      appendSession(try bytes.uint16(at: 2), to: &out)
    case 4, 6: return try appendPrefix(isIPv6: type == 6, size, to: &out, options)
    case 10: return try appendReport(size, to: &out, options)
    default: try bytes.require(size)
    }
    return true
  }

  private func appendSession(_ session: UInt16, to out: inout TextBuffer) {
    indent(2, &out)
    out.append("Session ID: 0x")
    out.append(hex: session, width: 4)
  }

  private func appendPrefix(
    isIPv6: Bool, _ size: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Bool {
    let end = isIPv6 ? 28 : 16
    guard size == end + 4 else { return false }
    try bytes.require(size)
    indent(2, &out)
    if isIPv6 {
      out.append("IPv6 Prefix ")
      out.append(host: IPv6Address(rawValue: bytes.load128(12)), options)
    } else {
      out.append("IPv4 Prefix ")
      out.append(host: IPv4Address(rawValue: bytes.load32(12)), options)
    }
    out.append("/")
    out.append(bytes.load8(9))
    out.append("-")
    out.append(bytes.load8(10))
    out.append(", origin-as ")
    out.append(bytes.load32(end))
    out.append(", flags 0x")
    out.append(hexByte: bytes.load8(8))
    return true
  }

  private func appendReport(
    _ size: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Bool {
    guard size >= 12 else { return false }
    let (quoted, code) = (Int(try bytes.uint32(at: 8)), try bytes.uint16(at: 2))
    indent(2, &out)
    out.append("Error code: ")
    out.append(Self.errors[code] ?? "Unknown")
    out.append(" (")
    out.append(code)
    out.append("), Encapsulated PDU length: ")
    out.append(quoted)
    var at = 12
    if quoted > 0 {
      guard size >= at + quoted else { return false }
      if depth > 0 {
        try bytes.require(at + quoted)
      } else {
        indent(4, &out)
        out.append("-----encapsulated PDU-----")
        try RPKIRouterText(bytes: bytes.suffix(from: at), length: quoted, depth: 1).append(to: &out, options)
      }
      at += quoted
    }
    guard size >= at + 4 else { return false }
    let textLength = Int(try bytes.uint32(at: at))
    at += 4
    guard textLength > 0 else { return true }
    guard size >= at + textLength else { return false }
    indent(2, &out)
    out.append("Error text: ")
    out.append(visible: bytes.prefix(textLength, from: at))
    try bytes.require(textLength, at: at)
    return true
  }

  private static let names = Tokens([
    0: "Serial Notify", 1: "Serial Query", 2: "Reset Query", 3: "Cache Response", 4: "IPV4 Prefix", 6: "IPV6 Prefix",
    7: "End of Data", 8: "Cache Reset", 10: "Error Report",
  ])
  private static let errors = Tokens([
    0: "Corrupt Data", 1: "Internal Error", 2: "No Data Available", 3: "Invalid Request",
    4: "Unsupported Protocol Version", 5: "Unsupported PDU Type", 6: "Withdrawal of Unknown Record",
    7: "Duplicate Announcement Received",
  ])
}
