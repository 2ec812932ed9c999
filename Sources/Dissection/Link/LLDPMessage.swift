public import Bytes
import Packets

/// A message of the Link Layer Discovery Protocol: a list of elements. Source: IEEE 802.1AB-2016 section 8.
///
///     0             2
///     | type:7 length:9 | value | ...
public struct LLDPMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.lldp
  public static let bindings: [Binding] = [.etherType(EtherType(rawValue: 0x88cc))]

  /// What an element tells.
  public enum ElementType {
    /// Nothing: it ends the list.
    public static let end: UInt8 = 0
    /// The system.
    public static let chassis: UInt8 = 1
    /// The port of the system.
    public static let port: UInt8 = 2
    /// For how many seconds all this holds.
    public static let timeToLive: UInt8 = 3
    /// The port, in words.
    public static let portDescription: UInt8 = 4
    /// The system's name.
    public static let systemName: UInt8 = 5
    /// The system, in words.
    public static let systemDescription: UInt8 = 6
    /// What the system can do, and what it does.
    public static let capabilities: UInt8 = 7
    /// An address to manage it at.
    public static let managementAddress: UInt8 = 8
    /// What an organisation has defined.
    public static let organization: UInt8 = 127
  }

  private let bytes: RawSpan

  /// The view; there is no fixed header.
  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) { self.bytes = bytes }

  public var headerLength: Int { bytes.byteCount }

  public func fields(into visitor: inout some FieldVisitor) {
    var elements = LLDPElements(bytes, length: bytes.byteCount)
    while let element = try? elements.next(), element.type != ElementType.end {
      visitor.visit("lldp.tlv.type", element.type, at: element.offset, length: 2)
      visitor.visit("lldp.tlv.len", UInt16(element.length), at: element.offset, length: 2)
      guard bytes.has(element.length, at: element.value.lowerBound) else { return }
      visit(element, into: &visitor)
    }
  }

  private func visit(_ element: LLDPElement, into visitor: inout some FieldVisitor) {
    let start = element.value.lowerBound
    switch element.type {
    case ElementType.chassis where element.length > 0:
      visitor.visit("lldp.chassis.subtype", bytes.load8(start), at: start, length: 1)
    case ElementType.port where element.length > 0:
      visitor.visit("lldp.port.subtype", bytes.load8(start), at: start, length: 1)
    case ElementType.timeToLive where element.length >= 2:
      visitor.visit("lldp.time_to_live", bytes.load16(start), at: start, length: 2)
    case ElementType.portDescription: visitor.visit("lldp.port.desc", .text, at: element.value)
    case ElementType.systemName: visitor.visit("lldp.tlv.system.name", .text, at: element.value)
    case ElementType.systemDescription: visitor.visit("lldp.tlv.system.desc", .text, at: element.value)
    case ElementType.capabilities where element.length >= 4:
      visitor.visit("lldp.tlv.system_cap", bytes.load16(start), at: start, length: 2)
      visitor.visit("lldp.tlv.enable_system_cap", bytes.load16(start + 2), at: start + 2, length: 2)
    case ElementType.organization where element.length >= 4:
      visitor.visit("lldp.orgtlv.oui", bytes.load24(start), at: start, length: 3)
      visitor.visit("lldp.orgtlv.subtype", bytes.load8(start + 3), at: start + 3, length: 1)
    default: break
    }
  }
}
