import Packets

/// An address of either family.
struct ConversationAddress: Comparable {
  let isIPv6: Bool
  /// Its number.
  let value: UInt128

  init(_ address: IPv4Address) {
    isIPv6 = false
    value = UInt128(address.rawValue)
  }

  init(_ address: IPv6Address) {
    isIPv6 = true
    value = address.rawValue
  }

  static func < (a: Self, b: Self) -> Bool { a.value < b.value }
}
