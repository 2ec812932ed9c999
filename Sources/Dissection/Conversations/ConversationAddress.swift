import Packets

/// An address of either family.
struct ConversationAddress: Hashable, Comparable {
  private let isIPv6: Bool
  private let value: UInt128

  init(_ address: IPv4Address) {
    isIPv6 = false
    value = UInt128(address.rawValue)
  }

  init(_ address: IPv6Address) {
    isIPv6 = true
    value = address.rawValue
  }

  static func < (a: Self, b: Self) -> Bool { a.value < b.value }

  /// A number that spreads over all 64 bits.
  var hash: UInt64 {
    let folded = UInt64(truncatingIfNeeded: value) ^ UInt64(truncatingIfNeeded: value >> 64) &* 0x9e37_79b9_7f4a_7c15
    return (folded ^ (isIPv6 ? 1 << 63 : 0)) &* 0xd6e8_feb8_6659_fd93
  }
}
