import Bytes
import Dissection
import Packets

extension Summary {
  static let lwres = Summary(kind: .lwres, mark: "lwres") { (packet, index, out, options) throws(Truncation) in
    let bytes = packet.bytes(of: packet.layers[index])
    let message = try LightweightResolverMessage(bytes)
    out.append(" lwres")
    if options.verbosity > 0 || message.version != 0 {
      out.append(" v")
      out.append(message.version)
    }
    var reader = LightweightResolverReader(bytes)
    var isSupported = true
    if message.version == 0 {
      message.appendHeader(to: &out, options)
      do throws(LightweightResolverReader.Stop) {
        isSupported = try reader.append(message, to: &out, options)
      } catch {
        if error == .invalid { return out.append(" (invalid)") }
        throw Truncation()
      }
    } else {
      reader.at = Int(message.length)
    }
    let length = packet.layers[index].length
    if Int(message.length) != length {
      out.append(" [len: ")
      out.append(message.length)
      out.append(" != ")
      out.append(length)
      out.append("]")
    }
    if isSupported, reader.at < Int(message.length) { out.append("[extra]") }
  }
}

extension LightweightResolverMessage {
  fileprivate func appendHeader(to out: inout TextBuffer, _ options: borrowing RenderOptions) {
    out.append(" ")
    if let name = Self.operationNames[operation] {
      out.append(name)
    } else {
      out.append("#0x")
      out.append(hex: operation)
    }
    if !isResponse { out.append("?") }
    if flags & 0xfffe != 0 {
      out.append("[0x")
      out.append(hex: flags)
      out.append("]")
    }
    guard options.verbosity > 1 else { return }
    out.append(" (serial:0x")
    out.append(hex: serial)
    out.append(" result:0x")
    out.append(hex: result)
    out.append(" recvlen:")
    out.append(receiveLimit)
    if options.verbosity > 2 {
      out.append(" authtype:0x")
      out.append(hex: authenticationType)
      out.append(" authlen:")
      out.append(authenticationLength)
    }
    out.append(")")
  }

  private static let operationNames = Tokens([
    0: "noop", 0x10001: "getaddrsbyname", 0x10002: "getnamebyaddr", 0x10003: "getrdatabyname",
  ])
}

/// Reads and writes what is behind the header.
private struct LightweightResolverReader: ~Escapable {
  enum Stop: Error {
    case invalid, truncated
  }

