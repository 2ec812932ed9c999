import Bytes
import Dissection
import Packets

/// Writes the options of a DHCP message, a line each.
struct DHCPOptionsText: ~Escapable {
  /// The vendor part, from its magic number on.
  let bytes: RawSpan

  @_lifetime(copy bytes)
  init(bytes: RawSpan) { self.bytes = bytes }

  func append(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    out.append("\n\t  Vendor-rfc1048 Extensions\n\t    Magic Cookie 0x")
    out.append(hex: try bytes.uint32(at: 0), width: 8)
    var at = 4
    while let tag = bytes.uint8(ifAt: at) {
      at += 1
      let isMark = tag == DHCPOptions.padding || tag == DHCPOptions.end
      if isMark, options.verbosity < 3 {
        if tag == DHCPOptions.end { return }
        continue
      }
      var length = 0
      if !isMark {
        length = Int(try bytes.uint8(at: at))
        at += 1
      }
      appendHeader(tag, length, to: &out)
      if tag == DHCPOptions.padding { appendRepetitions(&at, to: &out) }
      let data = try bytes.bytes(at: at, count: length)
      try appendData(of: tag, data, to: &out, options)
      at += length
    }
  }

  private func appendHeader(_ tag: UInt8, _ length: Int, to out: inout TextBuffer) {
    out.append("\n\t    ")
    out.append(DHCPOptionKind.of(tag).name)
    out.append(" (")
    out.append(tag)
    out.append("), length ")
    out.append(length)
    if length > 0 { out.append(": ") }
  }

  private func appendRepetitions(_ at: inout Int, to out: inout TextBuffer) {
    var count = 1
    while bytes.uint8(ifAt: at) == DHCPOptions.padding {
      at += 1
      count += 1
    }
    guard count > 1 else { return }
    out.append(", occurs ")
    out.append(count)
  }

  private func appendData(
    of tag: UInt8, _ data: RawSpan, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    var used = data.byteCount
    switch DHCPOptionKind.of(tag).format(length: data.byteCount) {
    case .text: out.append(quoted: data)
    case .addresses: used = appendAddresses(data, to: &out, options)
    case .pairs: used = appendPairs(data, to: &out, options)
    case .numbers: used = out.append(data, each: 4) { out, at in out.append(data.load32(at)) }
    case .signedNumbers:
      used = out.append(data, each: 4) { out, at in out.append(Int32(bitPattern: data.load32(at))) }
    case .shorts: used = out.append(data, each: 2) { out, at in out.append(data.load16(at)) }
    case .flags: used = out.append(data, each: 1) { out, at in out.append(flag: data.load8(at)) }
    case .bytes: used = out.append(data, each: 1, separator: ".") { out, at in out.append(data.load8(at)) }
    case .special: used = appendSpecial(tag, data, to: &out, options)
    }
    if used < data.byteCount {
      out.append("\n\t  trailing data length ")
      out.append(data.byteCount - used)
    }
  }

  private func appendAddresses(
    _ data: RawSpan, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) -> Int {
    var at = 0
    while let address = data.uint32(ifAt: at) {
      if at > 0 { out.append(",") }
      out.append(host: IPv4Address(rawValue: address), options)
      at += 4
    }
    return at
  }

  private func appendPairs(
    _ data: RawSpan, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) -> Int {
    var at = 0
    while data.has(8, at: at) {
      out.append(at > 0 ? ",(" : "(")
      out.append(host: IPv4Address(rawValue: data.load32(at)), options)
      out.append(":")
      out.append(host: IPv4Address(rawValue: data.load32(at + 4)), options)
      out.append(")")
      at += 8
    }
    return at
  }

  /// Writes an option that has a form of its own; returns the bytes that it has used.
  private func appendSpecial(
    _ tag: UInt8, _ data: RawSpan, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) -> Int {
    switch tag {
    case 46, 52: return appendChoice(data, tag == 46 ? Self.nodeNames : Self.overloadNames, to: &out)
    case 53: return appendMessageType(data, to: &out)
    case 55: appendRequested(data, to: &out)
    case 61: return appendClient(data, to: &out)
    case 77: appendUserClasses(data, to: &out)
    case 81: appendDomain(data, to: &out)
    case 82: return appendAgent(data, to: &out)
    case 121, 249: appendRoutes(data, to: &out, options)
    default: break
    }
    return data.byteCount
  }

  private func appendChoice(_ data: RawSpan, _ names: Tokens, to out: inout TextBuffer) -> Int {
    guard data.byteCount > 0 else {
      out.append("[ERROR: length < 1 bytes]")
      return 0
    }
    out.append(data.load8(0), named: names, orElse: "#")
    return 1
  }

  private func appendMessageType(_ data: RawSpan, to out: inout TextBuffer) -> Int {
    guard data.byteCount == 1 else {
      return out.append(data, each: 1, separator: ".") { out, at in out.append(data.load8(at)) }
    }
    if let name = Self.messageNames[data.load8(0)] {
      out.append(name)
    } else {
      out.append("Unknown (")
      out.append(data.load8(0))
      out.append(")")
    }
    return 1
  }

  private func appendRequested(_ data: RawSpan, to out: inout TextBuffer) {
    for at in 0..<data.byteCount {
      out.append(at % 4 == 0 ? "\n\t      " : ", ")
      out.append(DHCPOptionKind.of(data.load8(at)).name)
      out.append(" (")
      out.append(data.load8(at))
      out.append(")")
    }
  }

  private func appendClient(_ data: RawSpan, to out: inout TextBuffer) -> Int {
    guard data.byteCount > 0 else {
      out.append("[ERROR: length < 1 bytes]")
      return 0
    }
    let type = data.load8(0)
    let rest = data.suffix(from: 1)
    if type == 0 {
      out.append(quoted: rest)
    } else {
      if let name = Self.hardwareNames[type] {
        out.append(name)
      } else {
        out.append("hardware-type ")
        out.append(type)
        out.append(",")
      }
      out.append(" ")
      _ = out.append(rest, each: 1, separator: ":") { out, at in out.append(hexByte: rest.load8(at)) }
    }
    return data.byteCount
  }

  private static let messageNames = Tokens([
    1: "Discover", 2: "Offer", 3: "Request", 4: "Decline", 5: "ACK", 6: "NACK", 7: "Release", 8: "Inform",
    10: "LeaseQuery", 11: "LeaseUnassigned", 12: "LeaseUnknown", 13: "LeaseActive",
  ])

  private static let overloadNames = Tokens([1: "file", 2: "sname", 3: "file+sname"])

  private static let nodeNames = Tokens([1: "b-node", 2: "p-node", 4: "m-node", 8: "h-node"])

  private static let hardwareNames = Tokens([
    1: "ether", 6: "ieee802", 7: "arcnet", 15: "frelay", 23: "strip", 24: "ieee1394",
  ])
}

extension TextBuffer {
  fileprivate mutating func append(flag value: UInt8) {
    switch value {
    case 0: append("N")
    case 1: append("Y")
    default:
      append(value)
      append("?")
    }
  }

  /// Appends characters in quotes.
  mutating func append(quoted text: RawSpan) {
    append("\"")
    append(visible: text)
    append("\"")
  }

  /// Appends items of `size` bytes, as many as are whole; returns the bytes that they have.
  fileprivate mutating func append(
    _ data: RawSpan, each size: Int, separator: StaticString = ",",
    _ write: (_ out: inout TextBuffer, _ offset: Int) -> Void
  ) -> Int {
    var at = 0
    while data.has(size, at: at) {
      if at > 0 { append(separator) }
      write(&self, at)
      at += size
    }
    return at
  }
}
