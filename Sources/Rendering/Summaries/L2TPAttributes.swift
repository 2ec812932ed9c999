import Bytes
import Dissection

/// Writes an attribute and value pair of an L2TP control message. Source: RFC 2661 section 4.
struct L2TPAttributeText: ~Escapable {
  private static let headerLength = 6

  private let bytes: RawSpan

  /// A pair that begins with the bytes.
  @_lifetime(copy bytes)
  init(_ bytes: RawSpan) { self.bytes = bytes }

  /// Writes the pair, for which the message has `room` bytes.
  ///
  /// - Returns: its bytes; `nil` when it is cut or malformed, which ends the message.
  func append(room: Int, to out: inout TextBuffer) throws(Truncation) -> Int? {
    out.append(" ")
    let first = try bytes.uint16(at: 0)
    let length = Int(first & 0x03ff)
    guard length >= Self.headerLength, length <= room, bytes.has(length, at: 0) else {
      out.append(truncationMark: "l2tp")
      return nil
    }
    if first & 0x8000 != 0 { out.append("*") }
    if first & 0x4000 != 0 { out.append("?") }
    let vendor = bytes.load16(2)
    let type = bytes.load16(4)
    let value = bytes.extracting(Self.headerLength..<length)
    if vendor != 0 {
      out.append("VENDOR")
      out.append(hex: vendor, width: 4)
      out.append(":ATTR")
      out.append(hex: type, width: 4)
      out.append("(")
      out.append(hexDigits: value)
    } else {
      out.append(type, named: Self.typeNames, orElse: "AVP-#")
      out.append("(")
      if first & 0x4000 != 0 { out.append("???") } else { L2TPValueText(value).append(type, to: &out) }
    }
    out.append(")")
    return length
  }

  private static let typeNames = Tokens([
    0: "MSGTYPE", 1: "RESULT_CODE", 2: "PROTO_VER", 3: "FRAMING_CAP", 4: "BEARER_CAP", 5: "TIE_BREAKER",
    6: "FIRM_VER", 7: "HOST_NAME", 8: "VENDOR_NAME", 9: "ASSND_TUN_ID", 10: "RECV_WIN_SIZE", 11: "CHALLENGE",
    12: "Q931_CC", 13: "CHALLENGE_RESP", 14: "ASSND_SESS_ID", 15: "CALL_SER_NUM", 16: "MINIMUM_BPS",
    17: "MAXIMUM_BPS", 18: "BEARER_TYPE", 19: "FRAMING_TYPE", 20: "PACKET_PROC_DELAY", 21: "CALLED_NUMBER",
    22: "CALLING_NUMBER", 23: "SUB_ADDRESS", 24: "TX_CONN_SPEED", 25: "PHY_CHANNEL_ID", 26: "INI_RECV_LCP",
    27: "LAST_SENT_LCP", 28: "LAST_RECV_LCP", 29: "PROXY_AUTH_TYPE", 30: "PROXY_AUTH_NAME", 31: "PROXY_AUTH_CHAL",
    32: "PROXY_AUTH_ID", 33: "PROXY_AUTH_RESP", 34: "CALL_ERRORS", 35: "ACCM", 36: "RANDOM_VECTOR",
    37: "PRIVATE_GRP_ID", 38: "RX_CONN_SPEED", 39: "SEQ_REQUIRED", 46: "PPP_DISCON_CC",
  ])
}

/// Writes the value of an attribute.
private struct L2TPValueText: ~Escapable {
  private let value: RawSpan

  @_lifetime(copy value)
  init(_ value: RawSpan) { self.value = value }

