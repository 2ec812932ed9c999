import Bytes
import Dissection

extension TextBuffer {
  /// Appends an EAP packet.
  ///
  /// - Parameters:
  ///   - bytes: what was captured from its first byte on.
  ///   - length: bytes that what carries it has for it.
  ///   - mark: the name of what carries it, for the mark when its data were cut.
  /// - Throws: `Truncation` when its header was cut.
  mutating func append(eap bytes: RawSpan, length: Int, _ mark: StaticString) throws(Truncation) {
    let packet = try EAPPacket(bytes)
    guard Int(packet.length) == length else { return append("EAP fragment?") }
    append(EAPPacket.codeNames[packet.code] ?? "unknown")
    append(" (")
    append(packet.code)
    append("), id ")
    append(packet.identifier)
    append(", len ")
    append(length)
    if length < 4 { return append(" (too short for EAP header)") }
    guard bytes.has(length, at: 0) else { return append(truncationMark: mark) }
    guard packet.hasType else { return }
    guard let type = packet.type else { return append(" (too short for EAP request/response)") }
    append("\n\t\t Type ")
    append(eapType: type)
    append(data: packet.data, of: type)
  }

  private mutating func append(eapType type: UInt8) {
    append(EAPPacket.typeNames[type] ?? "unknown")
    append(" (")
    append(type)
    append(")")
  }

  private mutating func append(data: RawSpan, of type: UInt8) {
    switch type {
    case 1:
      guard data.byteCount > 0 else { return }
      append(", Identity: ")
      _ = append(untilZero: data)
    case 2:
      guard data.byteCount > 0 else { return append(" (too short for EAP Notification request/response)") }
      append(", Notification: ")
      _ = append(untilZero: data)
    case 3:
      guard data.byteCount > 0 else { return append(" (too short for EAP Legacy NAK request/response)") }
      for at in 0..<data.byteCount {
        append(at == 0 ? " " : ", ")
        append(eapType: data.load8(at))
      }
    case 13: append(tls: data, version: nil, " (too short for EAP TLS/TTLS request/response")
    case 21: append(tls: data, version: " TTLSv", " (too short for EAP TLS/TTLS request/response")
    case 43: append(tls: data, version: " FASTv", " (too short for EAP FAST request/response")
    case 18, 23:
      guard let subtype = data.uint8(ifAt: 0) else { return append(" (too short for EAP SIM/AKA request/response)") }
      append(" subtype [")
      append(EAPPacket.mobileNames[subtype] ?? "unknown")
      append("] 0x")
      append(hexByte: subtype)
    default: break
    }
  }

  /// Appends the flags of a method that carries TLS, and its length when they say that there is one.
  private mutating func append(tls data: RawSpan, version: StaticString?, _ complaint: StaticString) {
    guard let flags = data.uint8(ifAt: 0) else {
      append(complaint)
      return append(")")
    }
    if let version {
      append(version)
      append(flags & 7)
    }
    append(" flags [")
    EAPPacket.flagNames.append(UInt32(flags), none: "none", to: &self)
    append("] 0x")
    append(hexByte: flags)
    guard flags & 0x80 != 0 else { return }
    guard let length = data.uint32(ifAt: 1) else {
      append(complaint)
      return append(" with length)")
    }
    append(", len ")
    append(length)
  }
}

extension EAPPacket {
  fileprivate static let codeNames = Tokens([1: "Request", 2: "Response", 3: "Success", 4: "Failure"])

  /// Source: IANA's registry of EAP method types.
  fileprivate static let typeNames = Tokens([
    0: "No proposed", 1: "Identity", 2: "Notification", 3: "Nak", 4: "MD5-challenge", 5: "OTP", 6: "GTC", 13: "TLS",
    18: "SIM", 21: "TTLS", 23: "AKA", 43: "FAST", 254: "Expanded types", 255: "Experimental",
  ])

  /// The subtypes of EAP-SIM and EAP-AKA. Source: RFC 4186, RFC 4187 section 11.
  fileprivate static let mobileNames = Tokens([
    1: "Challenge", 2: "Auth reject", 4: "Sync failure", 5: "Identity", 10: "Start", 11: "Challenge",
    12: "Notification", 13: "Reauth", 14: "Client error",
  ])

  fileprivate static let flagNames = BitTokens([(0x80, "L bit"), (0x40, "More fragments bit"), (0x20, "Start bit")])
}
