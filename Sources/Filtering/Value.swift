/// A number computed from a packet. All arithmetic is of 32 bits without signs and wraps.
indirect enum Value: Hashable, Sendable {
  /// Bytes that a load reads, most significant first.
  enum Size: Int, Hashable, Sendable {
    case byte = 1
    case half = 2
    case word = 4
  }

  case constant(UInt32)
  /// Bytes the packet had on the wire.
  case length
  /// Bytes at an offset, added to a computed one if there is one. Bytes that were not captured refuse the packet.
  case load(Size, base: Value?, offset: UInt32)
  /// Four times the low nibble of the byte at an offset: the length of an IPv4 header.
  case headerLength(UInt32)
  case operation(ArithmeticOperator, Value, Value)
  case negated(Value)
  /// A number computed before and kept.
  case slot(Slot)
  /// The last protocol of a chain of IP headers, see `ProtocolChain`.
  case chain(ProtocolChain)
}

/// Where a number is kept that several parts of a program need.
enum Slot: Hashable, Sendable {
  /// The length of what precedes the link header: a radio header.
  case linkHeader
  /// Where the link header of a variable length ends.
  case linkPayload
  /// What a tunnel's check found, by number.
  case tunnel(Int)
  /// Where nothing is ever kept: 0.
  case empty
}
