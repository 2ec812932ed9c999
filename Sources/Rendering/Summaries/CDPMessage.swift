import Bytes
import Dissection
import Packets

extension Summary {
  static let cdp = Summary(kind: .cdp, mark: "cdp") { (packet, index, out, options) throws(Truncation) in
    let length = packet.layers[index].length
    let bytes = packet.bytes(of: packet.layers[index])
    if length < 4 {
      out.append(" (packet length ", length, " < 4) (invalid)")
      return try bytes.require(length)
    }
    let (version, timeToLive) = (try bytes.uint8(at: 0), try bytes.uint8(at: 1))
    out.append("CDPv", version)
    out.append(", ttl: ", timeToLive, "s")
    let message = try CDPMessage(bytes)
    if options.verbosity > 0 {
      out.append(", checksum: 0x", hex: message.checksum, width: 4, " (unverified)")
      out.append(", length ", length)
    }
    var elements = message.elements(length: length)
    while elements.remaining > 0 {
      let start = elements.nextOffset
      guard try elements.appendCDP(to: &out, options) else {
        out.append(" (invalid)")
        return try elements.requireRest(from: start)
      }
    }
    if options.verbosity < 1 { out.append(", length ", length) }
  }
}

extension TypeLengthElements {
  /// Writes the next element; returns whether its length makes sense.
  @_lifetime(self: copy self)
  fileprivate mutating func appendCDP(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Bool {
    let room = remaining
    guard room >= 4 else {
      out.append(" (remaining packet length ", room, " < 4)")
      return false
    }
    let element = try next()
    guard element.length >= 4 else {
      out.append(shortCDP: element, isVerbose: options.verbosity > 0)
      return false
    }
    guard element.length <= room else {
      out.append(" (TLV length ", element.length)
      out.append(" > ", room, ")")
      return false
    }
    if options.verbosity > 0 {
      out.append(nameOfCDP: element)
      out.append("), value length: ", element.value.count, element.value.count == 1 ? " byte: " : " bytes: ")
    } else if element.type == 1 {
      out.append(", Device-ID ")
    }
    let text = CDPElementText(value: value(of: element), length: element.value.count)
    try text.append(element.type, to: &out, options)
    return true
  }
}

extension TextBuffer {
  fileprivate mutating func append(nameOfCDP element: TypeLengthElement) {
    append("\n\t", element.type, CDPElementText.names, orElse: "unknown field type", " (0x")
    append(hex: element.type, width: 2)
  }

  fileprivate mutating func append(shortCDP element: TypeLengthElement, isVerbose: Bool) {
    if isVerbose {
      append(nameOfCDP: element)
      append("), TLV length: ", element.length, element.length == 1 ? " byte (too short)" : " bytes (too short)")
    } else {
      append(", ", element.type, CDPElementText.names, orElse: "unknown field type", " TLV length ")
      append("", element.length, " too short")
    }
  }
}

/// Writes the value of an element.
private struct CDPElementText: ~Escapable {
  let value: RawSpan
  /// Bytes of value that the element says it has; fewer may have been captured.
  let length: Int

  @_lifetime(copy value)
  init(value: RawSpan, length: Int) {
    self.value = value
    self.length = length
  }

  func append(_ type: UInt16, to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    let limits = Self.limits[type] ?? 0...Int.max
    guard limits.contains(length) else {
      out.append(" (malformed TLV)")
      return try appendUnknown(to: &out)
    }
    guard options.verbosity > 0 || type == 1 else { return try appendUnknown(to: &out) }
    switch type {
    case 0x01, 0x03, 0x06, 0x09, 0x14: try appendQuoted(to: &out)
    case 0x02, 0x16: try appendAddresses(to: &out, options)
    case 0x04: try appendCapabilities(to: &out)
    case 0x05: try appendVersion(to: &out)
    case 0x07: try appendPrefixes(to: &out)
    case 0x00, 0x08, 0x0c, 0x0d, 0x15: try value.require(length)
    case 0x0a: out.append(try value.uint16(at: 0))
    case 0x0b: out.append(try value.uint8(at: 0) != 0 ? "full" : "half")
    case 0x0e, 0x0f: try appendVoice(to: &out)
    case 0x10: try appendPower(to: &out)
    case 0x11: out.append("", try value.uint32(at: 0), " bytes")
    case 0x12, 0x13: out.append(hexValue: try value.uint8(at: 0))
    case 0x17: try appendLocation(to: &out)
    default: try appendUnknown(to: &out)
    }
  }

