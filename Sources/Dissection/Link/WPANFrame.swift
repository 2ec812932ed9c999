public import Bytes
import Packets

/// A frame of IEEE 802.15.4. Source: IEEE 802.15.4-2015 section 7.2. Integers are little-endian.
///
///     0               2          3
///     | frame control | sequence | destination PAN | destination | source PAN | source | security | elements | payload
///
///     | source mode:2 version:2 destination mode:2 elements:1 no sequence:1 | 0 compressed:1 ack:1 more:1 secure:1 type:3
public struct WPANFrame: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.wpan
  public static let bindings: [Binding] = [.linkType(.ieee802154), .linkType(.ieee802154Nofcs)]

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(2)
    self.bytes = bytes
  }

  /// The frame control field.
  public var control: UInt16 { bytes.load16(0).byteSwapped }

  /// 0 beacon, 1 data, 2 acknowledgment, 3 command, 5 multipurpose, 6 fragment, 7 extended.
  public var type: UInt8 { UInt8(truncatingIfNeeded: control & 7) }

  /// The version: 2 for those of 2015.
  public var version: UInt8 { UInt8(truncatingIfNeeded: control >> 12 & 3) }

  /// Whether there is no sequence number.
  public var omitsSequence: Bool { control & 0x100 != 0 }

  /// The sequence number; `nil` without one, or when it was not captured.
  public var sequenceNumber: UInt8? { omitsSequence ? nil : bytes.uint8(ifAt: 2) }

  /// Bytes of an address by its mode; `nil` for one that is reserved.
  public static func addressLength(_ mode: UInt16) -> Int? {
    switch mode & 3 {
    case 0: 0
    case 2: 2
    case 3: 8
    default: nil
    }
  }

  /// Which of the two network numbers there are, by the lengths of the addresses.
  public func hasNetworks(destination: Int, source: Int) -> (destination: Bool, source: Bool) {
    let isCompressed = control & 0x40 != 0
    if version >= 2, isCompressed {
      if destination == 0, source == 0 { return (true, false) }
      if destination == 0 || source == 0 || (destination == 8 && source == 8) { return (false, false) }
    }
    var hasSource = !isCompressed && source > 0
    // Two long addresses have one network; so has, as some have it, a long one behind a short one.
    if version >= 2, !isCompressed, source == 8, destination == 8 || destination == 2 { hasSource = false }
    return (destination > 0, hasSource)
  }

  public var headerLength: Int { omitsSequence ? 2 : 3 }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("wpan.frame_type", type, at: 0, length: 1)
    visitor.visit("wpan.security", .flag(control & 8 != 0), at: 0..<1)
    visitor.visit("wpan.pending", .flag(control & 0x10 != 0), at: 0..<1)
    visitor.visit("wpan.ack_request", .flag(control & 0x20 != 0), at: 0..<1)
    visitor.visit("wpan.pan_id_compression", .flag(control & 0x40 != 0), at: 0..<1)
    visitor.visit("wpan.version", version, at: 1, length: 1)
    if let sequenceNumber { visitor.visit("wpan.seq_no", sequenceNumber, at: 2, length: 1) }
  }
}
