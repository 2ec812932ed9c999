import Bytes
import Dissection

extension Summary {
  static let syslog = Summary(kind: .syslog, mark: "syslog") { (packet, index, out, options) throws(Truncation) in
    let length = packet.layers[index].length
    let bytes = packet.bytes(of: packet.layers[index])
    let message = try SyslogMessage(bytes)
    guard let facility = message.facility, let severity = message.severity else { return out.append(" (invalid)") }
    guard options.verbosity > 0 else {
      out.append("SYSLOG ")
      out.append(facility, in: SyslogMessage.facilityNames)
      out.append(".")
      out.append(severity, in: SyslogMessage.severityNames)
      out.append(", length: ")
      return out.append(length)
    }
    out.append("SYSLOG, length: ")
    out.append(length)
    out.append("\n\tFacility ")
    out.append(facility, in: SyslogMessage.facilityNames)
    out.append(" (")
    out.append(facility)
    out.append("), Severity ")
    out.append(severity, in: SyslogMessage.severityNames)
    out.append(" (")
    out.append(severity)
    out.append(")\n\tMsg: ")
    let text = bytes.suffix(from: message.headerLength)
    out.append(visible: text)
    if text.byteCount < length - message.headerLength { throw Truncation() }
    if options.verbosity > 1 { out.append(hex: bytes, indent: "\n\t") }
  }
}

extension SyslogMessage {
  fileprivate static let severityNames = Tokens([
    0: "emergency", 1: "alert", 2: "critical", 3: "error", 4: "warning", 5: "notice", 6: "info", 7: "debug",
  ])

  fileprivate static let facilityNames = Tokens([
    0: "kernel", 1: "user", 2: "mail", 3: "daemon", 4: "auth", 5: "syslog", 6: "lpr", 7: "news", 8: "uucp", 9: "cron",
    10: "authpriv", 11: "ftp", 12: "ntp", 13: "security", 14: "console", 15: "cron", 16: "local0", 17: "local1",
    18: "local2", 19: "local3", 20: "local4", 21: "local5", 22: "local6", 23: "local7",
  ])
}

extension TextBuffer {
  fileprivate mutating func append(_ value: UInt16, in names: Tokens) {
    if let name = names[value] { return append(name) }
    append("unknown (")
    append(value)
    append(")")
  }
}
