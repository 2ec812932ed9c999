import Bytes
import Dissection
import Packets

extension Summary {
  static let pgm = Summary(kind: .pgm, mark: "pgm", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let bytes = packet.bytesBehindDatagram(index)
    let ports = bytes.has(4, at: 0) ? (source: bytes.load16(0), destination: bytes.load16(2)) : nil
    packet.appendEndpoints(of: index, ports, .tcp, to: &out, options)
    let header = try PGMPacket(bytes)
    out.append("PGM, length ", header.dataLength)
    guard options.verbosity > 0 else { return }
    out.append(" 0x")
    out.append(hex: header.globalSourceID, width: 12)
    out.append(" ")
    var body = PGMBody(bytes, at: header.headerLength)
    try body.append(type: header.type, to: &out)
    if header.options & 1 != 0 {
      guard try body.appendOptions(to: &out) else { return }
    }
    out.append(" [", packet.layers[index].length, "]")
    guard PGMBody.hasData(header.type), options.payloadChoice?.pgm == .zmtp else { return }
    do throws(Truncation) {
      let data = body.rest
      try ZMTPFrame.append(datagram: data, length: header.dataLength, to: &out, options)
    } catch {
      throw out.giveUp("zmtp1")
    }
  }
}

/// What follows the header of a PGM packet, read from front to back.
struct PGMBody: ~Escapable {
  private let bytes: RawSpan
  private var at: Int

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, at: Int) {
    self.bytes = bytes
    self.at = at
  }

  /// What has not been read.
  var rest: RawSpan {
    @_lifetime(copy self)
    get { bytes.suffix(from: at) }
  }

  /// Whether packets of a type carry data.
  static func hasData(_ type: UInt8) -> Bool { type == 4 || type == 5 }

  /// Writes what packets of a type have.
  @_lifetime(self: copy self)
  mutating func append(type: UInt8, to out: inout TextBuffer) throws(Truncation) {
    switch type {
    case 0: try appendPathMessage(to: &out)
    case 1: try appendPoll(to: &out)
    case 2:
      let (sequence, round) = try (word(), half())
      try skip(2)
      out.append("POLR seq ", sequence, " round ")
      out.append(round)
    case 4, 5:
      let (sequence, trail) = try (word(), word())
      out.append(type == 4 ? "ODATA trail " : "RDATA trail ", trail, " seq ")
      out.append(sequence)
    case 8: try append(refusal: "NAK (", to: &out)
    case 9: try append(refusal: "NNAK (", to: &out)
    case 10: try append(refusal: "NCF (", to: &out)
    case 11:
      let sequence = try word()
      try skip(4)
      out.append("ACK seq ", sequence)
    case 12:
      out.append("SPMR")
      at = 0
    default:
      out.append("UNKNOWN type 0x", hex: type, width: 2)
      // There tcpdump takes the ports for the first option.
      at = 0
    }
  }

  @_lifetime(self: copy self)
  private mutating func appendPathMessage(to out: inout TextBuffer) throws(Truncation) {
    let (sequence, trail, lead) = try (word(), word(), word())
    let source = try address()
    out.append("SPM seq ", sequence, " trail ")
    out.append(trail)
    out.append(" lead ", lead, " nla ")
    out.append(source)
  }

  @_lifetime(self: copy self)
  private mutating func appendPoll(to out: inout TextBuffer) throws(Truncation) {
    let (sequence, round) = try (word(), half())
    try skip(2)
    let source = try address()
    let (interval, random, mask) = try (sureWord(&out), sureWord(&out), sureWord(&out))
    out.append("POLL seq ", sequence, " round ")
    out.append(round)
    out.append(" nla ")
    out.append(source)
    out.append(" ivl ", interval, " rnd 0x")
    out.append("", hex: random, width: 8, " mask 0x")
    out.append(hex: mask, width: 8)
  }

  /// Writes that something was not received.
  @_lifetime(self: copy self)
  private mutating func append(refusal name: StaticString, to out: inout TextBuffer) throws(Truncation) {
    let sequence = try word()
    let source = try address()
    // tcpdump takes the beginning of the group's address for its family, and that for the beginning of the address.
    at += 4
    guard let family = bytes.uint16(ifAt: at) else { throw out.giveUp("pgm") }
    let group = try address(of: family)
    out.append(name)
    out.append(source)
    out.append(" -> ")
    out.append(group)
    out.append("), seq ", sequence)
  }

  // MARK: Options

  /// Writes options (RFC 3208 section 9).
  ///
  /// - Returns: whether the line goes on behind them.
  @_lifetime(self: copy self)
  mutating func appendOptions(to out: inout TextBuffer) throws(Truncation) -> Bool {
    try bytes.require(4, at: at)
    let (type, length, total) = try (byte() & 0x7f, byte(), half())
    guard type == 0 else {
      out.append("[First option bad, should be PGM_OPT_LENGTH, is ", type, "]")
      return false
    }
    guard Self.isRight(length, 4, "LENGTH", to: &out) else { return false }
    guard total >= 4 else {
      out.append("[Bad total option length ", total, " < 4]")
      return false
    }
    out.append(" OPTS LEN ", total)
    var left = Int(total) - 4
    while left > 0 {
      guard left >= 4 else { return Self.leaveNoRoom(&out) }
      guard let mark = bytes.uint8(ifAt: at), let length = bytes.uint8(ifAt: at + 1) else { throw out.giveUp("pgm") }
      at += 2
      guard length >= 4 else {
        out.append("[Bad option, length ", length, " < 4]")
        break
      }
      guard left >= Int(length) else { return Self.leaveNoRoom(&out) }
      try bytes.require(Int(length) - 2, at: at)
      left -= Int(length)
      guard try append(option: mark, length, &left, to: &out) else { return false }
      if mark & 0x80 != 0 { break }
    }
    return true
  }

  private static func leaveNoRoom(_ out: inout TextBuffer) -> Bool {
    out.append("[Total option length leaves no room for final option]")
    return false
  }

  private static func isRight(
    _ length: UInt8, _ wanted: UInt8, _ name: StaticString, to out: inout TextBuffer
  ) -> Bool {
    if length == wanted { return true }
    out.append("[Bad OPT_")
    out.append(name)
    out.append(" option, length ", length, " != ")
    out.append(wanted)
    out.append("]")
    return false
  }

  /// Writes an option behind its type and length.
  ///
  /// - Parameter left: bytes of options behind it.
  /// - Returns: whether the line goes on.
  @_lifetime(self: copy self)
  private mutating func append(
    option mark: UInt8, _ length: UInt8, _ left: inout Int, to out: inout TextBuffer
  ) throws(Truncation) -> Bool {
    switch mark & 0x7f {
    case 0:
      guard Self.isRight(length, 4, "LENGTH", to: &out) else { return false }
      out.append(" OPTS LEN (extra?) ", try half())
    case 1: return try append(numbers: [" FRAG seq ", " off ", " len "], "FRAGMENT", length, to: &out)
    case 2: return try append(list: length, &left, to: &out)
    case 3: return try append(numbers: [" JOIN "], "JOIN", length, to: &out)
    case 4: return try append(numbers: [" BACKOFF ivl ", " ivlseq "], "NAK_BO_IVL", length, to: &out)
    case 5: return try append(numbers: [" BACKOFF max ", " min "], "NAK_BO_RNG", length, to: &out)
    case 7: return try append(redirection: length, to: &out)
    case 8: return try append(numbers: [" PARITY MAXTGS "], "PARITY_PRM", length, to: &out)
    case 9: return try append(numbers: [" PARITY GROUP "], "PARITY_GRP", length, to: &out)
    case 10: return try append(numbers: [" PARITY ATGS "], "CURR_TGSIZE", length, to: &out)
    case 11: return try append(plain: " NBR_UNREACH", "NBR_UNREACH", length, to: &out)
    case 12:
      out.append(" PATH_NLA [", length, "]")
      pass(length)
    case 13: return try append(plain: " SYN", "SYN", length, to: &out)
    case 14: return try append(plain: " FIN", "FIN", length, to: &out)
    case 15: return try append(plain: " RST", "RST", length, to: &out)
    case 16:
      out.append(" CR")
      pass(length)
    case 17: return try append(plain: " CRQST", "CRQST", length, to: &out)
    case 18: return try append(control: " PGMCC DATA ", "OPT_", "PGMCC_DATA", length, to: &out)
    case 19: return try append(control: " PGMCC FEEDBACK ", "PGM_OPT_", "PGMCC_FEEDBACK", length, to: &out)
    default:
      out.append(" OPT_")
      out.append(upperHexByte: mark)
      out.append(" [", length, "] ")
      pass(length)
    }
    return true
  }

  /// Passes over an option as tcpdump does: as if it had not read its type and length.
  @_lifetime(self: copy self)
  private mutating func pass(_ length: UInt8) { at += Int(length) }

  @_lifetime(self: copy self)
  private mutating func append(
    plain words: StaticString, _ name: StaticString, _ length: UInt8, to out: inout TextBuffer
  ) throws(Truncation) -> Bool {
    guard Self.isRight(length, 4, name, to: &out) else { return false }
    out.append(words)
    at += 2
    return true
  }

  /// Writes an option of some numbers behind two bytes that are not told.
  @_lifetime(self: copy self)
  private mutating func append(
    numbers labels: [StaticString], _ name: StaticString, _ length: UInt8, to out: inout TextBuffer
  ) throws(Truncation) -> Bool {
    guard Self.isRight(length, UInt8(4 + 4 * labels.count), name, to: &out) else { return false }
    at += 2
    try bytes.require(4 * labels.count, at: at)
    for label in labels { out.append(label, try word()) }
    return true
  }

  /// Writes a list of what is missing. tcpdump does not count the four bytes in front of it.
  @_lifetime(self: copy self)
  private mutating func append(
    list length: UInt8, _ left: inout Int, to out: inout TextBuffer
  ) throws(Truncation) -> Bool {
    at += 2
    left += 4
    out.append(" NAK LIST")
    var rest = Int(length) - 4
    while rest > 0 {
      guard rest >= 4 else {
        out.append("[Option length not a multiple of 4]")
        return false
      }
      out.append(" ", try word())
      rest -= 4
    }
    return true
  }

  @_lifetime(self: copy self)
  private mutating func append(
    redirection length: UInt8, to out: inout TextBuffer
  ) throws(Truncation) -> Bool {
    guard length >= 8 else {
      out.append("[Bad OPT_REDIRECT option, length ", length, " < 8]")
      return false
    }
    at += 2
    guard let address = try address(in: length, 8, "REDIRECT", to: &out) else { return false }
    out.append(" REDIRECT ")
    out.append(address)
    return true
  }

  /// Writes an option for the control of congestion.
  @_lifetime(self: copy self)
  private mutating func append(
    control words: StaticString, _ prefix: StaticString, _ name: StaticString, _ length: UInt8,
    to out: inout TextBuffer
  ) throws(Truncation) -> Bool {
    guard length >= 12 else {
      out.append("[Bad ")
      out.append(prefix)
      out.append(name)
      out.append(" option, length ", length, " < 12]")
      return false
    }
    at += 2
    let number = try word()
    guard let address = try address(in: length, 12, name, to: &out) else { return false }
    out.append(words, number, " ")
    out.append(address)
    return true
  }

  // MARK: Reading

  /// The address at the end of an option; `nil` when it is not of the length that the option says, which is told.
  @_lifetime(self: copy self)
  private mutating func address(
    in length: UInt8, _ others: UInt8, _ name: StaticString, to out: inout TextBuffer
  ) throws(Truncation) -> IPAddress? {
    let family = try half()
    try skip(2)
    guard family == 1 || family == 2 else { throw Truncation() }
    guard length == others + (family == 1 ? 4 : 16) else {
      out.append("[Bad OPT_")
      out.append(name)
      out.append(" option, length ", length, " != ")
      out.append(others)
      out.append(" + address size]")
      return nil
    }
    return try address(of: family)
  }

  /// An address behind its family.
  @_lifetime(self: copy self)
  private mutating func address() throws(Truncation) -> IPAddress {
    let family = try half()
    try skip(2)
    return try address(of: family)
  }

  @_lifetime(self: copy self)
  private mutating func address(of family: UInt16) throws(Truncation) -> IPAddress {
    switch family {
    case 1: return .ipv4(IPv4Address(rawValue: try word()))
    case 2:
      let address = IPv6Address(rawValue: try bytes.uint128(at: at))
      at += 16
      return .ipv6(address)
    default: throw Truncation()
    }
  }

  @_lifetime(self: copy self)
  private mutating func byte() throws(Truncation) -> UInt8 {
    let value = try bytes.uint8(at: at)
    at += 1
    return value
  }

  @_lifetime(self: copy self)
  private mutating func half() throws(Truncation) -> UInt16 {
    let value = try bytes.uint16(at: at)
    at += 2
    return value
  }

  @_lifetime(self: copy self)
  private mutating func word() throws(Truncation) -> UInt32 {
    let value = try bytes.uint32(at: at)
    at += 4
    return value
  }

  /// A number whose absence ends more than the line.
  @_lifetime(self: copy self)
  private mutating func sureWord(_ out: inout TextBuffer) throws(Truncation) -> UInt32 {
    guard bytes.has(4, at: at) else { throw out.giveUp("pgm") }
    return try word()
  }

  @_lifetime(self: copy self)
  private mutating func skip(_ count: Int) throws(Truncation) {
    try bytes.require(count, at: at)
    at += count
  }
}

extension TextBuffer {
  fileprivate mutating func append(_ address: IPAddress) {
    switch address {
    case .ipv4(let address): append(address)
    case .ipv6(let address): append(address)
    }
  }
}