  func append(_ type: UInt16, to out: inout TextBuffer) {
    guard value.byteCount >= Self.minimum(of: type) else { return out.append("AVP too short") }
    switch type {
    case 0: out.append(value.load16(0), named: Self.messageNames, orElse: "MSGTYPE-#")
    case 1: appendResult(to: &out)
    case 2:
      out.append(value.load8(0))
      out.append(value.load8(1), after: ".")
    case 3, 19: appendBits("A", "S", to: &out)
    case 4, 18: appendBits("A", "D", to: &out)
    case 5: out.append(hexDigits: value.extracting(0..<8))
    case 6, 9, 10, 14: out.append(value.load16(0))
    case 7, 8, 21, 22, 23, 30, 37: out.append(visible: value)
    case 11, 26, 27, 28, 31, 33, 36: out.append(hexDigits: value)
    case 12: appendCause(to: &out)
    case 13: out.append(hexDigits: value.extracting(0..<16))
    case 15, 16, 17, 24, 25, 38: out.append(value.load32(0))
    case 20: out.append("obsolete")
    case 29: out.append(value.load16(0), named: Self.authenticationNames, orElse: "AuthType-#")
    case 32: out.append(value.load8(1))
    case 34: appendErrors(to: &out)
    case 35: appendMaps(to: &out)
    case 46: appendDisconnect(to: &out)
    default: break
    }
  }

  /// Bytes that the value has to have at least.
  private static func minimum(of type: UInt16) -> Int {
    switch type {
    case 0, 1, 2, 6, 9, 10, 14, 29, 32, 34, 35: 2
    case 12: 3
    case 3, 4, 15, 16, 17, 18, 19, 24, 25, 38: 4
    case 46: 5
    case 5: 8
    case 13: 16
    default: 0
    }
  }

  private func appendResult(to out: inout TextBuffer) {
    out.append(value.load16(0))
    if value.byteCount == 2 { return }
    guard let error = value.uint16(ifAt: 2) else { return out.append(" AVP too short") }
    out.append(error, after: "/")
    if value.byteCount == 4 { return }
    out.append(" ")
    out.append(visible: value.suffix(from: 4))
  }

  private func appendBits(_ second: StaticString, _ first: StaticString, to out: inout TextBuffer) {
    let bits = value.load32(0)
    if bits & 2 != 0 { out.append(second) }
    if bits & 1 != 0 { out.append(first) }
  }

  private func appendCause(to out: inout TextBuffer) {
    out.append(value.load16(0))
    out.append(", ")
    out.append(hexByte: value.load8(2))
    guard value.byteCount > 3 else { return }
    out.append(" ")
    out.append(visible: value.suffix(from: 3))
  }

  private func appendErrors(to out: inout TextBuffer) {
    let names: [StaticString] = ["CRCErr=", "FrameErr=", "HardOver=", "BufOver=", "Timeout=", "AlignErr="]
    for (index, name) in names.enumerated() {
      guard let count = value.uint32(ifAt: 2 + 4 * index) else { return out.append("AVP too short") }
      out.append(count, after: name)
      out.append(" ")
    }
  }

  private func appendMaps(to out: inout TextBuffer) {
    for (offset, name) in [(2, "send=" as StaticString), (6, "recv=")] {
      guard let map = value.uint32(ifAt: offset) else { return out.append("AVP too short") }
      out.append(name)
      out.append(hex: map, width: 8)
      out.append(" ")
    }
  }

  /// Source: RFC 3145.
  private func appendDisconnect(to out: inout TextBuffer) {
    out.append(hex: value.load16(0), width: 4)
    out.append(", ")
    out.append(hex: value.load16(2), width: 4)
    out.append(" ")
    out.append(value.load8(4), named: Self.directionNames, orElse: "Direction-#")
    guard value.byteCount > 5 else { return }
    out.append(" ")
    out.append(visible: value.suffix(from: 5))
  }

  private static let messageNames = Tokens([
    1: "SCCRQ", 2: "SCCRP", 3: "SCCCN", 4: "StopCCN", 6: "HELLO", 7: "OCRQ", 8: "OCRP", 9: "OCCN", 10: "ICRQ",
    11: "ICRP", 12: "ICCN", 14: "CDN", 15: "WEN", 16: "SLI",
  ])

  private static let authenticationNames = Tokens([
    0: "Reserved", 1: "Textual", 2: "CHAP", 3: "PAP", 4: "No Auth", 5: "MS-CHAPv1",
  ])

  private static let directionNames = Tokens([0: "global error", 1: "at peer", 2: "at local"])
}
