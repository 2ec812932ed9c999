public import Bytes
import Packets

/// A Multipath TCP option, from its subtype on. Source: RFC 8684 section 3, RFC 6824 section 3.
///
/// Its bytes are those behind the length octet of a TCP option, all of them.
public struct MPTCPOption: ~Escapable {
  private enum Offset {
    static let subtype = 0
    static let flags = 1
    static let identifier = 1
    static let body = 2
  }

  private let bytes: RawSpan

  /// - Throws: `Truncation` when not even the subtype is there.
  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(1)
    self.bytes = bytes
  }

  /// Bytes of the whole option, its kind and length octets included.
  public var length: Int { bytes.byteCount + 2 }

  /// 0 capable, 1 join, 2 data sequence signal, 3 add address, 4 remove address, 5 priority, 6 fail, 7 fast close.
  public var subtype: UInt8 { bytes.load8(Offset.subtype) >> 4 }

  /// The four bits behind the subtype: the version, the echo bit or the backup bit.
  public var low: UInt8 { bytes.load8(Offset.subtype) & 0x0f }

  /// The second octet: flags of a capable option and a data sequence signal.
  public var flags: UInt8? { bytes.uint8(ifAt: Offset.flags) }

  /// The second octet as the identifier of an address.
  public var identifier: UInt8? { bytes.uint8(ifAt: Offset.identifier) }

  /// What stands behind the first two octets.
  public var body: RawSpan {
    @_lifetime(copy self) get { bytes.suffix(from: Offset.body) }
  }

  /// The identifiers of the addresses that a remove-address option takes away.
  public var identifiers: RawSpan {
    @_lifetime(copy self) get { bytes.suffix(from: Offset.identifier) }
  }
}

extension MPTCPOption {
  /// What a data sequence signal has behind its flags: which parts are there, its flags tell.
  public struct DataSequence: ~Escapable {
    private let bytes: RawSpan
    private let flags: UInt8

    /// The parts of a signal with these flags.
    @_lifetime(copy bytes)
    public init(_ bytes: RawSpan, flags: UInt8) {
      self.bytes = bytes
      self.flags = flags
    }

    /// Whether no data follow on the connection.
    public var isFinal: Bool { flags & 0x10 != 0 }
    /// Whether it acknowledges data.
    public var hasAcknowledgment: Bool { flags & 0x01 != 0 }
    /// Whether it maps data onto the connection's sequence numbers.
    public var hasMapping: Bool { flags & 0x04 != 0 }

    private var acknowledgmentLength: Int { hasAcknowledgment ? (flags & 0x02 != 0 ? 8 : 4) : 0 }
    private var sequenceLength: Int { flags & 0x08 != 0 ? 8 : 4 }
    private var mapping: Int { acknowledgmentLength }
    private var subflow: Int { mapping + sequenceLength }

    /// The connection's next expected byte; `nil` when it does not fit in.
    public var acknowledgment: UInt64? { integer(acknowledgmentLength, at: 0) }
    /// Where the data stand on the connection; `nil` when it does not fit in.
    public var sequence: UInt64? { integer(sequenceLength, at: mapping) }
    /// Where they stand on the subflow; `nil` when it does not fit in.
    public var subflowSequence: UInt32? { bytes.uint32(ifAt: subflow) }
    /// How many bytes they are; `nil` when it does not fit in.
    public var dataLength: UInt16? { bytes.uint16(ifAt: subflow + 4) }
    /// The checksum over them; `nil` when there is none.
    public var checksum: UInt16? { bytes.uint16(ifAt: subflow + 6) }

    /// Bytes that the parts do not account for, a checksum taken for one.
    public var excess: Int {
      guard hasMapping else { return bytes.byteCount - acknowledgmentLength }
      let rest = bytes.byteCount - subflow - 6
      return rest >= 2 ? rest - 2 : rest
    }

    private func integer(_ length: Int, at offset: Int) -> UInt64? {
      length == 8 ? bytes.uint64(ifAt: offset) : bytes.uint32(ifAt: offset).map(UInt64.init)
    }
  }
}
