import Bytes

/// The address that a Frame Relay header begins with, of two to four octets. Source: ITU-T Q.922 section 3.3.
///
///     | number:6 C/R:1 more:1 | number:4 FECN:1 BECN:1 DE:1 more:1 | [number:7 more:1] | [number:6 control:1 last:1]
public struct FrameRelayAddress: Sendable {
  /// Octets.
  public var length: Int
  /// The number of the connection: 10, 16 or 23 bits.
  public var connection: UInt32
  /// Command or response.
  public var isCommand: Bool
  /// The network is congested the way the frame goes.
  public var isForwardCongested: Bool
  /// The network is congested the other way.
  public var isBackwardCongested: Bool
  /// It may be dropped first.
  public var isDiscardable: Bool
  /// The last octet of three or four has control bits, not a part of the number.
  public var hasControl: Bool

  /// What stands at the beginning of a header.
  public enum Reading: Sendable {
    /// An address.
    case whole(FrameRelayAddress)
    /// Octets that cannot be one.
    case invalid
    /// Too few octets to tell.
    case cut
  }

  /// Reads an address.
  public static func read(_ bytes: RawSpan) -> Reading {
    guard let first = bytes.uint8(ifAt: 0) else { return .cut }
    if first & 1 != 0 { return .invalid }
    guard let second = bytes.uint8(ifAt: 1) else { return .cut }
    var address = FrameRelayAddress(
      length: 2, connection: UInt32(first & 0xfc) << 2 | UInt32(second >> 4), isCommand: first & 2 != 0,
      isForwardCongested: second & 8 != 0, isBackwardCongested: second & 4 != 0, isDiscardable: second & 2 != 0,
      hasControl: false)
    if second & 1 != 0 { return .whole(address) }
    guard var last = bytes.uint8(ifAt: 2) else { return .cut }
    address.length = 3
    if last & 1 == 0 {
      address.connection = address.connection << 7 | UInt32(last >> 1)
      address.length = 4
      guard let fourth = bytes.uint8(ifAt: 3) else { return .cut }
      last = fourth
    }
    if last & 1 == 0 { return .invalid }
    address.hasControl = last & 2 != 0
    address.connection = address.connection << 6 | UInt32(last >> 2)
    return .whole(address)
  }
}
