import Bytes
import Dissection

extension Summary {
  static let kerberos = Summary(kind: .kerberos, mark: "krb", goesOnWhenCut: true) {
    (packet, index, out, _) throws(Truncation) in
    let message = try KerberosMessage(packet.bytesBehindDatagram(index))
    switch message.version {
    case 1...3:
      out.append(" v")
      out.append(message.version)
    case 4:
      out.append(" v4")
      guard let type = message.type, let order = message.byteOrder else { throw .giveUp(in: "krb", &out) }
      out.append(order == .littleEndian ? " le " : " be ")
      out.append(type, named: KerberosText.typeNames, orElse: "#")
      out.append(": ")
      var text = KerberosText(message.bytes, order)
      try text.append(type, to: &out)
    case 106, 107: out.append(" v5")
    default: break
    }
  }
}

extension Truncation {
  /// Marks a place where the captured bytes end and the whole packet is given up, in a protocol whose line otherwise goes
  /// on behind a mark.
  static func giveUp(in protocolName: StaticString, _ out: inout TextBuffer) -> Truncation {
    out.append(truncationMark: protocolName)
    return Truncation(isMarked: true)
  }
}

/// Writes the details of a message of version 4.
private struct KerberosText: ~Escapable {
  private let bytes: RawSpan
  private let order: ByteOrder
  private var at = 2

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, _ order: ByteOrder) {
    self.bytes = bytes
    self.order = order
  }

  @_lifetime(self: copy self)
  mutating func append(_ type: UInt8, to out: inout TextBuffer) throws(Truncation) {
    switch type {
    case 2:
      try appendPrincipal(to: &out)
      at += 4
      let lifetime = Int(try byte(&out)) * 5
      out.append(" ")
      out.append(lifetime)
      out.append("min ")
      try appendText(to: &out)
      out.append(".")
      try appendText(to: &out)
    case 4:
      try appendPrincipal(to: &out)
      at += 10
      let length = try number(&out)
      out.append(" (")
      out.append(length)
      out.append(")")
    case 6:
      let version = try byte(&out)
      out.append("v")
      out.append(version)
      out.append(" ")
      try appendText(to: &out)
      for _ in 0..<2 {
        let length = try byte(&out)
        out.append(" (")
        out.append(length)
        out.append(")")
      }
    case 10:
      try appendPrincipal(to: &out)
      at += 4
      let error = try number(&out)
      out.append(" ")
      out.append(error, named: Self.errorNames, orElse: "#")
      out.append(" ")
      at += 4
      try appendText(to: &out)
    default: out.append("(unknown)")
    }
  }

  /// Writes name, instance and realm.
  @_lifetime(self: copy self)
  private mutating func appendPrincipal(to out: inout TextBuffer) throws(Truncation) {
    try appendText(to: &out)
    out.append(".")
    try appendText(to: &out)
    out.append("@")
    try appendText(to: &out)
  }

  @_lifetime(self: copy self)
  private mutating func appendText(to out: inout TextBuffer) throws(Truncation) {
    guard let length = out.append(untilZero: bytes.suffix(from: at)) else { throw Truncation() }
    at += length
  }

  @_lifetime(self: copy self)
  private mutating func byte(_ out: inout TextBuffer) throws(Truncation) -> UInt8 {
    guard let value = bytes.uint8(ifAt: at) else { throw .giveUp(in: "krb", &out) }
    at += 1
    return value
  }

  private func number(_ out: inout TextBuffer) throws(Truncation) -> UInt16 {
    guard let value = try? bytes.integer(at: at, as: UInt16.self, order) else { throw .giveUp(in: "krb", &out) }
    return value
  }

  static let typeNames = Tokens([
    2: "KDC_REQUEST", 4: "KDC_REPLY", 6: "APPL_REQUEST", 8: "APPL_REQUEST_MUTUAL", 10: "ERR_REPLY", 12: "PRIVATE",
    14: "SAFE", 16: "APPL_ERR", 126: "DIE",
  ])

  private static let errorNames = Tokens([
    0: "OK", 1: "NAME_EXP", 2: "SERVICE_EXP", 3: "AUTH_EXP", 4: "PKT_VER", 5: "NAME_MAST_KEY_VER",
    6: "SERV_MAST_KEY_VER", 7: "BYTE_ORDER", 8: "PRINCIPAL_UNKNOWN", 9: "PRINCIPAL_NOT_UNIQUE", 10: "NULL_KEY",
  ])
}
