import Bytes
import Dissection

extension Summary {
  static let pptp = Summary(kind: .pptp, mark: "pptp") { (packet, index, out, options) throws(Truncation) in
    let message = PPTPMessage.Partial(packet.bytes(of: packet.layers[index]))
    out.append(": pptp")
    if options.verbosity > 0 {
      out.append(try message.length, after: " Length=")
      switch try message.messageType {
      case 1: out.append(" CTRL-MSG")
      case 2: out.append(" MGMT-MSG")
      default: out.append(" UNKNOWN-MSG-TYPE")
      }
    }
    let cookie = try message.cookie
    if cookie != PPTPMessage.cookie {
      out.append(" UNEXPECTED Magic-Cookie!!(")
      out.append(hex: cookie, width: 8)
      out.append(")")
    }
    if options.verbosity > 0 || cookie != PPTPMessage.cookie {
      out.append(" Magic-Cookie=")
      out.append(hex: cookie, width: 8)
    }
    let type = try message.controlType
    if let name = PPTPMessage.controlNames[type] {
      out.append(" CTRL_MSGTYPE=")
      out.append(name)
    } else {
      out.append(type, after: " UNKNOWN_CTRL_MSGTYPE(")
      out.append(")")
    }
    out.append(pptpReserved: try message.reserved)
    try PPTPBody(message.body, type: type, isVerbose: options.verbosity > 0).append(to: &out)
  }
}

/// Writes the body of a PPTP message, field by field.
private struct PPTPBody: ~Escapable {
  private enum Number {
    case short, long
  }

