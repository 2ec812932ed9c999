public import Bytes

/// What stands between the name and the data of a resource record. Source: RFC 1035 section 4.1.3.
///
///     0      2       4     8        10
///     | type | class | TTL | length | data
public struct DNSRecord: Sendable {
  /// The type of a record that carries options of the message itself (RFC 6891).
  public static let optionType: UInt16 = 41

  /// Bytes from the type to the data.
  public static let headerLength = 10

  /// What the data are.
  public var type: UInt16
  /// 1 for the internet; in multicast DNS the high bit is a flag; in an OPT record the sender's UDP payload size.
  public var recordClass: UInt16
  /// Seconds that it may be kept; in an OPT record extended result, version and flags.
  public var timeToLive: UInt32
  /// Where the data are in the message; they may reach beyond what was captured.
  public var data: Range<Int>

  /// The record whose name ends at `offset`.
  ///
  /// - Throws: `Truncation` when the data's length was not captured.
  public init(_ message: RawSpan, at offset: Int) throws(Truncation) {
    try message.require(Self.headerLength, at: offset)
    type = message.load16(offset)
    recordClass = message.load16(offset + 2)
    timeToLive = message.load32(offset + 4)
    let start = offset + Self.headerLength
    data = start..<(start + Int(message.load16(offset + 8)))
  }
}
