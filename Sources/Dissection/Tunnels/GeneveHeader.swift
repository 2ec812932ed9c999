public import Bytes
public import Packets

/// A Geneve header: anything that has an EtherType, over UDP. Source: RFC 8926 section 3.4.
///
///     0                     1       2      4     7          8
///     | version:2 options:6 | flags | type | VNI | reserved | options
public struct GeneveHeader: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.geneve
  public static let bindings: [Binding] = [.udpPort(6081)]

  private enum Offset {
    static let versionAndLength = 0
    static let flags = 1
    static let type = 2
    static let network = 4
    static let reserved = 7
    static let options = 8
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.options)
    self.bytes = bytes
  }

  /// 0.
  public var version: UInt8 { bytes.load8(Offset.versionAndLength) >> 6 }

  /// Bytes of options.
  public var optionsLength: Int { Int(bytes.load8(Offset.versionAndLength) & 0x3f) * 4 }

  /// The flags as they stand: 0x80 control, 0x40 critical options.
  public var flags: UInt8 { bytes.load8(Offset.flags) }

  /// What it carries.
  public var type: EtherType { EtherType(rawValue: bytes.load16(Offset.type)) }

  /// The virtual network identifier.
  public var network: UInt32 { bytes.load24(Offset.network) }

  /// 0, unless a later standard gives it a meaning.
  public var reserved: UInt8 { bytes.load8(Offset.reserved) }

  /// The options as far as they were captured.
  public var options: RawSpan {
    @_lifetime(copy self) get { bytes.prefix(optionsLength, from: Offset.options) }
  }

  public var headerLength: Int { Offset.options + optionsLength }

  /// Tags are not looked for behind it.
  public var next: NextProtocol {
    switch type {
    case .transparentEthernet: .kind(.ethernet)
    case .vlan, .serviceVLAN, .qinq, .macsec: .none
    default: .at(.etherType(type))
    }
  }

  public var isMalformed: Bool { version != 0 }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("geneve.version", version, at: Offset.versionAndLength, length: 1)
    visitor.visit("geneve.flags", flags, at: Offset.flags, length: 1)
    visitor.visit("geneve.proto_type", type.rawValue, at: Offset.type, length: 2)
    visitor.visit("geneve.vni", network, at: Offset.network, length: 3)
    visitor.visit("geneve.reserved", reserved, at: Offset.reserved, length: 1)
  }
}

extension GeneveHeader {
  /// A header that was cut.
  public struct Partial: ~Escapable {
    private let bytes: RawSpan

    /// Whatever there is of the header.
    @_lifetime(copy bytes)
    public init(_ bytes: RawSpan) { self.bytes = bytes }

    /// 0.
    public var version: UInt8? { bytes.uint8(ifAt: Offset.versionAndLength).map { $0 >> 6 } }
  }
}

/// The fixed part of a Geneve option. Source: RFC 8926 section 3.5.
///
///     0       2      3                    4
///     | class | type | reserved:3 length:5 | data
public struct GeneveOption: Sendable {
  /// Who defines the type.
  public var optionClass: UInt16
  /// What it is; 0x80 says that who does not know it must drop the packet.
  public var type: UInt8
  /// Bytes of it, the fixed part included.
  public var length: Int

  /// The option that begins at `offset`. - Throws: `Truncation` when its fixed part was not captured.
  public init(_ bytes: RawSpan, at offset: Int) throws(Truncation) {
    optionClass = try bytes.uint16(at: offset)
    type = try bytes.uint8(at: offset + 2)
    length = 4 + Int(try bytes.uint8(at: offset + 3) & 0x1f) * 4
  }

  /// Whether who does not know it must drop the packet.
  public var isCritical: Bool { type & 0x80 != 0 }
}
