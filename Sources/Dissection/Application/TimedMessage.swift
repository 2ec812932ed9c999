public import Bytes

/// A message of Berkeley's time synchronisation protocol. Source: Gusella and Zatti, "TSP: The Time Synchronization
/// Protocol for UNIX 4.3BSD".
///
///     0      1         2          4                                            12
///     | type | version | sequence | seconds and microseconds, or a hop count | name, ended by a zero
public struct TimedMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.timed
  public static let bindings: [Binding] = [.udpPort(525)]

  /// Where the sender's name stands.
  public static let nameOffset = 12
  /// Bytes that the name may have, the zero included.
  public static let nameLength = 256

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(1)
    self.bytes = bytes
  }

  /// What it asks or says: 1 and 5 have a time, 24 has a hop count.
  public var type: UInt8 { bytes.load8(0) }

  /// The version of the protocol.
  public var version: UInt8? { bytes.uint8(ifAt: 1) }

  /// The number of the message.
  public var sequence: UInt16? { bytes.uint16(ifAt: 2) }

  /// How often the message was passed on.
  public var hopCount: UInt8? { bytes.uint8(ifAt: 4) }

  /// Seconds of the time.
  public var seconds: Int32? { bytes.uint32(ifAt: 4).map { Int32(bitPattern: $0) } }

  /// Microseconds of the time; less than 0 is malformed.
  public var microseconds: Int32? { bytes.uint32(ifAt: 8).map { Int32(bitPattern: $0) } }

  /// The sender's name and what is behind it.
  public var name: RawSpan { @_lifetime(copy self) get { bytes.prefix(Self.nameLength, from: Self.nameOffset) } }

  public var headerLength: Int { 1 }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("tsp.type", type, at: 0, length: 1)
    if let version { visitor.visit("tsp.version", version, at: 1, length: 1) }
    if let sequence { visitor.visit("tsp.sequence", sequence, at: 2, length: 2) }
    if type == 24 {
      if let hopCount { visitor.visit("tsp.hopcnt", hopCount, at: 4, length: 1) }
    } else if let seconds = bytes.uint32(ifAt: 4), let microseconds = bytes.uint32(ifAt: 8) {
      visitor.visit("tsp.sec", seconds, at: 4, length: 4)
      visitor.visit("tsp.usec", microseconds, at: 8, length: 4)
    }
  }
}
