import Bytes
import Dissection

extension Summary {
  static let zephyr = Summary(kind: .zephyr, mark: "zephyr") { (packet, index, out, _) throws(Truncation) in
    let layer = packet.layers[index]
    var text = ZephyrText(ZephyrNotice(packet.bytes(of: layer), length: layer.length))
    try text.append(to: &out)
  }
}

/// Writes a notice of Zephyr.
private struct ZephyrText: ~Escapable {
  /// Characters of what is put together before it is written.
  private static let longestText = 255

  private let notice: ZephyrNotice
  /// Where the texts of the header stand.
  private var parts = InlineArray<17, Range<Int>>(repeating: 0..<0)
  /// Where the next text begins.
  private var at = 0
  /// Whether a text was wanted and the notice was at its end.
  private var isOver = false

  @_lifetime(copy notice)
  init(_ notice: consuming ZephyrNotice) { self.notice = notice }

  @_lifetime(self: copy self)
  private mutating func next() throws(Truncation) -> Range<Int>? {
    guard let text = try notice.text(at: at) else {
      isOver = true
      at = Int.max
      return nil
    }
    at = text.upperBound + 1
    return isOver ? nil : text
  }

  @_lifetime(copy self)
  private func bytes(_ part: ZephyrNotice.Part) -> RawSpan { notice.bytes(parts[part.rawValue]) }

  private func has(_ part: ZephyrNotice.Part, _ text: StaticString) -> Bool {
    bytes(part).byteCount == text.utf8CodeUnitCount && bytes(part).starts(with: text)
  }

  @_lifetime(self: copy self)
  mutating func append(to out: inout TextBuffer) throws(Truncation) {
    for part in ZephyrNotice.Part.allCases {
      guard let text = try next() else { return out.append(" (invalid)") }
      parts[part.rawValue] = text
      if part == .version, !bytes(.version).starts(with: "ZEPH") { return }
    }
    out.append(" zephyr")
    let version = bytes(.version).suffix(from: 4)
    guard version.starts(with: "0.2") else {
      out.append(" v")
      return out.append(visible: version)
    }
    let kind = number(.kind)
    out.append(" ")
    if kind >= 0, let name = Self.kindNames[UInt32(kind)] {
      out.append(name)
    } else {
      out.append("type ")
      out.append(kind)
    }
    if kind == Self.serverAcknowledgment, let data = try next() {
      let text = notice.bytes(data)
      if text.byteCount != 4 || !text.starts(with: "SENT") { append("/", lowered: text, to: &out) }
    }
    if !bytes(.sender).isEmpty { append(" ", bytes(.sender), to: &out) }
    if try !appendControl(kind, to: &out) { appendMessage(to: &out) }
  }

  private func append(_ prefix: StaticString, _ text: RawSpan, to out: inout TextBuffer) {
    out.append(prefix)
    out.append(visible: text)
  }

  private func append(_ prefix: StaticString, lowered text: RawSpan, to out: inout TextBuffer) {
    out.append(prefix)
    for at in 0..<min(text.byteCount, Self.longestText) {
      let byte = text.load8(at)
      out.append(visible: byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte)
    }
  }

  /// A part as a hexadecimal number.
  private func number(_ part: ZephyrNotice.Part) -> Int32 {
    let text = bytes(part)
    var at = 0
    while let byte = text.uint8(ifAt: at), byte == 0x20 || (0x09...0x0d).contains(byte) { at += 1 }
    let sign = text.uint8(ifAt: at)
    if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { at += 1 }
    if text.uint8(ifAt: at) == 0x30, let mark = text.uint8(ifAt: at + 1), mark | 0x20 == UInt8(ascii: "x"),
      let digit = text.uint8(ifAt: at + 2), Self.digit(digit) != nil
    {
      at += 2
    }
    var value: UInt64 = 0
    while let byte = text.uint8(ifAt: at), let digit = Self.digit(byte) {
      value = value >> 59 != 0 ? UInt64(Int64.max) : min(value << 4 | UInt64(digit), UInt64(Int64.max))
      at += 1
    }
    let magnitude = Int64(value)
    return Int32(truncatingIfNeeded: sign == UInt8(ascii: "-") ? -magnitude : magnitude)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46, 0x61...0x66: (byte | 0x20) - 0x57
    default: nil
    }
  }

  private static let serverAcknowledgment: Int32 = 5

  private static let kindNames = Tokens([
    0: "unsafe", 1: "unacked", 2: "acked", 3: "hm-ack", 4: "hm-ctl", 5: "serv-ack", 6: "serv-nak", 7: "client-ack",
    8: "stat",
  ])
}