  private let bytes: RawSpan
  var at = LightweightResolverMessage.headerLength

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan) { self.bytes = bytes }

  /// Writes what is asked or answered; returns whether the operation is known.
  @_lifetime(self: copy self)
  mutating func append(
    _ message: borrowing LightweightResolverMessage, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Stop) -> Bool {
    let length: Int
    switch (message.operation, message.isResponse) {
    case (0, _): return true
    case (0x10002, false): length = 4
    case (0x10002, true): length = 8
    case (0x10003, true): length = 16
    case (0x10001, _), (0x10003, _): length = 10
    default: return false
    }
    guard bytes.has(length, at: at) else { throw .truncated }
    let fixed = bytes.prefix(length, from: at)
    at += length
    if options.verbosity > 2 {
      out.append(" flags:0x")
      out.append(hex: fixed.load32(0))
    }
    switch (message.operation, message.isResponse) {
    case (0x10001, false): try appendNameQuestion(fixed, to: &out)
    case (0x10001, true): try appendAddresses(fixed, to: &out, options)
    case (0x10002, false): try appendAddress(to: &out, options)
    case (0x10002, true):
      out.append(" ")
      out.append(fixed.load16(4))
      try appendName(Int(fixed.load16(6)), to: &out)
      for _ in 0..<fixed.load16(4) { try appendNameWithLength(to: &out) }
    case (_, false):
      appendKind(fixed, to: &out)
      try appendName(Int(fixed.load16(8)), to: &out)
    default: try appendRecords(fixed, to: &out)
    }
    return true
  }

  @_lifetime(self: copy self)
  private mutating func appendNameQuestion(_ fixed: RawSpan, to out: inout TextBuffer) throws(Stop) {
    let types = fixed.load32(4)
    switch types & 3 {
    case 1: out.append(" IPv4")
    case 2: out.append(" IPv6")
    case 3: out.append(" IPv4/6")
    default: break
    }
    if types & ~3 != 0 {
      out.append("[0x")
      out.append(hex: types)
      out.append("]")
    }
    try appendName(Int(fixed.load16(8)), to: &out)
  }

  @_lifetime(self: copy self)
  private mutating func appendAddresses(
    _ fixed: RawSpan, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Stop) {
    let (aliases, addresses) = (fixed.load16(4), fixed.load16(6))
    out.append(" ")
    out.append(aliases)
    out.append("/")
    out.append(addresses)
    try appendName(Int(fixed.load16(8)), to: &out)
    for _ in 0..<aliases { try appendNameWithLength(to: &out) }
    for _ in 0..<addresses { try appendAddress(to: &out, options) }
  }

  private func appendKind(_ fixed: RawSpan, to out: inout TextBuffer) {
    let (recordClass, type) = (fixed.load16(4), fixed.load16(6))
    out.append(" ")
    out.append(type, named: DNSMessageText.typeNames, orElse: "Type")
    if recordClass != 1 {
      out.append(" ")
      out.append(recordClass, named: DNSMessageText.classNames, orElse: "Class")
    }
  }

  @_lifetime(self: copy self)
  private mutating func appendRecords(_ fixed: RawSpan, to out: inout TextBuffer) throws(Stop) {
    appendKind(fixed, to: &out)
    out.append(" TTL ")
    out.append(span: fixed.load32(8))
    let (records, signatures) = (fixed.load16(12), fixed.load16(14))
    out.append(" ")
    out.append(records)
    out.append("/")
    out.append(signatures)
    try appendNameWithLength(to: &out)
    for _ in 0..<(Int(records) + Int(signatures)) {
      guard let count = bytes.uint16(ifAt: at) else { throw .truncated }
      let data = bytes.prefix(Int(count), from: at + 2)
      for at in 0..<data.byteCount { out.append(hexByte: data.load8(at)) }
      guard data.byteCount == Int(count) else { throw .truncated }
      at += 2 + Int(count)
    }
  }

  @_lifetime(self: copy self)
  private mutating func appendNameWithLength(to out: inout TextBuffer) throws(Stop) {
    guard let count = bytes.uint16(ifAt: at) else { throw .truncated }
    at += 2
    try appendName(Int(count), to: &out)
  }

  /// Writes a name of so many bytes with a zero behind.
  @_lifetime(self: copy self)
  private mutating func appendName(_ count: Int, to out: inout TextBuffer) throws(Stop) {
    out.append(" ")
    out.append(visible: bytes.prefix(count, from: at))
    guard let end = bytes.uint8(ifAt: at + count) else { throw .truncated }
    if end != 0 { out.append(" (not NUL-terminated!)") }
    at += count + 1
  }

  @_lifetime(self: copy self)
  private mutating func appendAddress(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Stop) {
    guard let count = bytes.uint16(ifAt: at + 4), let family = bytes.uint32(ifAt: at) else { throw .truncated }
    guard bytes.has(Int(count), at: at + 6) else { throw .truncated }
    let address = bytes.prefix(Int(count), from: at + 6)
    at += 6
    switch family {
    case 1:
      guard count >= 4 else { throw .invalid }
      out.append(" ")
      out.append(host: IPv4Address(rawValue: address.load32(0)), options)
      at += 4
    case 2:
      guard count >= 16 else { throw .invalid }
      out.append(" ")
      out.append(host: IPv6Address(rawValue: address.load128(0)), options)
      at += 16
    default:
      out.append(" ")
      out.append(family)
      out.append("/")
      for at in 0..<address.byteCount { out.append(hexByte: address.load8(at)) }
      at += Int(count)
    }
  }
}
