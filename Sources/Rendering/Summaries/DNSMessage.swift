import Bytes
import Dissection

extension Summary {
  static let dns = Summary(kind: .dns, mark: "domain", goesOnWhenCut: true, write: writeDNS)

  /// Called directly by `summarize`.
  static func writeDNS(
    _ packet: borrowing DissectedPacket, _ index: Int, _ out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let layer = packet.layers[index]
    guard DNSMessageText.checkLength(layer.length, &out) else { return }
    let text = DNSMessageText(try DNSMessage(packet.bytes(of: layer)), isMulticast: false, startingAt: out.count)
    try text.append(layer.length, to: &out, options)
  }

  static let multicastDNS = Summary(kind: .multicastDNS, mark: "domain", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    guard DNSMessageText.checkLength(layer.length, &out) else { return }
    let text = DNSMessageText(
      try MulticastDNSMessage(packet.bytes(of: layer)).message, isMulticast: true, startingAt: out.count)
    try text.append(layer.length, to: &out, options)
  }

  static let dnsStream = Summary(kind: .dnsStream, mark: "domain", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    if layer.length < 2 {
      out.append(" [DNS over TCP: length ")
      out.append(layer.length)
      return out.append(" < 2] (invalid)")
    }
    guard let declared = packet.bytes(of: layer).uint16(ifAt: 0) else {
      throw out.giveUp("domain")
    }
    if Int(declared) != layer.length - 2 {
      out.append(" [prefix length(")
      out.append(declared)
      out.append(") != length(")
      out.append(layer.length - 2)
      return out.append(")] (invalid)")
    }
    out.append(" ")
    try packet.summarize(index + 1, into: &out, options)
  }
}

/// Writes a DNS message.
struct DNSMessageText: ~Escapable {
  /// The most that a message may take before another entry is begun; a hostile message makes much out of little.
  private static let outputLimit = 48_000

  let message: DNSMessage
  let isMulticast: Bool
  private let outputEnd: Int

  @_lifetime(copy message)
  init(_ message: consuming DNSMessage, isMulticast: Bool, startingAt outputStart: Int) {
    self.message = message
    self.isMulticast = isMulticast
    outputEnd = outputStart + Self.outputLimit
  }

  /// Whether there is room for a header; says so otherwise.
  static func checkLength(_ length: Int, _ out: inout TextBuffer) -> Bool {
    if length >= 12 { return true }
    out.append("domain [length ")
    out.append(length)
    out.append(" < 12] (invalid)")
    return false
  }

  func append(_ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    out.append(message.identification)
    out.append(Self.operationNames[message.operation] ?? "")
    if message.isResponse {
      try appendResponse(to: &out, options)
    } else {
      try appendQuery(to: &out, options)
    }
    out.append(" (")
    out.append(length)
    out.append(")")
  }

  private func appendResponse(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    out.append(message.extendedResponseCode, named: Self.resultNames, orElse: " Resp")
    if message.isAuthoritative { out.append("*") }
    if !message.offersRecursion { out.append("-") }
    if message.isTruncated { out.append("|") }
    if message.isAuthentic { out.append("$") }
    let questions = message.count(of: .question)
    if questions != 1 { out.append(questions, " [", "q]") }
    var at = DNSMessage.sectionsOffset
    for number in 0..<questions {
      if number > 0 { out.append(",") }
      guard out.count < outputEnd else { throw Truncation() }
      if options.verbosity > 1 {
        out.append(" q:")
        at = try appendQuestion(at: at, to: &out)
      } else if let end = message.end(ofNameAt: at) {
        at = end + 4
      } else {
        throw Truncation()
      }
    }
    out.append(message.count(of: .answer), " ", "/")
    out.append(message.count(of: .authority), "", "/")
    out.append(message.count(of: .additional))
    if message.count(of: .answer) > 0 { try appendRecords(.answer, at: &at, to: &out, options) }
    if options.verbosity > 1 { try appendRest(at: &at, to: &out, options) }
  }

  private func appendQuery(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    if message.wantsRecursion { out.append("+") }
    if message.disablesChecking { out.append("%") }
    if message.flags & 0x6cf != 0 {
      out.append(" [b2&3=0x")
      out.append(hex: message.flags)
      out.append("]")
    }
    let questions = message.count(of: .question)
    let answers = message.count(of: .answer)
    if message.operation == 1 {
      if questions != 0 { out.append(questions, " [", "q]") }
      if answers != 1 { out.append(answers, " [", "a]") }
    } else {
      if answers != 0 { out.append(answers, " [", "a]") }
      if questions != 1 { out.append(questions, " [", "q]") }
    }
    if message.count(of: .authority) != 0 { out.append(message.count(of: .authority), " [", "n]") }
    if message.count(of: .additional) != 0 { out.append(message.count(of: .additional), " [", "au]") }
    var at = DNSMessage.sectionsOffset
    for number in 0..<questions {
      if number > 0, at >= message.bytes.byteCount || out.count >= outputEnd { throw Truncation() }
      at = try appendQuestion(at: at, to: &out)
    }
    guard options.verbosity > 1 else { return }
    if answers > 0 { try appendRecords(.answer, at: &at, to: &out, options) }
    try appendRest(at: &at, to: &out, options)
  }

  /// The sections that only `-vv` tells.
  private func appendRest(
    at offset: inout Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    if message.count(of: .authority) > 0 {
      if offset < message.bytes.byteCount { out.append(" ns:") }
      try appendRecords(.authority, at: &offset, to: &out, options)
    }
    if message.count(of: .additional) > 0 {
      if offset < message.bytes.byteCount { out.append(" ar:") }
      try appendRecords(.additional, at: &offset, to: &out, options)
    }
  }

  private func appendRecords(
    _ section: DNSSection, at offset: inout Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    for number in 0..<message.count(of: section) {
      // Answers are looked for even behind the end: the first tells that it is not there.
      guard offset < message.bytes.byteCount || (number == 0 && section == .answer),
        out.count < outputEnd
      else { throw Truncation() }
      if number > 0 { out.append(",") }
      offset = try appendRecord(at: offset, to: &out, options)
    }
  }

  /// Writes a question; returns where it ends.
  private func appendQuestion(at offset: Int, to out: inout TextBuffer) throws(Truncation) -> Int {
    guard let end = message.end(ofNameAt: offset) else { throw Truncation() }
    try message.bytes.require(4, at: end)
    out.append(" ")
    out.append(message.bytes.load16(end), named: Self.typeNames, orElse: "Type")
    let number = message.bytes.load16(end + 2)
    append(className: isMulticast ? number & ~MulticastDNSMessage.classFlag : number, to: &out)
    if isMulticast { out.append(number & MulticastDNSMessage.classFlag != 0 ? " (QU)" : " (QM)") }
    out.append("? ")
    return try out.append(domainNameAt: offset, in: message) + 4
  }

  func append(className number: UInt16, to out: inout TextBuffer) {
    if number == 1 { return }
    out.append(" ")
    if let name = Self.classNames[number] { return out.append(name) }
    out.append("(Class ")
    out.append(number)
    out.append(")")
  }
}

extension TextBuffer {
  fileprivate mutating func append(_ number: Int, _ prefix: StaticString, _ suffix: StaticString) {
    append(prefix)
    append(number)
    append(suffix)
  }
}