extension ZephyrText {
  /// Writes a notice that is for Zephyr itself; returns whether it is one.
  @_lifetime(self: copy self)
  private mutating func appendControl(_ kind: Int32, to out: inout TextBuffer) throws(Truncation) -> Bool {
    if has(.noticeClass, "USER_LOCATE") {
      if has(.opcode, "USER_HIDE") {
        out.append(" hide")
      } else if has(.opcode, "USER_UNHIDE") {
        out.append(" unhide")
      } else {
        append(" locate ", bytes(.instance), to: &out)
      }
      return true
    }
    if has(.noticeClass, "ZEPHYR_ADMIN") {
      append(" zephyr-admin ", lowered: bytes(.opcode), to: &out)
      return true
    }
    if has(.noticeClass, "ZEPHYR_CTL") { return try appendServerControl(kind, to: &out) }
    if has(.noticeClass, "HM_CTL") || has(.noticeClass, "WG_CTL") {
      append(has(.noticeClass, "HM_CTL") ? " hm_ctl " : " wg_ctl ", lowered: bytes(.instance), to: &out)
      append(" ", lowered: bytes(.opcode), to: &out)
      return true
    }
    if has(.noticeClass, "HM_STAT"), has(.instance, "HMST_CLIENT"), has(.opcode, "GIMMESTATS") {
      out.append(" get-client-stats")
      return true
    }
    guard has(.noticeClass, "LOGIN") else { return false }
    if has(.opcode, "USER_FLUSH") {
      out.append(" flush_locs")
      return true
    }
    for exposure in Self.exposures where has(.opcode, exposure) {
      append(" set-exposure ", lowered: bytes(.opcode), to: &out)
      return true
    }
    return false
  }

  @_lifetime(self: copy self)
  private mutating func appendServerControl(_ kind: Int32, to out: inout TextBuffer) throws(Truncation) -> Bool {
    if has(.instance, "CLIENT") {
      if has(.opcode, "SUBSCRIBE") || has(.opcode, "SUBSCRIBE_NODEFS") || has(.opcode, "UNSUBSCRIBE") {
        try appendSubscription(kind, to: &out)
      } else if has(.opcode, "GIMME") {
        out.append(" ret")
      } else if has(.opcode, "GIMMEDEFS") {
        out.append(" gimme-defs")
      } else if has(.opcode, "CLEARSUB") {
        out.append(" clear-subs")
      } else {
        append(" ", lowered: bytes(.opcode), to: &out)
      }
      return true
    }
    if has(.instance, "HM") {
      append(" ", lowered: bytes(.opcode), to: &out)
      return true
    }
    guard has(.instance, "REALM") else { return false }
    for (opcode, text) in Self.realmOperations where has(.opcode, opcode) { out.append(text) }
    return true
  }

  @_lifetime(self: copy self)
  private mutating func appendSubscription(_ kind: Int32, to out: inout TextBuffer) throws(Truncation) {
    out.append(has(.opcode, "SUBSCRIBE") ? " sub" : " unsub")
    if has(.opcode, "SUBSCRIBE_NODEFS") { out.append("-nodefs") }
    guard kind != Self.serverAcknowledgment else { return }
    let (noticeClass, instance, recipient) = (try next(), try next(), try next())
    guard let noticeClass, let instance, let recipient else { return }
    out.append(" ")
    append(triple: noticeClass, instance, recipient, to: &out)
  }

  private func appendMessage(to out: inout TextBuffer) {
    out.append(" to ")
    append(triple: parts[8], parts[9], parts[12], to: &out)
    if !bytes(.opcode).isEmpty { append(" op ", bytes(.opcode), to: &out) }
  }

  /// Writes class, instance and recipient, cut where they are too long together.
  private func append(
    triple noticeClass: Range<Int>, _ instance: Range<Int>, _ recipient: Range<Int>, to out: inout TextBuffer
  ) {
    var room = Self.longestText
    func append(_ byte: UInt8) {
      guard room > 0 else { return }
      out.append(visible: byte)
      room -= 1
    }
    append(UInt8(ascii: "<"))
    for (index, range) in [noticeClass, instance, recipient].enumerated() {
      if index > 0 { append(UInt8(ascii: ",")) }
      let text = notice.bytes(range)
      for at in 0..<text.byteCount { append(text.load8(at)) }
      if index == 2, text.isEmpty { append(UInt8(ascii: "*")) }
    }
    append(UInt8(ascii: ">"))
  }

  private static let exposures: [StaticString] = [
    "NONE", "OPSTAFF", "REALM-VISIBLE", "REALM-ANNOUNCED", "NET-VISIBLE", "NET-ANNOUNCED",
  ]

  private static let realmOperations: [(StaticString, StaticString)] = [
    ("ADD_SUBSCRIBE", " realm add-subs"), ("REQ_SUBSCRIBE", " realm req-subs"), ("RLM_SUBSCRIBE", " realm rlm-sub"),
    ("RLM_UNSUBSCRIBE", " realm rlm-unsub"),
  ]
}
