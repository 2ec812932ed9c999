import Bytes
import Dissection
import Packets

extension DNSMessageText {
  /// Writes an OPT record: the payload size that its class is, a flag, and its options. Source: RFC 6891 section 6.1.
  func appendOptions(_ record: DNSRecord, _ size: UInt16, to out: inout TextBuffer) throws(Truncation) {
    out.append(" UDPsize=")
    out.append(size)
    if record.timeToLive & 0x8000 != 0 { out.append(" DO") }
    guard !record.data.isEmpty else { return }
    out.append(" [")
    var at = record.data.lowerBound
    while at < record.data.upperBound {
      at = try appendOption(at: at, to: &out)
      if at < record.data.upperBound { out.append(",") }
    }
    out.append("]")
  }

  /// Writes an option; returns where it ends.
  private func appendOption(at offset: Int, to out: inout TextBuffer) throws(Truncation) -> Int {
    let code = try message.bytes.uint16(at: offset)
    out.append(code, named: Self.optionNames, orElse: "Opt")
    let length = Int(try message.bytes.uint16(at: offset + 2))
    let data = try message.bytes.bytes(at: offset + 4, count: length)
    if length > 0 {
      out.append(" ")
      if code == 13 {
        // The name of the closest trust point (RFC 7901); a fault in it is no fault of the message.
        _ = try? out.append(domainNameAt: offset + 4, in: message)
      } else if !Self.appendData(of: code, data, to: &out) {
        out.append(" (invalid)")
      }
    }
    return offset + 4 + length
  }

  /// Writes the data of an option; returns whether their length fits.
  private static func appendData(of code: UInt16, _ data: RawSpan, to out: inout TextBuffer) -> Bool {
    switch code {
    case 5: appendAlgorithms(data, algorithmNames, to: &out)
    case 6: appendAlgorithms(data, digestNames, to: &out)
    case 7: appendAlgorithms(data, hashNames, to: &out)
    case 8: return appendSubnet(data, to: &out)
    case 9:
      guard data.byteCount == 4 else { return false }
      out.append(data.load32(0))
      out.append(" sec")
    case 10: return appendCookie(data, to: &out)
    case 11:
      guard data.byteCount == 2 else { return false }
      out.append(data.load16(0) / 10)
      out.append(".")
      out.append(data.load16(0) % 10)
      out.append(" sec")
    case 12:
      out.append("(")
      out.append(data.byteCount)
      out.append(")")
    case 14:
      guard data.byteCount % 2 == 0 else { return false }
      for at in stride(from: 0, to: data.byteCount, by: 2) {
        if at > 0 { out.append(" ") }
        out.append(data.load16(at))
      }
    default: for at in 0..<data.byteCount { out.append(hexByte: data.load8(at)) }
    }
    return true
  }

  /// Source: RFC 7873 section 4.
  private static func appendCookie(_ data: RawSpan, to out: inout TextBuffer) -> Bool {
    guard data.byteCount == 8 || (16...40).contains(data.byteCount) else { return false }
    for at in 0..<data.byteCount {
      if at == 8 { out.append(" ") }
      out.append(hexByte: data.load8(at))
    }
    return true
  }

  private static func appendAlgorithms(_ data: RawSpan, _ names: Tokens, to out: inout TextBuffer) {
    for at in 0..<data.byteCount {
      if at > 0 { out.append(" ") }
      out.append(data.load8(at), named: names, orElse: "Alg_")
    }
  }

  /// The client's network. Source: RFC 7871 section 6.
  private static func appendSubnet(_ data: RawSpan, to out: inout TextBuffer) -> Bool {
    guard data.byteCount >= 4 else { return false }
    let family = data.load16(0)
    let bits = family == 1 ? 32 : 128
    let source = Int(data.load8(2))
    let scope = Int(data.load8(3))
    guard family == 1 || family == 2, data.byteCount - 4 <= bits / 8, source <= bits, scope <= bits,
      (source + 7) / 8 == data.byteCount - 4
    else { return false }
    var address = UInt128(0)
    for at in 4..<(4 + bits / 8) { address = address << 8 | UInt128(data.uint8(ifAt: at) ?? 0) }
    if family == 1 {
      out.append(IPv4Address(rawValue: UInt32(truncatingIfNeeded: address)))
    } else {
      out.append(IPv6Address(rawValue: address))
    }
    out.append("/")
    out.append(source)
    out.append("/")
    out.append(scope)
    return true
  }

  private static let optionNames = Tokens([
    1: "LLQ", 2: "UL", 3: "NSID", 5: "DAU", 6: "DHU", 7: "N3U", 8: "ECS", 9: "EXPIRE", 10: "COOKIE", 11: "KEEPALIVE",
    12: "PADDING", 13: "CHAIN", 14: "KEY-TAG", 16: "CLIENT-TAG", 17: "SERVER-TAG",
  ])

  private static let algorithmNames = Tokens([
    0: "DELETE", 1: "RSAMD5", 2: "DH", 3: "DS", 5: "RSASHA1", 6: "DSA-NSEC3-SHA1", 7: "RSASHA1-NSEC3-SHA1",
    8: "RSASHA256", 10: "RSASHA512", 12: "ECC-GOST", 13: "ECDSAP256SHA256", 14: "ECDSAP384SHA384", 15: "ED25519",
    16: "ED448", 252: "INDIRECT", 253: "PRIVATEDNS", 254: "PRIVATEOID",
  ])

  private static let digestNames = Tokens([1: "SHA-1", 2: "SHA-256", 3: "GOST_R_34.11-94", 4: "SHA-384"])

  private static let hashNames = Tokens([1: "SHA-1"])
}
