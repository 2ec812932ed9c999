import Bytes
import Packets

// Payloads of version 1 of the Internet Key Exchange. Source: RFC 2408 section 3, RFC 2407 section 4.6.

extension ISAKMPText {
  func append(first payload: ISAKMPPayload, to out: inout TextBuffer) throws(Truncation) -> Int? {
    out.append(payload: payload.type)
    out.append(":")
    let (isDone, next) = try appendBody(of: payload, to: &out)
    if !isDone { out.append(cut: payload.type) }
    return next
  }

  /// Writes what stands behind the name.
  ///
  /// - Returns: whether the payload could be read, and where it ends if anything can be told behind it.
  private func appendBody(
    of payload: ISAKMPPayload, to out: inout TextBuffer
  ) throws(Truncation) -> (isDone: Bool, next: Int?) {
    switch payload.type {
    case 1: return try append(association: payload, to: &out)
    case 2: return try append(proposal: payload, to: &out)
    case 3: return try append(transform: payload, to: &out)
    case 5: return append(identity: payload, to: &out)
    case 6, 7: return append(certificate: payload, to: &out)
    case 10: return append(nonce: payload, to: &out)
    case 11: return try append(notification: payload, to: &out)
    case 12: return append(deletion: payload, to: &out)
    default:
      out.append(payload.type == 4 ? " key len=" : " len=")
      out.append(payload.length - 4)
      return append(dataOf: payload, to: &out) ? (true, payload.end) : (false, nil)
    }
  }

  private func append(
    association payload: ISAKMPPayload, to out: inout TextBuffer
  ) throws(Truncation) -> (isDone: Bool, next: Int?) {
    let start = payload.start
    guard bytes.has(12, at: start) else { return (false, nil) }
    let domain = bytes.load32(start + 4)
    let situation = bytes.load32(start + 8)
    guard domain == 1 else {
      out.append(domain, after: " doi=")
      out.append(situation, after: " situation=")
      return (true, start + 12)
    }
    out.append(" doi=ipsec situation=")
    if situation & 1 != 0 { out.append("identity") }
    if situation & 2 != 0 { out.append(situation & 1 != 0 ? "+secrecy" : "secrecy") }
    if situation & 4 != 0 { out.append(situation & 3 != 0 ? "+integrity" : "integrity") }
    var at = start + 12
    if situation != 1 {
      // What tcpdump tells as the identifier is the domain.
      out.append(domain, after: " ident=")
      at += 4
    }
    guard bytes.has(4, at: at) else { return (false, nil) }
    let next = try append(
      payloads: 2, at: at, isSecond: false, number: payload.number, depth: payload.depth, to: &out)
    return (true, next)
  }

  private func append(
    proposal payload: ISAKMPPayload, to out: inout TextBuffer
  ) throws(Truncation) -> (isDone: Bool, next: Int?) {
    let start = payload.start
    guard bytes.has(8, at: start) else { return (false, nil) }
    let number = bytes.load8(start + 5)
    out.append(bytes.load8(start + 4), after: " #")
    out.append(" protoid=")
    out.append(number, named: ISAKMPNames.protocols, orElse: "#")
    out.append(bytes.load8(start + 7), after: " transform=")
    let size = Int(bytes.load8(start + 6))
    guard append(index: start + 8, size, to: &out), bytes.has(4, at: start + 8 + size) else { return (false, nil) }
    let next = try append(
      payloads: 3, at: start + 8 + size, isSecond: false, number: number, depth: payload.depth, to: &out)
    return (true, next)
  }

  /// Writes a security parameters index if it has a size; returns whether it was captured.
  func append(index offset: Int, _ size: Int, to out: inout TextBuffer) -> Bool {
    guard size > 0 else { return true }
    out.append(" spi=")
    return append(raw: offset, size, to: &out)
  }

  private func append(
    transform payload: ISAKMPPayload, to out: inout TextBuffer
  ) throws(Truncation) -> (isDone: Bool, next: Int?) {
    let start = payload.start
    guard bytes.has(8, at: start) else { return (false, nil) }
    let names = ISAKMPNames.transforms(of: payload.number)
    let identifier = bytes.load8(start + 5)
    out.append(bytes.load8(start + 4), after: " #")
    out.append(" id=")
    if let names { out.append(identifier, named: names, orElse: "#") } else { out.append(identifier) }
    out.append(" ")
    let attributes =
      names == nil ? nil : payload.number == 1 ? ISAKMPNames.exchangeAttributes : ISAKMPNames.protectionAttributes
    guard let next = try append(attributes: attributes, from: start + 8, to: payload.end, to: &out) else {
      return (false, nil)
    }
    if end < payload.end { out.append("...") }
    return (true, next)
  }

  private func append(certificate payload: ISAKMPPayload, to out: inout TextBuffer) -> (isDone: Bool, next: Int?) {
    guard bytes.has(6, at: payload.start) else { return (false, nil) }
    out.append(" len=")
    out.append(payload.length - 4)
    out.append(" type=")
    out.append(bytes.load8(payload.start + 4), named: ISAKMPNames.certificates, orElse: "#")
    return append(dataOf: payload, to: &out) ? (true, payload.end) : (false, nil)
  }

  private func append(nonce payload: ISAKMPPayload, to out: inout TextBuffer) -> (isDone: Bool, next: Int?) {
    out.append(" n len=")
    out.append(payload.length - 4)
    if verbosity == 2 {
      out.append(" ")
      return append(someFrom: payload.start + 4, to: &out) ? (true, payload.end) : (false, nil)
    }
    return append(dataOf: payload, to: &out) ? (true, payload.end) : (false, nil)
  }