  private let bytes: RawSpan
  private let type: UInt16
  private let isVerbose: Bool

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, type: UInt16, isVerbose: Bool) {
    self.bytes = bytes
    self.type = type
    self.isVerbose = isVerbose
  }

  func append(to out: inout TextBuffer) throws(Truncation) {
    switch type {
    case 1, 2: try appendStart(to: &out)
    case 3: try appendStop(to: &out)
    case 4:
      try appendResult(at: 0, to: &out)
      try appendReserved(at: 2, to: &out)
    case 5: try append(.long, 0, " ID(", to: &out)
    case 6:
      try append(.long, 0, " ID(", to: &out)
      try appendResult(at: 4, to: &out)
      try appendReserved(at: 6, to: &out)
    case 7: try appendOutgoingRequest(to: &out)
    case 8: try appendOutgoingReply(to: &out)
    case 9: try appendIncomingRequest(to: &out)
    case 10: try appendIncomingReply(to: &out)
    case 11: try appendIncomingConnected(to: &out)
    case 12:
      try append(.short, 0, " CALL_ID(", to: &out)
      try appendReserved(at: 2, to: &out)
    case 13: try appendDisconnect(to: &out)
    case 14: try appendErrors(to: &out)
    case 15: try appendLinkInformation(to: &out)
    default: break
    }
  }

  /// Start-Control-Connection-Request and -Reply.
  private func appendStart(to out: inout TextBuffer) throws(Truncation) {
    let version = try bytes.uint16(at: 0)
    out.append(version >> 8, after: " PROTO_VER(")
    out.append(version & 0xff, after: ".")
    out.append(")")
    if type == 1 { try appendReserved(at: 2, to: &out) } else { try appendResult(at: 2, to: &out) }
    out.append(" FRAME_CAP(")
    let framing = try bytes.uint32(at: 4)
    if framing & 1 != 0 { out.append("A") }
    if framing & 2 != 0 { out.append("S") }
    out.append(")")
    let bearer = try bytes.uint32(at: 8)
    out.append(" BEARER_CAP(")
    if bearer & 2 != 0 { out.append("D") }
    if bearer & 1 != 0 { out.append("A") }
    out.append(")")
    try append(.short, 12, " MAX_CHAN(", to: &out)
    try append(.short, 14, " FIRM_REV(", to: &out)
    try appendText(16, " HOSTNAME(", to: &out)
    try appendText(80, " VENDOR(", to: &out)
  }

  private func appendStop(to out: inout TextBuffer) throws(Truncation) {
    let reason = try bytes.uint8(at: 0)
    out.append(reason, after: " REASON(")
    if isVerbose { out.append(Self.reasonNames[reason] ?? ":?") }
    out.append(")")
    out.append(pptpReserved: UInt16(try bytes.uint8(at: 1)))
    try appendReserved(at: 2, to: &out)
  }

  private func appendOutgoingRequest(to out: inout TextBuffer) throws(Truncation) {
    try append(.short, 0, " CALL_ID(", to: &out)
    try append(.short, 2, " CALL_SER_NUM(", to: &out)
    try append(.long, 4, " MIN_BPS(", to: &out)
    try append(.long, 8, " MAX_BPS(", to: &out)
    try appendName(at: 12, " BEARER_TYPE(", in: Self.bearerNames, to: &out)
    try appendName(at: 16, " FRAME_TYPE(", in: Self.framingNames, to: &out)
    try append(.short, 20, " RECV_WIN(", to: &out)
    try append(.short, 22, " PROC_DELAY(", to: &out)
    try append(.short, 24, " PHONE_NO_LEN(", to: &out)
    try appendReserved(at: 26, to: &out)
    try appendText(28, " PHONE_NO(", length: Int(try bytes.uint16(at: 24)), to: &out)
    try appendText(92, " SUB_ADDR(", to: &out)
  }

  private func appendOutgoingReply(to out: inout TextBuffer) throws(Truncation) {
    try append(.short, 0, " CALL_ID(", to: &out)
    try append(.short, 2, " PEER_CALL_ID(", to: &out)
    try appendResult(at: 4, to: &out)
    try append(.short, 6, " CAUSE_CODE(", to: &out)
    try append(.long, 8, " CONN_SPEED(", to: &out)
    try append(.short, 12, " RECV_WIN(", to: &out)
    try append(.short, 14, " PROC_DELAY(", to: &out)
    try append(.long, 16, " PHY_CHAN_ID(", to: &out)
  }

  private func appendIncomingRequest(to out: inout TextBuffer) throws(Truncation) {
    try append(.short, 0, " CALL_ID(", to: &out)
    try append(.short, 2, " CALL_SER_NUM(", to: &out)
    try appendName(at: 4, " BEARER_TYPE(", in: Self.bearerNames, to: &out)
    try append(.long, 8, " PHY_CHAN_ID(", to: &out)
    try append(.short, 12, " DIALED_NO_LEN(", to: &out)
    try append(.short, 14, " DIALING_NO_LEN(", to: &out)
    try appendText(16, " DIALED_NO(", length: Int(try bytes.uint16(at: 12)), to: &out)
    try appendText(80, " DIALING_NO(", length: Int(try bytes.uint16(at: 14)), to: &out)
    try appendText(144, " SUB_ADDR(", to: &out)
  }

  private func appendIncomingReply(to out: inout TextBuffer) throws(Truncation) {
    try append(.short, 0, " CALL_ID(", to: &out)
    try append(.short, 2, " PEER_CALL_ID(", to: &out)
    try appendResult(at: 4, to: &out)
    try append(.short, 6, " RECV_WIN(", to: &out)
    try append(.short, 8, " PROC_DELAY(", to: &out)
    try appendReserved(at: 10, to: &out)
  }

  private func appendIncomingConnected(to out: inout TextBuffer) throws(Truncation) {
    try append(.short, 0, " PEER_CALL_ID(", to: &out)
    try appendReserved(at: 2, to: &out)
    try append(.long, 4, " CONN_SPEED(", to: &out)
    try append(.short, 8, " RECV_WIN(", to: &out)
    try append(.short, 10, " PROC_DELAY(", to: &out)
    try appendName(at: 12, " FRAME_TYPE(", in: Self.framingNames, to: &out)
  }

  private func appendDisconnect(to out: inout TextBuffer) throws(Truncation) {
    try append(.short, 0, " CALL_ID(", to: &out)
    try appendResult(at: 2, to: &out)
    try append(.short, 4, " CAUSE_CODE(", to: &out)
    try appendReserved(at: 6, to: &out)
    try appendText(8, " CALL_STATS(", room: 128, to: &out)
  }

  private func appendErrors(to out: inout TextBuffer) throws(Truncation) {
    try append(.short, 0, " PEER_CALL_ID(", to: &out)
    try appendReserved(at: 2, to: &out)
    try append(.long, 4, " CRC_ERR(", to: &out)
    try append(.long, 8, " FRAMING_ERR(", to: &out)
    try append(.long, 12, " HARDWARE_OVERRUN(", to: &out)
    try append(.long, 16, " BUFFER_OVERRUN(", to: &out)
    try append(.long, 20, " TIMEOUT_ERR(", to: &out)
    try append(.long, 24, " ALIGN_ERR(", to: &out)
  }

  private func appendLinkInformation(to out: inout TextBuffer) throws(Truncation) {
    try append(.short, 0, " PEER_CALL_ID(", to: &out)
    try appendReserved(at: 2, to: &out)
    for (offset, title) in [(4, " SEND_ACCM(0x" as StaticString), (8, " RECV_ACCM(0x")] {
      let map = try bytes.uint32(at: offset)
      out.append(title)
      out.append(hex: map, width: 8)
      out.append(")")
    }
  }

  private func append(
    _ number: Number, _ offset: Int, _ title: StaticString, to out: inout TextBuffer
  ) throws(Truncation) {
    let value = number == .short ? UInt32(try bytes.uint16(at: offset)) : try bytes.uint32(at: offset)
    out.append(value, after: title)
    out.append(")")
  }

  private func appendName(
    at offset: Int, _ title: StaticString, in names: Tokens, to out: inout TextBuffer
  ) throws(Truncation) {
    let value = try bytes.uint32(at: offset)
    out.append(title)
    out.append(names[value] ?? "?")
    out.append(")")
  }

  private func appendReserved(at offset: Int, to out: inout TextBuffer) throws(Truncation) {
    out.append(pptpReserved: try bytes.uint16(at: offset))
  }

  /// Writes a result and the error that goes with it.
  private func appendResult(at offset: Int, to out: inout TextBuffer) throws(Truncation) {
    let result = try bytes.uint8(at: offset)
    out.append(result, after: " RESULT_CODE(")
    if isVerbose {
      out.append(":")
      out.append(Self.resultNames(of: type)[result] ?? "?")
    }
    out.append(")")
    let error = try bytes.uint8(at: offset + 1)
    out.append(error, after: " ERR_CODE(")
    if isVerbose {
      out.append(":")
      out.append(Self.errorNames[error] ?? "?")
    }
    out.append(")")
  }

  /// Writes a field of text that is filled up with zero bytes.
  private func appendText(
    _ offset: Int, _ title: StaticString, length: Int = .max, room: Int = 64, to out: inout TextBuffer
  ) throws(Truncation) {
    let length = min(length, room)
    out.append(title)
    let field = bytes.prefix(length, from: offset)
    if out.append(untilZero: field) == nil, field.byteCount < length { throw Truncation() }
    out.append(")")
  }

  private static func resultNames(of type: UInt16) -> Tokens {
    switch type {
    case 2: startResults
    case 8: outgoingResults
    case 10: incomingResults
    case 13: disconnectResults
    default: simpleResults
    }
  }

  private static let startResults = Tokens([
    1: "Successful channel establishment", 2: "General error", 3: "Command channel already exists",
    4: "Requester is not authorized to establish a command channel",
    5: "The protocol version of the requester is not supported",
  ])

  private static let simpleResults = Tokens([1: "OK", 2: "General Error"])

  private static let outgoingResults = Tokens([
    1: "Connected", 2: "General Error", 3: "No Carrier", 4: "Busy", 5: "No Dial Tone", 6: "Time-out",
    7: "Do Not Accept",
  ])

  private static let incomingResults = Tokens([1: "Connect", 2: "General Error", 3: "Do Not Accept"])

  private static let disconnectResults = Tokens([
    1: "Lost Carrier", 2: "General Error", 3: "Admin Shutdown", 4: "Request",
  ])

  private static let errorNames = Tokens([
    0: "None", 1: "Not-Connected", 2: "Bad-Format", 3: "Bad-Value", 4: "No-Resource", 5: "Bad-Call-ID",
    6: "PAC-Error",
  ])

  private static let reasonNames = Tokens([1: ":None", 2: ":Stop-Protocol", 3: ":Stop-Local-Shutdown"])

  private static let bearerNames = Tokens([1: "A", 2: "D", 3: "Any"])

  private static let framingNames = Tokens([1: "A", 2: "S", 3: "E"])
}

extension PPTPMessage {
  fileprivate static let controlNames = Tokens([
    0: "NOT_DEFINED", 1: "SCCRQ", 2: "SCCRP", 3: "StopCCRQ", 4: "StopCCRP", 5: "ECHORQ", 6: "ECHORP", 7: "OCRQ",
    8: "OCRP", 9: "ICRQ", 10: "ICRP", 11: "ICCN", 12: "CCRQ", 13: "CDN", 14: "WEN", 15: "SLI",
  ])
}

extension TextBuffer {
  fileprivate mutating func append(pptpReserved value: UInt16) {
    guard value != 0 else { return }
    append(value, after: " [ERROR: reserved=")
    append(" must be zero]")
  }
}
