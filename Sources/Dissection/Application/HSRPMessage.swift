public import Bytes

/// A message of Cisco's Hot Standby Router Protocol. Source: RFC 2281 section 5.1.
///
///     0         1        2       3       4      5          6       7          8                16
///     | version | opcode | state | hello | hold | priority | group | reserved | authentication | virtual address
public struct HSRPMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.hsrp
  public static let bindings: [Binding] = [.udpDestination(1985)]

  /// Bytes of the fixed header.
  public static let fixedLength = 20

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Self.fixedLength)
    self.bytes = bytes
  }

  /// The version, 0.
  public var version: UInt8 { bytes.load8(0) }

  /// 0 hello, 1 coup, 2 resign.
  public var opcode: UInt8 { bytes.load8(1) }

  /// The state of the sender: 16 active.
  public var state: UInt8 { bytes.load8(2) }

  /// Seconds between hellos.
  public var helloTime: UInt8 { bytes.load8(3) }

  /// Seconds that a hello holds.
  public var holdTime: UInt8 { bytes.load8(4) }

  /// The sender's priority.
  public var priority: UInt8 { bytes.load8(5) }

  /// The number of the group.
  public var group: UInt8 { bytes.load8(6) }

  /// 0.
  public var reserved: UInt8 { bytes.load8(7) }

  /// The address that the group serves.
  public var virtualAddress: UInt32 { bytes.load32(16) }

  public var headerLength: Int { Self.fixedLength }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("hsrp.version", version, at: 0, length: 1)
    visitor.visit("hsrp.opcode", opcode, at: 1, length: 1)
    visitor.visit("hsrp.state", state, at: 2, length: 1)
    visitor.visit("hsrp.hellotime", helloTime, at: 3, length: 1)
    visitor.visit("hsrp.holdtime", holdTime, at: 4, length: 1)
    visitor.visit("hsrp.priority", priority, at: 5, length: 1)
    visitor.visit("hsrp.group", group, at: 6, length: 1)
    visitor.visit("hsrp.reserved", reserved, at: 7, length: 1)
    visitor.visit("hsrp.virt_ip", virtualAddress, at: 16, length: 4)
  }
}
