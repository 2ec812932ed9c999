public import Bytes
public import Packets

/// A frame of IEEE 802.11. Source: IEEE 802.11-2016 section 9.2 and 9.3. Integers are little-endian.
///
///     0                                 2          4           10          16          22         24
///     | version:2 type:2 subtype:4 flags | duration | address 1 | address 2 | address 3 | sequence | [address 4] [QoS]
///
/// Control frames end earlier, each in its own place.
public struct WLANFrame: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.wlan
  public static let bindings: [Binding] = [.linkType(.ieee80211)]

  private enum Offset {
    static let control = 0
    static let duration = 2
    static let address1 = 4
    static let address2 = 10
    static let address3 = 16
    static let address4 = 24
  }

  /// The two bits of the type.
  public enum FrameType: UInt8, Sendable {
    case management, control, data, reserved
  }

  private let bytes: RawSpan
  private let alignment: Int

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) { try self.init(bytes, alignment: 1) }

  /// The view of a frame whose header is filled up to a multiple of `alignment` bytes.
  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan, alignment: Int) throws(Truncation) {
    try bytes.require(2)
    self.bytes = bytes
    self.alignment = alignment
  }

  private func little16(_ offset: Int) -> UInt16? { bytes.uint16(ifAt: offset)?.byteSwapped }

  /// The frame control field, its second octet in the high byte.
  public var control: UInt16 { bytes.load16(Offset.control).byteSwapped }

  /// Management, control, data.
  public var type: FrameType { FrameType(rawValue: UInt8(truncatingIfNeeded: control >> 2 & 3)) ?? .reserved }

  /// The subtype, which means something else in each type.
  public var subtype: UInt8 { UInt8(truncatingIfNeeded: control >> 4 & 0xf) }

  /// It goes to the distribution system.
  public var toDistribution: Bool { control & 0x0100 != 0 }
  /// It comes from the distribution system.
  public var fromDistribution: Bool { control & 0x0200 != 0 }
  /// Fragments follow.
  public var hasMoreFragments: Bool { control & 0x0400 != 0 }
  /// It was sent before.
  public var isRetry: Bool { control & 0x0800 != 0 }
  /// The sender goes to sleep.
  public var savesPower: Bool { control & 0x1000 != 0 }
  /// More data waits for the receiver.
  public var hasMoreData: Bool { control & 0x2000 != 0 }
  /// The body is encrypted.
  public var isProtected: Bool { control & 0x4000 != 0 }
  /// The order of frames is kept.
  public var isOrdered: Bool { control & 0x8000 != 0 }

  /// Of a data frame, that it has a field for the quality of service.
  public var hasQoS: Bool { type == .data && subtype & 8 != 0 }
  /// Of a data frame, that it carries nothing.
  public var isEmpty: Bool { type == .data && subtype & 4 != 0 }

  /// How long the medium is taken, in microseconds, or an association's number; `nil` when it was not captured.
  public var duration: UInt16? { little16(Offset.duration) }

  /// The addresses, from 1 to 4 in the order in which they stand; `nil` when one was not captured.
  public func address(_ number: Int) -> MACAddress? {
    let offset = number == 4 ? Offset.address4 : Offset.address1 + 6 * (number - 1)
    guard bytes.has(6, at: offset) else { return nil }
    return MACAddress(rawValue: bytes.load48(offset))
  }

  /// The two fields of a request for a block acknowledgment behind its addresses; `nil` when they were not captured.
  public var blockControl: (control: UInt16, sequence: UInt16)? {
    guard let control = little16(Offset.address3), let sequence = little16(Offset.address3 + 2) else { return nil }
    return (control, sequence)
  }

  /// Who sent a data or management frame, in the end; `nil` when that was not captured.
  public var source: MACAddress? {
    guard type == .data, fromDistribution else { return address(2) }
    return address(toDistribution ? 4 : 3)
  }

  /// Whom a data or management frame is for, in the end; `nil` when that was not captured.
  public var destination: MACAddress? { address(type == .data && toDistribution ? 3 : 1) }

  /// Whether header length and contents are known for its type.
  public var isKnown: Bool { headerLength > 0 }

  public var headerLength: Int { (unalignedLength + alignment - 1) / alignment * alignment }

  private var unalignedLength: Int {
    switch type {
    case .management: 24
    case .control: Self.controlLength(subtype)
    case .data: (toDistribution && fromDistribution ? 30 : 24) + (hasQoS ? 2 : 0)
    case .reserved: 0
    }
  }

  private static func controlLength(_ subtype: UInt8) -> Int {
    switch subtype {
    case 8: 20
    case 7, 10, 11, 14, 15: 16
    // A block acknowledgment has a second address, but tcpdump does not count it.
    case 9, 12, 13: 10
    default: 0
    }
  }

  /// Bytes of the control field of a mesh behind a header, as an old draft had it; `nil` when it was not captured.
  func meshLength(behind length: Int) -> Int? {
    guard hasQoS else { return 0 }
    guard let flags = bytes.uint8(ifAt: length) else { return nil }
    return flags & ~3 != 0 ? 0 : 6 * (1 + Int(flags & 3))
  }

  public var next: NextProtocol {
    guard type == .data, !isEmpty, !isProtected, bytes.has(headerLength, at: 0) else { return .none }
    return .kind(.llc)
  }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("wlan.fc.type", type.rawValue, at: 0, length: 1)
    visitor.visit("wlan.fc.subtype", subtype, at: 0, length: 1)
    visitor.visit("wlan.fc.tods", .flag(toDistribution), at: 1..<2)
    visitor.visit("wlan.fc.fromds", .flag(fromDistribution), at: 1..<2)
    visitor.visit("wlan.fc.frag", .flag(hasMoreFragments), at: 1..<2)
    visitor.visit("wlan.fc.retry", .flag(isRetry), at: 1..<2)
    visitor.visit("wlan.fc.pwrmgt", .flag(savesPower), at: 1..<2)
    visitor.visit("wlan.fc.moredata", .flag(hasMoreData), at: 1..<2)
    visitor.visit("wlan.fc.protected", .flag(isProtected), at: 1..<2)
    visitor.visit("wlan.fc.order", .flag(isOrdered), at: 1..<2)
    guard let duration else { return }
    visitor.visit("wlan.duration", duration, at: Offset.duration, length: 2)
    guard let receiver = address(1) else { return }
    visitor.visit("wlan.ra", .mac(receiver), at: Offset.address1..<Offset.address2)
    guard unalignedLength >= 16, let sender = address(2) else { return }
    visitor.visit("wlan.ta", .mac(sender), at: Offset.address2..<Offset.address3)
    guard type != .control, let third = address(3), let sequence = little16(22) else { return }
    visitor.visit(toDistribution ? "wlan.da" : fromDistribution ? "wlan.sa" : "wlan.bssid", .mac(third), at: 16..<22)
    visitor.visit("wlan.frag", sequence & 0xf, at: 22, length: 2)
    visitor.visit("wlan.seq", sequence >> 4, at: 22, length: 2)
    guard unalignedLength >= 30, let fourth = address(4) else { return }
    visitor.visit("wlan.sa", .mac(fourth), at: Offset.address4..<(Offset.address4 + 6))
  }
}
