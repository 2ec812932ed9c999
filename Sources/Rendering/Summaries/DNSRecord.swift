import Bytes
import Dissection
import Packets

extension DNSMessageText {
  /// Writes a record; returns where it ends. A record without its fixed part ends the message.
  func appendRecord(
    at offset: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Int {
    var nameEnd = message.end(ofNameAt: offset)
    if options.verbosity > 0 {
      out.append(" ")
      nameEnd = try out.append(domainNameAt: offset, in: message)
    }
    guard let nameEnd, let record = try? DNSRecord(message.bytes, at: nameEnd) else { return message.bytes.byteCount }
    let isOption = record.type == DNSRecord.optionType
    let flag = MulticastDNSMessage.classFlag
    let number = isMulticast ? record.recordClass & ~flag : record.recordClass
    if !isOption { append(className: number, to: &out) }
    if isMulticast, record.recordClass & flag != 0 { out.append(" (Cache flush)") }
    if !isOption, options.verbosity > 2 {
      out.append(" [")
      out.append(span: record.timeToLive)
      out.append("]")
    }
    out.append(" ")
    out.append(record.type, named: Self.typeNames, orElse: "Type")
    guard record.data.upperBound <= message.bytes.byteCount else { throw Truncation() }
    if isOption {
      try appendOptions(record, number, to: &out)
    } else {
      try appendData(record, to: &out, options)
    }
    return record.data.upperBound
  }

  /// Writes the data of the types that are told; they are taken from where they begin, whatever length they declare.
  private func appendData(
    _ record: DNSRecord, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let bytes = message.bytes
    let at = record.data.lowerBound
    switch record.type {
    case 1:
      let address = try bytes.uint32(at: at)
      out.append(" ")
      out.append(IPv4Address(rawValue: address))
    case 28:
      let address = try bytes.uint128(at: at)
      out.append(" ")
      out.append(IPv6Address(rawValue: address))
    case 2, 5, 12, 39:
      out.append(" ")
      _ = try out.append(domainNameAt: at, in: message)
    case 6: if options.verbosity > 0 { try appendAuthority(at: at, to: &out) }
    case 15:
      out.append(" ")
      let preference = try bytes.uint16(at: at)
      _ = try out.append(domainNameAt: at + 2, in: message)
      out.append(" ")
      out.append(preference)
    case 16: try appendText(record.data, to: &out)
    case 33: try appendService(at: at, to: &out)
    case 38: try appendOldAddress(at: at, to: &out)
    case 250: if options.verbosity > 0 { try appendSignature(at: at, to: &out) }
    case 256: try appendResource(record.data, to: &out)
    default: break
    }
  }

  private func appendAuthority(at offset: Int, to out: inout TextBuffer) throws(Truncation) {
    out.append(" ")
    var at = try out.append(domainNameAt: offset, in: message)
    out.append(" ")
    at = try out.append(domainNameAt: at, in: message)
    try message.bytes.require(20, at: at)
    for field in 0..<5 {
      out.append(" ")
      out.append(message.bytes.load32(at + 4 * field))
    }
  }

  private func appendText(_ range: Range<Int>, to out: inout TextBuffer) throws(Truncation) {
    var at = range.lowerBound
    while at < range.upperBound {
      out.append(" \"")
      let length = Int(try message.bytes.uint8(at: at))
      let text = message.bytes.prefix(length, from: at + 1)
      out.append(visible: text)
      if text.byteCount < length { throw Truncation() }
      out.append("\"")
      at += 1 + length
    }
  }

  private func appendService(at offset: Int, to out: inout TextBuffer) throws(Truncation) {
    out.append(" ")
    try message.bytes.require(6, at: offset)
    _ = try out.append(domainNameAt: offset + 6, in: message)
    out.append(":")
    out.append(message.bytes.load16(offset + 4))
    out.append(" ")
    out.append(message.bytes.load16(offset))
    out.append(" ")
    out.append(message.bytes.load16(offset + 2))
  }

  /// An address without its first bits, and the name that has those (RFC 2874).
  private func appendOldAddress(at offset: Int, to out: inout TextBuffer) throws(Truncation) {
    let bits = Int(try message.bytes.uint8(at: offset))
    if bits > 128 {
      out.append(" ")
      out.append(bits)
      return out.append("(bad plen)")
    }
    let missing = bits / 8
    if bits < 128 {
      let suffix = try message.bytes.bytes(at: offset + 1, count: 16 - missing)
      var address = UInt128(0)
      for at in 0..<suffix.byteCount { address = address << 8 | UInt128(suffix.load8(at)) }
      out.append(" ")
      out.append(bits)
      out.append(" ")
      out.append(IPv6Address(rawValue: address))
    }
    if bits > 0 {
      out.append(" ")
      _ = try out.append(domainNameAt: offset + 17 - missing, in: message)
    }
  }

  private func appendSignature(at offset: Int, to out: inout TextBuffer) throws(Truncation) {
    let bytes = message.bytes
    out.append(" ")
    var at = try out.append(domainNameAt: offset, in: message) + 6
    out.append(" fudge=")
    out.append(try bytes.uint16(at: at))
    let length = try bytes.uint16(at: at + 2)
    out.append(" maclen=")
    out.append(length)
    at += 4 + Int(length)
    out.append(" origid=")
    out.append(try bytes.uint16(at: at))
    out.append(" error=")
    out.append(try bytes.uint16(at: at + 2))
    out.append(" otherlen=")
    out.append(try bytes.uint16(at: at + 4))
  }

  private func appendResource(_ range: Range<Int>, to out: inout TextBuffer) throws(Truncation) {
    let bytes = message.bytes
    out.append(" ")
    out.append(try bytes.uint16(at: range.lowerBound))
    out.append(" ")
    out.append(try bytes.uint16(at: range.lowerBound + 2))
    out.append(" ")
    out.append(visible: bytes.prefix(range.count - 4, from: range.lowerBound + 4))
    if range.count < 4 { throw Truncation() }
  }
}
