public import Bytes

/// A message of the Domain Name System, without the length that TCP puts in front. Source: RFC 1035 section 4.1.
///
///     0    2                                        4     6     8     10     12
///     | id | QR OPCODE:4 AA TC RD | RA Z AD CD RCODE:4 | QD  | AN  | NS  | AR   | sections
public struct DNSMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.dns
  public static let bindings: [Binding] = [.udpPort(53)]

  private enum Offset {
    static let identification = 0
    static let flags = 2
    static let counts = 4
    static let sections = 12
  }

  /// The message's bytes, as far as they were captured.
  public let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.sections)
    self.bytes = bytes
  }

  /// The number that question and answer share.
  public var identification: UInt16 { bytes.load16(Offset.identification) }

  /// All the flags, the operation and the result as they stand.
  public var flags: UInt16 { bytes.load16(Offset.flags) }

  /// Whether it answers.
  public var isResponse: Bool { flags & 0x8000 != 0 }

  /// What is asked for: 0 a question, 1 an inverse one, 2 status, 4 notification, 5 update.
  public var operation: UInt8 { UInt8(flags >> 11 & 0xf) }

  /// Whether the answer comes from whoever is responsible for the name.
  public var isAuthoritative: Bool { flags & 0x0400 != 0 }

  /// Whether the message was too long for its transport.
  public var isTruncated: Bool { flags & 0x0200 != 0 }

  /// Whether the server is to ask others.
  public var wantsRecursion: Bool { flags & 0x0100 != 0 }

  /// Whether the server would ask others.
  public var offersRecursion: Bool { flags & 0x0080 != 0 }

  /// Whether the server has checked all signatures (RFC 4035 section 3.2.3).
  public var isAuthentic: Bool { flags & 0x0020 != 0 }

  /// Whether signatures need not be checked (RFC 4035 section 3.2.2).
  public var disablesChecking: Bool { flags & 0x0010 != 0 }

  /// The low four bits of the result; an OPT record may have more.
  public var responseCode: UInt8 { UInt8(flags & 0xf) }

  /// Entries in the question, answer, authority and additional sections.
  public func count(of section: DNSSection) -> Int { Int(bytes.load16(Offset.counts + 2 * Int(section.rawValue))) }

  /// Where the first section begins.
  public static var sectionsOffset: Int { Offset.sections }

  public var headerLength: Int { Offset.sections }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("dns.id", identification, at: Offset.identification, length: 2)
    visitor.visit("dns.flags", flags, at: Offset.flags, length: 2)
    visitor.visit("dns.count.queries", UInt64(count(of: .question)), at: Offset.counts, length: 2)
    visitor.visit("dns.count.answers", UInt64(count(of: .answer)), at: Offset.counts + 2, length: 2)
    visitor.visit("dns.count.auth_rr", UInt64(count(of: .authority)), at: Offset.counts + 4, length: 2)
    visitor.visit("dns.count.add_rr", UInt64(count(of: .additional)), at: Offset.counts + 6, length: 2)
  }
}

extension DNSMessage {
  /// The name at an offset of the message.
  @_lifetime(copy self)
  public func name(at offset: Int) -> DNSName { DNSName(bytes, at: offset) }

  /// Where the name at an offset ends, without following it elsewhere; `nil` when it is cut or no name. The end may
  /// be a byte behind the captured bytes.
  public func end(ofNameAt offset: Int) -> Int? {
    var at = offset
    while let byte = bytes.uint8(ifAt: at) {
      at += 1
      switch byte & 0xc0 {
      case 0xc0: return at + 1
      case 0x40:
        guard byte & 0x3f == 1, let bits = bytes.uint8(ifAt: at) else { return nil }
        at += 1 + ((bits == 0 ? 256 : Int(bits)) + 7) / 8
      case 0x80: return nil
      default:
        if byte == 0 { return at }
        at += Int(byte)
      }
    }
    return nil
  }

  /// The result with the high bits that an OPT record among the additional ones has (RFC 6891 section 6.1.3).
  public var extendedResponseCode: UInt16 {
    guard let start = firstAdditional, let high = optionRecord(from: start) else { return UInt16(responseCode) }
    return UInt16(high) << 4 | UInt16(responseCode)
  }

  private var firstAdditional: Int? {
    var at = Offset.sections
    for _ in 0..<count(of: .question) {
      guard let end = end(ofNameAt: at), end + 4 < bytes.byteCount else { return nil }
      at = end + 4
    }
    for _ in 0..<(count(of: .answer) + count(of: .authority)) {
      guard let end = end(ofNameAt: at), let length = bytes.uint16(ifAt: end + 8) else { return nil }
      at = end + 10 + Int(length)
      if at >= bytes.byteCount { return nil }
    }
    return at
  }

  /// The extension that the first OPT record from an offset on has.
  private func optionRecord(from offset: Int) -> UInt8? {
    var at = offset
    for _ in 0..<count(of: .additional) {
      guard let end = end(ofNameAt: at), let type = bytes.uint16(ifAt: end) else { return nil }
      if type == DNSRecord.optionType { return bytes.uint8(ifAt: end + 4) }
      guard let length = bytes.uint16(ifAt: end + 8) else { return nil }
      at = end + 10 + Int(length)
    }
    return nil
  }
}
