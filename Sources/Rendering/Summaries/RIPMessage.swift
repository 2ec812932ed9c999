import Bytes
import Dissection
import Packets

extension Summary {
  static let rip = Summary(kind: .rip, mark: "rip", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let message = try RIPMessage(packet.bytes(of: layer))
    if options.verbosity > 0 { out.append("\n\t") }
    out.append("RIPv")
    out.append(message.version)
    out.append(", ")
    if let name = RIPMessage.commandNames[message.command] {
      out.append(name)
    } else {
      out.append("unknown command (")
      out.append(message.command)
      out.append(")")
    }
    out.append(", length: ")
    out.append(layer.length)
    guard options.verbosity > 0 else { return }
    switch message.command {
    case 1, 2: try message.appendEntries(layer.length, to: &out, options)
    case 4...6: break
    default: if options.verbosity < 2 { out.append(hex: message.bytes.prefix(layer.length, from: 0), indent: "\n\t") }
    }
    if options.verbosity > 1 { out.append(hex: message.bytes.prefix(layer.length, from: 0), indent: "\n\t") }
  }
}

extension RIPMessage {
  /// Bytes of the family and the tag, or of the kind of authentication.
  private static let entryHeaderLength = 4

  fileprivate func appendEntries(
    _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    guard version == 1 || version == 2 else { return out.append(", unknown version") }
    out.append(", routes: ")
    out.append(length / Self.entryLength)
    if version == 2 { out.append(" or less") }
    let end = min(length, bytes.byteCount)
    var at = Self.headerLength
    while at < end {
      let rest = bytes.suffix(from: at)
      let count =
        version == 1
        ? append(entry1: rest, to: &out, options) : try append(entry2: rest, end - at, to: &out, options)
      guard let count else { return out.append(truncationMark: "rip") }
      if end - at < count {
        out.append(" [remaining entries length ")
        out.append(end - at)
        out.append(" < ")
        out.append(count)
        return out.append("] (invalid)")
      }
      at += count
    }
  }

  /// Writes an entry of version 1; returns its length, `nil` when it is cut.
  private func append(
    entry1 bytes: RawSpan, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) -> Int? {
    guard bytes.has(Self.entryLength, at: 0) else { return nil }
    let family = bytes.load16(0)
    if family != 2, family != 0 {
      out.append("\n\t AFI ")
      out.append(family: family)
      out.append(", ")
      out.append(hex: bytes.prefix(16, from: Self.entryHeaderLength), indent: "\n\t  ")
    } else if bytes.load16(2) != 0 || bytes.load64(8) != 0 {
      out.append(hex: bytes.prefix(Self.entryLength, from: 0), indent: "\n\t  ")
    } else {
      out.append(family == 0 ? "\n\t  AFI 0, " : "\n\t  ")
      out.append(host: IPv4Address(rawValue: bytes.load32(4)), options)
      out.append(", metric: ")
      out.append(bytes.load32(16))
    }
    return Self.entryLength
  }

  /// Writes an entry of version 2; returns its length, `nil` when it is cut.
  ///
  /// - Parameter left: bytes of the message from it on.
  private func append(
    entry2 bytes: RawSpan, _ left: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Int? {
    guard bytes.has(Self.entryHeaderLength, at: 0) else { return nil }
    switch bytes.load16(0) {
    case 0xffff: return try append(authentication: bytes, left, to: &out)
    case 0, 2: return append(route: bytes, to: &out, options)
    case let family:
      out.append("\n\t  AFI ")
      out.append(family: family)
      out.append(hex: bytes.prefix(16, from: Self.entryHeaderLength), indent: "\n\t  ")
      return Self.entryLength
    }
  }

  private func append(
    route bytes: RawSpan, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) -> Int? {
    guard bytes.has(Self.entryLength, at: 0) else { return nil }
    out.append(bytes.load16(0) == 0 ? "\n\t  AFI 0, " : "\n\t  AFI IPv4, ")
    out.append(padded: IPv4Address(rawValue: bytes.load32(4)), options)
    out.append("/")
    let mask = bytes.load32(8)
    let length = mask.leadingOneBitCount
    if length == mask.nonzeroBitCount {
      out.append(length)
      if length < 10 { out.append(" ") }
    } else {
      out.append("-1")
    }
    out.append(", tag 0x")
    out.append(hex: bytes.load16(2), width: 4)
    out.append(", metric: ")
    out.append(bytes.load32(16))
    out.append(", next-hop: ")
    let router = IPv4Address(rawValue: bytes.load32(12))
    if router.rawValue == 0 { out.append("self") } else { out.append(host: router, options) }
    return Self.entryLength
  }

  private func append(
    authentication bytes: RawSpan, _ left: Int, to out: inout TextBuffer
  ) throws(Truncation) -> Int? {
    let data = bytes.suffix(from: Self.entryHeaderLength)
    switch bytes.load16(2) {
    case 2:
      out.append("\n\t  Simple Text Authentication data: ")
      let text = data.prefix(16, from: 0)
      if out.append(untilZero: text) == nil, text.byteCount < 16 { throw .giveUp(in: "rip", &out) }
      return Self.entryLength
    case 3:
      guard data.has(16, at: 0) else { return nil }
      out.append("\n\t  Auth header: Packet Len ")
      out.append(data.load16(0))
      out.append(", Key-ID ")
      out.append(data.load8(2))
      out.append(", Auth Data Len ")
      out.append(data.load8(3))
      out.append(", SeqNo ")
      out.append(data.load32(4))
      out.append(", MBZ ")
      out.append(data.load32(8))
      out.append(", MBZ ")
      out.append(data.load32(12))
      return Self.entryLength
    case 1: out.append("\n\t  Auth trailer:")
    case let type:
      out.append("\n\t  Unknown (")
      out.append(type)
      out.append(") Authentication data:")
    }
    out.append(hex: data, indent: "\n\t  ")
    return left
  }

  fileprivate static let commandNames = Tokens([
    1: "Request", 2: "Response", 3: "Trace on", 4: "Trace off", 5: "Poll", 6: "Poll Entry",
  ])
}

extension TextBuffer {
  /// Appends the name of an address family of BSD.
  fileprivate mutating func append(family: UInt16) {
    if let name = LoopbackFrame.familyNames[family] { return append(name) }
    append("Unknown (")
    append(family)
    append(")")
  }

  /// Appends an address with blanks in front up to 15 characters.
  mutating func append(padded address: IPv4Address, _ options: borrowing RenderOptions) {
    let start = count
    append(host: address, options)
    let length = count - start
    guard length < 15 else { return }
    truncate(to: start)
    append(repeating: UInt8(ascii: " "), count: 15 - length)
    append(host: address, options)
  }
}

extension UInt32 {
  /// How many of the highest bits are ones, one after the other.
  fileprivate var leadingOneBitCount: Int { (~self).leadingZeroBitCount }
}
