import Bytes
import Dissection
import Packets

extension Summary {
  static let telnet = Summary(kind: .telnet, mark: "telnet") {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    let showsBytes = options.hexAndASCIILevel > 0 && options.verbosity > 2
    var (at, isFirst) = (0, true)
    while at < layer.length, try bytes.uint8(at: at) == 255 {
      let text = TelnetText(bytes, at, layer.length)
      var ignored = TextBuffer(capacity: 64)
      let count: Int
      do throws(PartStop) {
        count = try text.append(to: &ignored)
      } catch {
        if error == .truncated { throw Truncation() }
        break
      }
      if showsBytes {
        if isFirst { out.append("\nTelnet:") }
        out.append(hex: bytes.prefix(count, from: at), indent: "\n", offset: at)
        if count > 8 {
          out.append("\n\t\t\t\t")
        } else {
          out.append(repeating: UInt8(ascii: " "), count: (8 - count) * 3)
          out.append("\t")
        }
      } else {
        out.append(isFirst ? " [telnet " : ", ")
      }
      _ = try? text.append(to: &out)
      isFirst = false
      at += count
    }
    if !isFirst { out.append(showsBytes ? "\n" : "]") }
  }
}

/// Writes a command of TELNET. Source: RFC 854, RFC 855, RFC 2941, RFC 2946.
private struct TelnetText: ~Escapable {
  private let bytes: RawSpan
  private let start: Int
  private let end: Int

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, _ start: Int, _ end: Int) {
    self.bytes = bytes
    self.start = start
    self.end = end
  }

  private func byte(_ offset: Int) throws(PartStop) -> UInt8 {
    if offset >= end { throw .ended }
    try bytes.need(1, at: offset)
    return bytes.load8(offset)
  }

  /// Returns how many bytes it has.
  ///
  /// - Throws: `.truncated` where the captured bytes end, `.ended` where the segment ends or what is there is no command.
  func append(to out: inout TextBuffer) throws(PartStop) -> Int {
    let command = try byte(start + 1)
    if command == 255 {
      out.append("IAC IAC")
      return 2
    }
    guard let name = Self.commandNames[command] else { throw .ended }
    out.append(name)
    guard command >= 250 else { return 2 }
    let option = try byte(start + 2)
    out.append(" ")
    if let name = Self.optionNames[option] { out.append(name) } else { out.append(flagged: option) }
    guard command == 250 else { return 3 }
    return try appendNegotiation(option, to: &out)
  }

  private func appendNegotiation(_ option: UInt8, to out: inout TextBuffer) throws(PartStop) -> Int {
    var last = start + 3
    while end > last + 1 {
      try bytes.need(2, at: last)
      if bytes.load16(last) == 0xfff0 { break }
      last += 1
    }
    try bytes.need(1, at: last)
    if bytes.load8(last) != 255 { throw .ended }
    var at = start + 3
    let tables: [Tokens] =
      switch option {
      case 37: [Self.authenticationNames, Self.methodNames]
      case 38: [Self.encryptionNames, Self.cipherNames]
      default: [Self.qualifierNames]
      }
    for names in tables where last > at {
      let value = try byte(at)
      out.append(" ")
      if let name = names[value] { out.append(name) } else { out.append(flagged: value) }
      at += 1
    }
    while last > at {
      let value = try byte(at)
      out.append(" ")
      out.append(flagged: value)
      at += 1
    }
    out.append(" SE")
    return at + 2 - start
  }

  private static let commandNames = Tokens([
    236: "EOF", 237: "SUSP", 238: "ABORT", 239: "EOR", 240: "SE", 241: "NOP", 242: "DMARK", 243: "BRK", 244: "IP",
    245: "AO", 246: "AYT", 247: "EC", 248: "EL", 249: "GA", 250: "SB", 251: "WILL", 252: "WONT", 253: "DO",
    254: "DONT",
  ])
  private static let optionNames = Tokens([
    0: "BINARY", 1: "ECHO", 2: "RCP", 3: "SUPPRESS GO AHEAD", 4: "NAME", 5: "STATUS", 6: "TIMING MARK", 7: "RCTE",
    8: "NAOL", 9: "NAOP", 10: "NAOCRD", 11: "NAOHTS", 12: "NAOHTD", 13: "NAOFFD", 14: "NAOVTS", 15: "NAOVTD",
    16: "NAOLFD", 17: "EXTEND ASCII", 18: "LOGOUT", 19: "BYTE MACRO", 20: "DATA ENTRY TERMINAL", 21: "SUPDUP",
    22: "SUPDUP OUTPUT", 23: "SEND LOCATION", 24: "TERMINAL TYPE", 25: "END OF RECORD", 26: "TACACS UID",
    27: "OUTPUT MARKING", 28: "TTYLOC", 29: "3270 REGIME", 30: "X.3 PAD", 31: "NAWS", 32: "TSPEED", 33: "LFLOW",
    34: "LINEMODE", 35: "XDISPLOC", 36: "OLD-ENVIRON", 37: "AUTHENTICATION", 38: "ENCRYPT", 39: "NEW-ENVIRON",
  ])
  private static let qualifierNames = Tokens([0: "IS", 1: "SEND", 2: "INFO"])
  private static let authenticationNames = Tokens([0: "IS", 1: "SEND", 2: "REPLY", 3: "NAME"])
  private static let methodNames = Tokens([
    0: "NULL", 1: "KERBEROS_V4", 2: "KERBEROS_V5", 3: "SPX", 4: "MINK", 5: "SRP", 6: "RSA", 7: "SSL", 10: "LOKI",
    11: "SSA", 12: "KEA_SJ", 13: "KEA_SJ_INTEG", 14: "DSS", 15: "NTLM",
  ])
  private static let encryptionNames = Tokens([
    0: "IS", 1: "SUPPORT", 2: "REPLY", 3: "START", 4: "END", 5: "REQUEST-START", 6: "REQUEST-END", 7: "END_KEYID",
    8: "DEC_KEYID",
  ])
  private static let cipherNames = Tokens([
    0: "NULL", 1: "DES_CFB64", 2: "DES_OFB64", 3: "DES3_CFB64", 4: "DES3_OFB64", 6: "CAST5_40_CFB64",
    7: "CAST5_40_OFB64", 8: "CAST128_CFB64", 9: "CAST128_OFB64",
  ])
}

extension TextBuffer {
  /// Appends a number in hexadecimal with a prefix, but zero without one.
  fileprivate mutating func append(flagged value: UInt8) {
    if value == 0 { return append("0") }
    append("0x", hex: value)
  }
}
