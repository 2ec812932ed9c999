import Bytes

/// Writes the data of an authentication option. Source: RFC 3315 section 22.11, RFC 8415 section 20.
struct DHCPv6Authentication: ~Escapable {
  private let data: RawSpan

  @_lifetime(copy data)
  init(_ data: RawSpan) { self.data = data }

  func append(to out: inout TextBuffer) {
    guard data.byteCount >= 11 else { return out.append(" ?") }
    let number = data.load8(0)
    switch number {
    case 2: out.append(" proto: delayed")
    case 3: out.append(" proto: reconfigure")
    default: out.append(number, after: " proto: ")
    }
    if data.load8(1) == 1 { out.append(", alg: HMAC-MD5") } else { out.append(data.load8(1), after: ", alg: ") }
    if data.load8(2) == 0 { out.append(", RDM: mono") } else { out.append(data.load8(2), after: ", RDM: ") }
    out.append(", RD:")
    for at in stride(from: 3, to: 11, by: 2) {
      out.append(" ")
      out.append(hex: data.load16(at), width: 4)
    }
    switch number {
    case 2: appendDelayed(data.suffix(from: 11), to: &out)
    case 3: appendReconfigure(data.suffix(from: 11), to: &out)
    default: out.append(" ??")
    }
  }

  private func appendDelayed(_ information: RawSpan, to out: inout TextBuffer) {
    if information.byteCount == 0 { return }
    guard information.byteCount >= 20 else { return out.append(" ??") }
    let realm = information.byteCount - 20
    if realm > 0 {
      out.append(", realm: ")
      out.append(hexDigits: information.extracting(0..<realm))
    }
    out.append(", key ID: ")
    out.append(hex: information.load32(realm), width: 8)
    out.append(", HMAC-MD5:")
    append(code: information.suffix(from: realm + 4), to: &out)
  }

  private func appendReconfigure(_ information: RawSpan, to out: inout TextBuffer) {
    guard information.byteCount == 17 else { return out.append(" ??") }
    switch information.load8(0) {
    case 1: out.append(" reconfig-key")
    case 2: out.append(" type: HMAC-MD5")
    default: out.append(" type: ??")
    }
    out.append(" value:")
    append(code: information.suffix(from: 1), to: &out)
  }

  private func append(code: RawSpan, to out: inout TextBuffer) {
    for at in stride(from: 0, to: 16, by: 4) {
      out.append(" ")
      out.append(hex: code.load32(at), width: 8)
    }
  }
}