  private func appendUnknown(to out: inout TextBuffer) throws(Truncation) {
    try value.require(length)
    out.append(hex: value, indent: "\n\t  ")
  }

  private func appendQuoted(to out: inout TextBuffer) throws(Truncation) {
    out.append("'")
    out.append(visible: value)
    try value.require(length)
    out.append("'")
  }

  private func appendCapabilities(to out: inout TextBuffer) throws(Truncation) {
    let bits = try value.uint32(at: 0)
    out.append("(0x", hex: bits, width: 8, "): ")
    Self.capabilityNames.append(bits, none: "none", to: &out)
  }

  private func appendVersion(to out: inout TextBuffer) throws(Truncation) {
    out.append("\n\t  ")
    for at in 0..<value.byteCount {
      let byte = value.load8(at)
      if byte == UInt8(ascii: "\n") { out.append("\n\t  ") } else { out.append(visible: byte) }
    }
    try value.require(length)
  }

  private func appendVoice(to out: inout TextBuffer) throws(Truncation) {
    if length == 2 { return out.append("unknown 0x", hex: try value.uint16(at: 0), width: 4) }
    out.append("app ", try value.uint8(at: 0))
    out.append(", vlan ", try value.uint16(at: 1))
  }

  /// Writes milliwatts in watts with two decimals.
  private func appendPower(to out: inout TextBuffer) throws(Truncation) {
    try value.require(length)
    var milliwatts: UInt32 = 0
    for at in 0..<length { milliwatts = milliwatts << 8 | UInt32(value.load8(at)) }
    out.append(thousandths: milliwatts)
    out.append("W")
  }

  private func appendLocation(to out: inout TextBuffer) throws(Truncation) {
    out.append(hexValue: try value.uint8(at: 0))
    guard length > 1 else { return }
    out.append("/")
    out.append(visible: value.suffix(from: 1))
    try value.require(length)
  }

  private func appendPrefixes(to out: inout TextBuffer) throws(Truncation) {
    guard length % 5 == 0 else {
      out.append(" [length ", length, " is not a multiple of 5]")
      return try value.require(length)
    }
    out.append(" IPv4 Prefixes (", length / 5, "):")
    for at in stride(from: 0, to: length, by: 5) {
      let prefix = try value.bytes(at: at, count: 5)
      out.append(" ")
      out.append(IPv4Address(rawValue: prefix.load32(0)))
      out.append("/", prefix.load8(4))
    }
  }

  private func appendAddresses(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    guard length >= 4 else {
      out.append(" (not enough space for num)")
      return try value.require(length)
    }
    var left = try value.uint32(at: 0)
    var at = 4
    while left > 0 {
      guard let size = try appendAddress(at: at, number: left, to: &out, options) else { return }
      at += size
      left -= 1
      if left > 0 { out.append(" ") }
    }
    if at < length { out.append(" (", length - at, " bytes of stray data)") }
  }

