internal import Glibc
internal import Packets

/// Which packets a key is for.
struct ESPAssociation: Hashable, Sendable {
  let securityParametersIndex: UInt32
  let destination: IPAddress

  init(securityParametersIndex: UInt32, destination: IPAddress) {
    self.securityParametersIndex = securityParametersIndex
    self.destination = destination
  }

  /// Reads `NUMBER@ADDRESS`, the number as C writes it.
  ///
  /// - Throws: `ESPKeyError` when it is something else.
  init(_ text: String) throws(ESPKeyError) {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Self.number(parts[0]) else { throw ESPKeyError(.number, in: text) }
    guard let address = Self.address(String(parts[1])) else { throw ESPKeyError(.address, in: String(parts[1])) }
    self.init(securityParametersIndex: number, destination: address)
  }

  private static func number(_ text: Substring) -> UInt32? {
    let lower = text.lowercased()
    if lower.hasPrefix("0x") { return UInt32(lower.dropFirst(2), radix: 16) }
    if lower.hasPrefix("0"), lower.count > 1 { return UInt32(lower, radix: 8) }
    return UInt32(text)
  }

  private static func address(_ text: String) -> IPAddress? {
    var bytes = [UInt8](repeating: 0, count: 16)
    // SAFETY: inet_pton writes 4 or 16 bytes, and there are 16.
    if unsafe inet_pton(AF_INET6, text, &bytes) == 1 {
      return .ipv6(IPv6Address(rawValue: bytes.reduce(0) { $0 << 8 | UInt128($1) }))
    }
    if unsafe inet_pton(AF_INET, text, &bytes) == 1 {
      return .ipv4(IPv4Address(bytes[0], bytes[1], bytes[2], bytes[3]))
    }
    return nil
  }
}
