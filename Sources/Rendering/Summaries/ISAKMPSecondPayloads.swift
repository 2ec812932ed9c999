import Bytes

// Payloads of version 2 of the Internet Key Exchange. Source: RFC 7296 section 3.

extension ISAKMPText {
  func append(second payload: ISAKMPPayload, to out: inout TextBuffer) throws(Truncation) -> Int? {
    switch payload.type {
    case 33: return try append(associations: payload, to: &out)
    case 34: return append(keyExchange: payload, to: &out)
    case 35, 36: return append(identification: payload, to: &out)
    case 39: return append(authentication: payload, to: &out)
    case 40: return append(secondNonce: payload, to: &out)
    case 41: return append(secondNotification: payload, to: &out)
    case 43: return append(vendor: payload, to: &out)
    default:
      append(title: payload, to: &out)
      return append(dataOf: payload, to: &out) ? payload.end : cut(payload.type, &out)
    }
  }

  /// Writes the name of a payload and whether it may not be skipped, and its length.
  private func append(title payload: ISAKMPPayload, to out: inout TextBuffer) {
    append(name: payload.type, at: payload.start, to: &out)
    out.append(" len=")
    out.append(payload.length - 4)
  }

  private func append(name type: UInt8, at offset: Int, to out: inout TextBuffer) {
    out.append(payload: type)
    if bytes.load8(offset + 1) & 0x80 != 0 { out.append("[C]") }
    out.append(":")
  }

  /// Writes the mark of a cut payload, behind which nothing can be told.
  private func cut(_ type: UInt8, _ out: inout TextBuffer) -> Int? {
    out.append(cut: type)
    return nil
  }

  /// What is encrypted is always the last payload: what it says comes next is inside.
  func append(encrypted payload: ISAKMPPayload, to out: inout TextBuffer) -> Int? {
    append(title: payload, to: &out)
    if payload.length > 8, !append(dataOf: payload, to: &out) { return cut(payload.type, &out) }
    return bytes.has(payload.length, at: payload.start) ? nil : cut(payload.type, &out)
  }

  private func append(keyExchange payload: ISAKMPPayload, to out: inout TextBuffer) -> Int? {
    guard bytes.has(8, at: payload.start) else { return cut(payload.type, &out) }
    append(name: payload.type, at: payload.start, to: &out)
    out.append(" len=")
    guard payload.length >= 8 else {
      out.append(payload.length)
      out.append(" < 8")
      return payload.end
    }
    out.append(payload.length - 8)
    out.append(" group=")
    out.append(bytes.load16(payload.start + 4), named: ISAKMPNames.groups, orElse: "#")
    return append(dataOf: payload, behind: 8, to: &out) ? payload.end : cut(payload.type, &out)
  }

  private func append(identification payload: ISAKMPPayload, to out: inout TextBuffer) -> Int? {
    guard bytes.has(8, at: payload.start) else { return cut(payload.type, &out) }
    append(title: payload, to: &out)
    guard append(dataOf: payload, to: &out) else { return cut(payload.type, &out) }
    let type = bytes.load8(payload.start + 4)
    guard let title = ISAKMPNames.secondIdentities[type] else { return payload.end }
    out.append(title)
    let count = payload.length - 8
    guard bytes.has(count, at: payload.start + 8) else { return cut(payload.type, &out) }
    let data = bytes.prefix(count, from: payload.start + 8)
    if type == 2 || type == 3 { out.append(dotted: data) } else { out.append(hexDigits: data) }
    return payload.end
  }

  private func append(authentication payload: ISAKMPPayload, to out: inout TextBuffer) -> Int? {
    let start = payload.start
    guard bytes.has(8, at: start) else { return cut(payload.type, &out) }
    append(title: payload, to: &out)
    out.append(" method=")
    out.append(bytes.load8(start + 4), named: ISAKMPNames.authenticationMethods, orElse: "#")
    if verbosity > 1 {
      out.append(" authdata=(")
      guard append(raw: start + 8, payload.length - 8, to: &out) else { return cut(payload.type, &out) }
      out.append(") ")
    } else if !append(someFrom: start + 8, to: &out) {
      return cut(payload.type, &out)
    }
    return payload.end
  }

