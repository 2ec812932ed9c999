import Packets

extension Lexer {
  /// The address at an offset where one of the three lengths below is the longest.
  ///
  /// - Throws: `FilterError` for what looks like an address and is none.
  func address(at start: Int) throws(FilterError) -> (Token.Kind, Int) {
    let ethernet = ethernetLength(at: start)
    let ipv6 = ipv6Length(at: start)
    let broken = brokenEthernetLength(at: start)
    if ethernet > 0, ethernet >= max(ipv6, broken) { return (.mac(ethernetAddress(start, ethernet)), ethernet) }
    if ipv6 > 0, ipv6 >= broken {
      guard let value = IPv6Text.address(text[start..<(start + ipv6)]) else {
        throw FilterError(.badIPv6Address, start..<(start + ipv6))
      }
      return (.ipv6(value), ipv6)
    }
    throw FilterError(.badEthernetAddress, start..<(start + max(broken, 1)))
  }

  /// Six times one or two hexadecimal digits with `:`, `-` or `.` between, three times four with `.` between, or twelve.
  func ethernetLength(at start: Int) -> Int {
    var best = 0
    for separator in ":-.".utf8 { best = max(best, groups(6, of: 2, separator, at: start)) }
    let exact = hexDigits(at: start, atMost: 12)
    if exact == 12 { best = max(best, 12) }
    if exact == 4, byte(at: start + 4) == UInt8(ascii: "."), hexDigits(at: start + 5, atMost: 5) == 4,
      byte(at: start + 9) == UInt8(ascii: "."), hexDigits(at: start + 10, atMost: 4) == 4
    {
      best = max(best, 14)
    }
    return best
  }

  /// The length of so many groups of one to `digits` hexadecimal digits, 0 when they are not there.
  private func groups(_ count: Int, of digits: Int, _ separator: UInt8, at start: Int) -> Int {
    var end = start
    for group in 0..<count {
      if group > 0 {
        guard byte(at: end) == separator else { return 0 }
        end += 1
      }
      let length = hexDigits(at: end, atMost: digits)
      guard length > 0 else { return 0 }
      end += length
    }
    return end - start
  }

  private func ethernetAddress(_ start: Int, _ length: Int) -> MACAddress {
    var value: UInt64 = 0
    var group: UInt64 = 0
    let isSplit = text[start..<(start + length)].contains { Self.hexDigit($0) == nil }
    let bits: UInt64 = length == 14 && byte(at: start + 4) == UInt8(ascii: ".") ? 16 : isSplit ? 8 : 48
    for byte in text[start..<(start + length)] {
      if let digit = Self.hexDigit(byte) {
        group = group << 4 | UInt64(digit)
      } else {
        value = value << bits | group
        group = 0
      }
    }
    return MACAddress(rawValue: bits == 48 ? group : value << bits | group)
  }

  /// Twice or more one or two hexadecimal digits with colons behind: an Ethernet address that somebody began.
  func brokenEthernetLength(at start: Int) -> Int {
    var end = start
    var groups = 0
    while true {
      let digits = hexDigits(at: end, atMost: 2)
      guard digits > 0, byte(at: end + digits) == UInt8(ascii: ":") else { break }
      end += digits
      while byte(at: end) == UInt8(ascii: ":") { end += 1 }
      groups += 1
    }
    return groups > 1 ? end - start : 0
  }

  /// The longest piece that is written like an IPv6 address.
  func ipv6Length(at start: Int) -> Int {
    let digits = hexDigits(at: start, atMost: 5)
    guard digits < 5, byte(at: start + digits) == UInt8(ascii: ":") else { return 0 }
    var end = start
    while end - start < IPv6Text.maximumLength, IPv6Text.mayContain(byte(at: end)) { end += 1 }
    while end > start + 1 {
      if IPv6Text.isWellFormed(text[start..<end]) { return end - start }
      end -= 1
    }
    return 0
  }
}
