/// Numbers with dots between, as libpcap reads them.
enum DottedText {
  /// One to four decimal octets, and how many bits they are.
  ///
  /// - Throws: `FilterError` for an octet greater than 255.
  static func octets(_ text: String, _ range: Range<Int>) throws(FilterError) -> (value: UInt32, bits: UInt32) {
    var value: UInt32 = 0
    var bits: UInt32 = 0
    for part in text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      var octet: UInt32 = 0
      for byte in part {
        guard (0x30...0x39).contains(byte), octet <= 25 else { throw FilterError(.badIPv4Address, range) }
        octet = octet * 10 + UInt32(byte - 0x30)
      }
      guard octet <= 255 else { throw FilterError(.badIPv4Address, range) }
      value = value << 8 | octet
      bits += 8
    }
    return (value, bits)
  }

  /// A DECnet area and node: the first two of the numbers.
  static func decnet(_ text: String, _ range: Range<Int>) throws(FilterError) -> UInt32 {
    let parts = text.split(separator: ".").compactMap { UInt32($0) }
    guard parts.count >= 2 else { throw FilterError(.unknownHost, range) }
    return ((parts[0] << 10) & 0xffff) | (parts[1] & 0x3ff)
  }
}