  /// Writes an address; returns its bytes, or `nil` when it does not fit in.
  private func appendAddress(
    at offset: Int, number: UInt32, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Int? {
    guard length - offset >= 2 else { return try missing(" (not enough space for PT+PL)", from: offset, to: &out) }
    let form = try value.uint8(at: offset)
    let protocolLength = Int(try value.uint8(at: offset + 1))
    let start = offset + 2 + protocolLength + 2
    guard start <= length else { return try missing(" (not enough space for P+AL)", from: offset + 2, to: &out) }
    let addressLength = Int(try value.uint16(at: start - 2))
    let protocolBytes = value.prefix(protocolLength, from: offset + 2)
    let isIPv4 = form == 1 && protocolLength == 1 && protocolBytes.uint8(ifAt: 0) == 0xcc && addressLength == 4
    let isIPv6 =
      form == 2 && protocolLength == 8 && protocolBytes.uint64(ifAt: 0) == 0xaaaa_0300_0000_86dd && addressLength == 16
    if !isIPv4 && !isIPv6 {
      out.append("pt=0x")
      out.append(hexByte: form)
      out.append(", pl=", protocolLength, ", pb=")
      for at in 0..<protocolLength { out.append(spacedHex: try value.uint8(at: offset + 2 + at)) }
      out.append(", al=", addressLength, ", a=")
    }
    guard start + addressLength <= length else {
      return try missing(" (not enough space for A)", from: start, to: &out)
    }
    if isIPv4 || isIPv6 {
      try value.require(addressLength, at: start)
      out.append(isIPv4 ? "IPv4 (" : "IPv6 (", number, ") ")
      if isIPv4 {
        out.append(host: IPv4Address(rawValue: try value.uint32(at: start)), options)
      } else {
        out.append(host: IPv6Address(rawValue: try value.uint128(at: start)), options)
      }
    } else {
      for at in 0..<addressLength { out.append(spacedHex: try value.uint8(at: start + at)) }
    }
    return start + addressLength - offset
  }

  private func missing(
    _ what: StaticString, from offset: Int, to out: inout TextBuffer
  ) throws(Truncation) -> Int? {
    out.append(what)
    try value.require(length - offset, at: offset)
    return nil
  }

  /// Bytes that elements of a type may have, when not any.
  private static let limits: [UInt16: ClosedRange<Int>] = [
    0x04: 4...4, 0x0a: 2...2, 0x0b: 1...1, 0x0e: 3...3, 0x0f: 2...3, 0x10: 1...3, 0x11: 4...4, 0x12: 1...1,
    0x13: 1...1, 0x16: 4...Int.max, 0x17: 1...Int.max,
  ]
  static let names = Tokens([
    0x01: "Device-ID", 0x02: "Address", 0x03: "Port-ID", 0x04: "Capability", 0x05: "Version String", 0x06: "Platform",
    0x07: "Prefixes", 0x08: "Protocol-Hello option", 0x09: "VTP Management Domain", 0x0a: "Native VLAN ID",
    0x0b: "Duplex", 0x0e: "ATA-186 VoIP VLAN assignment", 0x0f: "ATA-186 VoIP VLAN request",
    0x10: "power consumption", 0x11: "MTU", 0x12: "AVVID trust bitmap", 0x13: "AVVID untrusted ports CoS",
    0x14: "System Name", 0x15: "System Object ID (not decoded)", 0x16: "Management Addresses",
    0x17: "Physical Location",
  ])
  private static let capabilityNames = BitTokens([
    (0x01, "Router"), (0x02, "Transparent Bridge"), (0x04, "Source Route Bridge"), (0x08, "L2 Switch"),
    (0x10, "L3 capable"), (0x20, "IGMP snooping"), (0x40, "L1 capable"),
  ])
}

extension TextBuffer {
  fileprivate mutating func append(hexValue byte: UInt8) {
    append("0x")
    append(hexByte: byte)
  }

  fileprivate mutating func append(spacedHex byte: UInt8) {
    append(" ")
    append(hexByte: byte)
  }

  /// Appends a number of thousandths as a decimal fraction with two digits, rounded as its nearest binary fraction is.
  fileprivate mutating func append(thousandths value: UInt32) {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: 10)
    // How far the binary fraction is above the decimal one; the sign decides where the decimal one is a half.
    let excess = (-Double(value)).addingProduct(Double(value) / 1000, 1000)
    let isUp = remainder == 5 ? excess > 0 || (excess == 0 && quotient & 1 == 1) : remainder > 5
    let rounded = isUp ? quotient + 1 : quotient
    append(rounded / 100)
    append(".")
    append(rounded % 100, width: 2)
  }
}
