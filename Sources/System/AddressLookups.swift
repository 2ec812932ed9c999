internal import Packets

/// Finds the names of addresses, without ever taking too long.
protocol AddressLookups: Sendable {
  /// The name of an address, as `AddressBytes` has it: none within the time is `.some(nil)`, and `nil` says that there was
  /// no time.
  func name(ofAddress address: [UInt8]) -> String??

  /// What must stay open in a copy of the process that looks names up.
  var descriptors: [Int32] { get }

  /// Whether nobody waits for names.
  func hurry(_ isHurried: Bool)
}

/// The bytes of addresses, in network byte order: 4, 16 or, of a station, 6.
enum AddressBytes {
  static let stationCount = 6

  static func of(_ address: IPv4Address) -> [UInt8] { bytes(address.rawValue, count: 4) }
  static func of(_ address: IPv6Address) -> [UInt8] { bytes(address.rawValue, count: 16) }
  static func of(_ address: MACAddress) -> [UInt8] { bytes(address.rawValue, count: stationCount) }

  private static func bytes(_ number: some FixedWidthInteger, count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * (count - 1 - $0))) }
  }
}