  private func append(secondNonce payload: ISAKMPPayload, to out: inout TextBuffer) -> Int? {
    out.append(bytes.load8(payload.start + 1) & 0x80 != 0 ? "nonce[C]: len=" : "nonce: len=")
    out.append(payload.length - 4)
    if verbosity > 1 {
      out.append(" nonce=(")
      guard append(raw: payload.start + 4, payload.length - 4, to: &out) else { return cut(payload.type, &out) }
      out.append(") ")
    } else if !append(someFrom: payload.start + 4, to: &out) {
      return cut(payload.type, &out)
    }
    return payload.end
  }

  private func append(secondNotification payload: ISAKMPPayload, to out: inout TextBuffer) -> Int? {
    let start = payload.start
    guard bytes.has(8, at: start) else { return cut(11, &out) }
    append(name: 11, at: start, to: &out)
    out.append(" prot_id=")
    out.append(bytes.load8(start + 4), named: ISAKMPNames.protocols, orElse: "#")
    let type = bytes.load16(start + 6)
    let size = Int(bytes.load8(start + 5))
    out.append(type, after: " type=")
    out.append("(")
    out.append(ISAKMPNames.notification(type))
    out.append(")")
    if ISAKMPNames.showsIndex(type), !append(index: start + 8, size, to: &out) { return cut(11, &out) }
    let at = start + 8 + size
    // Only of a cookie more than the name is told.
    let isCookie = type == 16390
    if at < end {
      if verbosity > 3 || (isCookie && end - at < 30) {
        out.append(" data=(")
        _ = append(raw: at, end - at, to: &out)
        out.append(")")
      } else if isCookie, !append(someFrom: at, to: &out) {
        return cut(11, &out)
      }
    }
    return payload.end
  }

  private func append(vendor payload: ISAKMPPayload, to out: inout TextBuffer) -> Int? {
    append(title: payload, to: &out)
    out.append(" vid=")
    let count = payload.length - 4
    guard bytes.has(count, at: payload.start + 4) else { return cut(payload.type, &out) }
    let data = bytes.extracting((payload.start + 4)..<payload.end)
    out.append(dotted: data)
    if verbosity > 2, count > 4 {
      out.append(" ")
      out.append(hexDigits: data)
    }
    return payload.end
  }

  // MARK: Proposals

  private func append(associations payload: ISAKMPPayload, to out: inout TextBuffer) throws(Truncation) -> Int? {
    out.append(bytes.load8(payload.start + 1) & 0x80 != 0 ? "sa[C]: len=" : "sa: len=")
    out.append(payload.length - 4)
    return try append(
      items: 2, at: payload.start + 4, room: payload.length - 4, in: payload.type, depth: payload.depth, to: &out)
  }

  /// Writes a chain of proposals, or of a proposal's transforms.
  ///
  /// - Parameters:
  ///   - type: what the items are.
  ///   - room: bytes that what they are in has for them.
  ///   - outer: what they are in.
  /// - Returns: where they end; `nil` when one was cut.
  private func append(
    items type: UInt8, at offset: Int, room: Int, in outer: UInt8, depth: Int, to out: inout TextBuffer
  ) throws(Truncation) -> Int? {
    var at = offset
    var room = room
    var next = type
    var count = 0
    while next != 0 {
      count += 1
      guard room >= 4 else { return tooLong(outer, at + room, &out) }
      guard bytes.has(4, at: at), case let length = Int(bytes.load16(at + 2)), length > 4 else {
        return cut(outer, &out)
      }
      guard length <= room else { return tooLong(outer, at + room, &out) }
      guard bytes.has(length, at: at) else { return cut(outer, &out) }
      out.append(indentation: depth + 1)
      out.append("(")
      let item = ISAKMPPayload(type: next, start: at, length: length, number: 0, depth: depth + 1)
      var end: Int? = item.end
      if next != type {
        out.append(payload: next)
      } else if type == 2 {
        end = try append(secondProposal: item, to: &out)
      } else {
        end = try append(secondTransform: item, count, to: &out)
      }
      guard let end else { return nil }
      out.append(")")
      room -= length
      next = bytes.load8(at)
      at = end
    }
    return at
  }

