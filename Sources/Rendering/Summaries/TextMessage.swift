import Bytes
import Dissection

extension Summary {
  static let smtp = text(SMTPMessage.self, "smtp", ": SMTP")
  static let whois = text(WHOISMessage.self, "whois", ": WHOIS")
  static let ftp = text(FTPMessage.self, "ftp", ": FTP")
  static let http = text(HTTPMessage.self, "http", ": HTTP")
  static let rtsp = text(RTSPMessage.self, "rtsp", ": RTSP")
  static let sip = text(SIPMessage.self, "sip", "SIP")

  /// The summary of a protocol of lines: its first line, or with `-v` all of them.
  private static func text<Message: TextMessage & ~Escapable>(
    _ message: Message.Type, _ mark: StaticString, _ title: StaticString
  ) -> Summary {
    Summary(kind: Message.kind, mark: mark) { (packet, index, out, options) throws(Truncation) in
      let length = packet.layers[index].length
      let message = try Message(packet.bytes(of: packet.layers[index]))
      out.append(title)
      guard message.opens(length: length) else { return }
      var lines = message.lines(length: length)
      guard options.verbosity > 0 else {
        if let line = lines.next() { out.append(line, of: message.bytes, after: ": ", mark) }
        if lines.isTruncated { throw Truncation() }
        return
      }
      out.append(", length: ")
      out.append(length)
      while let line = lines.next() { out.append(line, of: message.bytes, after: "\n\t", mark) }
      if lines.isTruncated { throw Truncation() }
    }
  }
}

extension TextBuffer {
  fileprivate mutating func append(
    _ line: TextLine, of bytes: RawSpan, after prefix: StaticString, _ mark: StaticString
  ) {
    append(prefix)
    append(bytes.extracting(line.range))
    if line.isCut { append(truncationMark: mark) }
  }
}
