public import Bytes
import Packets

/// The header of frames and fragments on a bundle of Frame Relay links. Source: FRF.16.1 section 3.
///
///     0                                              1              2
///     | begin:1 end:1 control:1 sequence:4 last:1    | sequence     | Frame Relay header, or the next fragment
///     | 1       1     1         0                    | 0            | type, then elements: type, length, value
public struct MultilinkFrameRelayHeader: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.multilinkFrameRelay
  public static let bindings: [Binding] = [.linkType(.mfr)]

  /// The bits that say what a frame is.
  public static let flagMask: UInt8 = 0xe0

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(4)
    self.bytes = bytes
  }

  /// Begin, end, control: the three highest bits.
  public var flags: UInt8 { bytes.load8(0) & Self.flagMask }

  /// The number of a fragment.
  public var sequenceNumber: UInt16 { UInt16(bytes.load8(0) & 0x1e) << 7 | UInt16(bytes.load8(1)) }

  /// Whether it is a message that controls the bundle.
  public var isControl: Bool { flags == Self.flagMask && bytes.load8(1) == 0 }

  /// Whether a Frame Relay header follows: in a whole frame and in the first fragment.
  public var isFirst: Bool { flags == 0xc0 || flags == 0x80 }

  /// What a control message is.
  public var messageType: UInt8 { bytes.load8(2) }

  public var headerLength: Int { isControl ? 3 : isFirst ? 2 : 0 }

  public var next: NextProtocol { isFirst ? .kind(.frameRelay) : .none }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("mlfr.flags", flags, at: 0, length: 1)
    if isControl {
      visitor.visit("mlfr.type", messageType, at: 2, length: 1)
    } else {
      visitor.visit("mlfr.seq", sequenceNumber, at: 0, length: 2)
    }
  }
}