  private func append(
    notification payload: ISAKMPPayload, to out: inout TextBuffer
  ) throws(Truncation) -> (isDone: Bool, next: Int?) {
    let start = payload.start
    guard bytes.has(12, at: start) else { return (false, nil) }
    let domain = bytes.load32(start + 4)
    let number = bytes.load8(start + 8)
    let size = Int(bytes.load8(start + 9))
    let type = bytes.load16(start + 10)
    append(domain: domain, number, to: &out)
    out.append(" type=")
    out.append(notification: type, isForIPsec: domain == 1)
    guard append(index: start + 12, size, to: &out) else { return (false, nil) }
    let at = start + 12 + size
    if domain != 1 { return (true, at) }
    guard at < end else { return (true, payload.end) }
    switch type {
    case 24576:
      out.append(" attrs=(")
      let next = try append(attributes: ISAKMPNames.exchangeAttributes, from: at, to: payload.end, to: &out)
      out.append(")")
      if next == nil { return (false, nil) }
    case 24577:
      out.append(" status=(")
      let isOn = try bytes.uint32(at: at) != 0
      out.append(isOn ? "replay detection enabled)" : "replay detection disabled)")
    default:
      guard verbosity > 3 else { return append(someFrom: at, to: &out) ? (true, payload.end) : (false, nil) }
      out.append(" data=(")
      _ = append(raw: at, end - at, to: &out)
      out.append(")")
    }
    return (true, payload.end)
  }

  private func append(domain: UInt32, _ number: UInt8, to out: inout TextBuffer) {
    if domain == 1 {
      out.append(" doi=ipsec proto=")
      out.append(number, named: ISAKMPNames.protocols, orElse: "#")
    } else {
      out.append(domain, after: " doi=")
      out.append(number, after: " proto=")
    }
  }

  private func append(deletion payload: ISAKMPPayload, to out: inout TextBuffer) -> (isDone: Bool, next: Int?) {
    let start = payload.start
    guard bytes.has(12, at: start) else { return (false, nil) }
    append(domain: bytes.load32(start + 4), bytes.load8(start + 8), to: &out)
    let size = Int(bytes.load8(start + 9))
    let count = Int(bytes.load16(start + 10))
    out.append(bytes.load8(start + 9), after: " spilen=")
    out.append(bytes.load16(start + 10), after: " nspi=")
    out.append(" spi=")
    for index in 0..<count {
      if index > 0 { out.append(",") }
      guard append(raw: start + 12 + index * size, size, to: &out) else { return (false, nil) }
    }
    return (true, start + 12 + count * size)
  }
}

extension TextBuffer {
  /// Appends the name of a notification; one without a name as its number in its range.
  fileprivate mutating func append(notification type: UInt16, isForIPsec: Bool) {
    switch type {
    case 0..<8192: append(type, named: ISAKMPNames.errors, orElse: "#")
    case 8192..<16384 where isForIPsec: append(type - 8192, named: ISAKMPNames.protectionErrors, orElse: "#")
    case 16384..<24576: append(type - 16384, named: ISAKMPNames.statuses, orElse: "#")
    case 24576..<32768 where isForIPsec: append(type - 24576, named: ISAKMPNames.protectionStatuses, orElse: "#")
    default: append(type, after: "#")
    }
  }
}

extension ISAKMPNames {
  /// Source: RFC 2408 section 3.14.1.
  fileprivate static let errors = Tokens([
    1: "INVALID-PAYLOAD-TYPE", 2: "DOI-NOT-SUPPORTED", 3: "SITUATION-NOT-SUPPORTED", 4: "INVALID-COOKIE",
    5: "INVALID-MAJOR-VERSION", 6: "INVALID-MINOR-VERSION", 7: "INVALID-EXCHANGE-TYPE", 8: "INVALID-FLAGS",
    9: "INVALID-MESSAGE-ID", 10: "INVALID-PROTOCOL-ID", 11: "INVALID-SPI", 12: "INVALID-TRANSFORM-ID",
    13: "ATTRIBUTES-NOT-SUPPORTED", 14: "NO-PROPOSAL-CHOSEN", 15: "BAD-PROPOSAL-SYNTAX", 16: "PAYLOAD-MALFORMED",
    17: "INVALID-KEY-INFORMATION", 18: "INVALID-ID-INFORMATION", 19: "INVALID-CERT-ENCODING",
    20: "INVALID-CERTIFICATE", 21: "CERT-TYPE-UNSUPPORTED", 22: "INVALID-CERT-AUTHORITY",
    23: "INVALID-HASH-INFORMATION", 24: "AUTHENTICATION-FAILED", 25: "INVALID-SIGNATURE", 26: "ADDRESS-NOTIFICATION",
    27: "NOTIFY-SA-LIFETIME", 28: "CERTIFICATE-UNAVAILABLE", 29: "UNSUPPORTED-EXCHANGE-TYPE",
    30: "UNEQUAL-PAYLOAD-LENGTHS",
  ])

  fileprivate static let protectionErrors = Tokens([0: "RESERVED"])

  fileprivate static let statuses = Tokens([0: "CONNECTED"])

  /// Source: RFC 2407 section 4.6.3.
  fileprivate static let protectionStatuses = Tokens([
    0: "RESPONDER-LIFETIME", 1: "REPLAY-STATUS", 2: "INITIAL-CONTACT",
  ])
}