  /// Marks a payload whose contents do not fit, and skips the rest of it.
  private func tooLong(_ type: UInt8, _ end: Int, _ out: inout TextBuffer) -> Int? {
    out.append(cut: type)
    return end
  }

  private func append(secondProposal item: ISAKMPPayload, to out: inout TextBuffer) throws(Truncation) -> Int? {
    let start = item.start
    guard bytes.has(8, at: start) else { return cut(2, &out) }
    append(name: 2, at: start, to: &out)
    out.append(bytes.load8(start + 4), after: " #")
    out.append(" protoid=")
    out.append(bytes.load8(start + 5), named: ISAKMPNames.protocols, orElse: "#")
    out.append(bytes.load8(start + 7), after: " transform=")
    out.append(" len=")
    out.append(item.length)
    let size = Int(bytes.load8(start + 6))
    let room = item.length - 4
    guard size <= room else { return tooLong(2, start + 8 + room, &out) }
    guard append(index: start + 8, size, to: &out) else { return cut(2, &out) }
    return try append(
      items: 3, at: start + 8 + size, room: room - size, in: 2, depth: item.depth, to: &out)
  }

  private func append(
    secondTransform item: ISAKMPPayload, _ count: Int, to out: inout TextBuffer
  ) throws(Truncation) -> Int? {
    let start = item.start
    guard bytes.has(8, at: start) else { return cut(3, &out) }
    append(name: 3, at: start, to: &out)
    let type = bytes.load8(start + 4)
    let identifier = bytes.load16(start + 6)
    out.append(" #")
    out.append(count)
    out.append(" type=")
    out.append(type, named: ISAKMPNames.transformTypes, orElse: "#")
    out.append(" id=")
    if let names = ISAKMPNames.transforms(ofType: type) {
      out.append(identifier, named: names, orElse: "#")
    } else {
      out.append(identifier)
    }
    out.append(" ")
    let names = type == 1 ? ISAKMPNames.encryptionAttributes : nil
    guard let next = try append(attributes: names, from: start + 8, to: item.end, to: &out) else {
      return cut(3, &out)
    }
    if end < item.end { out.append("...") }
    return next
  }
}

extension TextBuffer {
  /// Appends printable characters, and dots for others.
  fileprivate mutating func append(dotted bytes: RawSpan) {
    for at in 0..<bytes.byteCount {
      let byte = bytes.load8(at)
      append(byte: byte >= 0x20 && byte < 0x7f ? byte : UInt8(ascii: "."))
    }
  }
}

extension ISAKMPNames {
  fileprivate static let secondIdentities = Tokens([
    1: " ipv4:", 2: " fqdn:", 3: " rfc822:", 5: " ipv6:", 9: " dn:", 10: " gn:", 11: " keyid:",
  ])

  fileprivate static func notification(_ type: UInt16) -> StaticString {
    notifications[type]
      ?? (type < 8192 ? "error" : type < 16384 ? "private-error" : type < 40960 ? "status" : "private-status")
  }

  /// Whether a notification is about one security association.
  fileprivate static func showsIndex(_ type: UInt16) -> Bool {
    switch type {
    case 1, 5, 35, 36, 37, 39, 16384, 16385, 16386, 16387, 16391, 16392, 16394, 16395: false
    default: true
    }
  }

  private static let notifications = Tokens([
    1: "unsupported_critical_payload", 4: "invalid_ike_spi", 5: "invalid_major_version", 7: "invalid_syntax",
    9: "invalid_message_id", 11: "invalid_spi", 14: "no_protocol_chosen", 17: "invalid_ke_payload",
    24: "authentication_failed", 34: "single_pair_required", 35: "no_additional_sas",
    36: "internal_address_failure", 37: "failed:cp_required", 39: "invalid_selectors", 16384: "initial_contact",
    16385: "set_window_size", 16386: "additional_ts_possible", 16387: "ipcomp_supported",
    16388: "nat_detection_source_ip", 16389: "nat_detection_destination_ip", 16390: "cookie",
    16391: "use_transport_mode", 16392: "http_cert_lookup_supported", 16393: "rekey_sa",
    16394: "tfc_padding_not_supported", 16395: "non_first_fragment_also",
  ])
}
