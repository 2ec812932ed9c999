public import Bytes

/// A packet of the Visual Audio Tool, or of what came before it. Source: LBL's vat, `vat/net.h` of 1992.
///
///     0            2                4
///     | vt: format | or vat: flags, conference | time
public struct VATPacket: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.vat
  public static let bindings: [Binding] = [.udpDestination(3456)]

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(2)
    self.bytes = bytes
  }

  /// The first word, by which the two are told apart.
  public var word: UInt16 { bytes.load16(0) }

  /// Whether it is one of vt.
  public var isVT: Bool { word & 0xf060 != 0 }

  /// Of vat: flags, format and sites in the high half, the conference in the low one.
  public var flagsAndConference: UInt32? { bytes.uint32(ifAt: 0) }

  /// Of vat: when the sound was taken.
  public var time: UInt32? { bytes.uint32(ifAt: 4) }

  public var headerLength: Int { 2 }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("vat.flags", word, at: 0, length: 2)
    guard !isVT, let time else { return }
    visitor.visit("vat.timestamp", time, at: 4, length: 4)
  }
}
