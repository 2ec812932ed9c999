public import Packets

/// What is wrong with a filter expression, and where.
public struct FilterError: Error, Equatable, Sendable {
  /// What is wrong.
  public var reason: Reason
  /// Where, in UTF-8 offsets of the expression; empty at its end when something is missing there.
  public var range: Range<Int>

  /// A reason and a place.
  public init(_ reason: Reason, _ range: Range<Int>) {
    self.reason = reason
    self.range = range
  }

  /// What was looked for where something else stands.
  public enum Expectation: Equatable, Sendable {
    /// A primitive such as `host 10.0.0.1`.
    case primitive
    /// `and`, `or`, or the end.
    case connective
    /// An address, a name or a number for the qualifiers before it.
    case identifier
    /// A number.
    case number
    /// A number, or something computed from the packet.
    case arithmetic
    /// A comparison such as `=` or `>`.
    case relation
    /// `)`.
    case closingParenthesis
    /// `]`.
    case closingBracket
    /// The other of `src` and `dst`.
    case otherDirection
    /// A word.
    case word
    /// A mask such as `255.255.0.0`.
    case mask
  }

  /// What can be wrong.
  public enum Reason: Equatable, Sendable {
    /// The expression has more bytes than anyone can need.
    case expressionTooLong(maximum: Int)
    /// Parentheses, `not` or arithmetic nest deeper than this.
    case nestedTooDeeply(maximum: Int)
    /// The program would have more instructions than this.
    case programTooLong(maximum: Int)
    /// No packet can match.
    case matchesNothing
    /// No packet can match, for this term and another one exclude each other.
    case contradiction(with: Range<Int>)

    /// No token begins with this character.
    case unexpectedCharacter
    /// A number that begins with 0 is octal, and this digit is not.
    case notOctal
    /// The number does not fit into 32 bits.
    case numberTooLarge
    /// Looks like an IPv6 address, but is none.
    case badIPv6Address
    /// Looks like an Ethernet address, but is none.
    case badEthernetAddress
    /// Looks like an IPv4 address, but a part of it is greater than 255.
    case badIPv4Address

    /// Something else should stand here.
    case expected(Expectation)
    /// A word that means nothing here; what may have been meant.
    case unknownWord(suggestions: [String])
    /// A name or number without `host`, `port` or another qualifier before it.
    case noQualifier

    /// Nobody knows the host.
    case unknownHost
    /// Nobody knows an Ethernet address of the host.
    case unknownEthernetHost
    /// Nobody knows the network.
    case unknownNetwork
    /// Nobody knows the service.
    case unknownPort
    /// The service is one of another protocol.
    case portOfOtherProtocol(actual: String)
    /// Nobody knows the protocol.
    case unknownProtocol

    /// The number is greater than what the field holds.
    case valueTooLarge(maximum: UInt32)
    /// The prefix is longer than the address.
    case prefixTooLong(maximum: Int)
    /// Bits are set outside the mask.
    case bitsOutsideMask
    /// A mask goes with `net` only.
    case maskWithoutNet
    /// The name is longer than the field.
    case nameTooLong(maximum: Int)
    /// `proto[offset:size]` reads 1, 2 or 4 bytes.
    case badLoadSize
    /// Arithmetic needs more intermediate results than a program can hold.
    case arithmeticTooComplex
    /// A division by the constant 0.
    case divisionByZero
    /// A shift by 32 bits or more.
    case shiftTooLong

    /// A qualifier does not go with what follows: `tcp host`, `ip port`.
    case qualifierMismatch(qualifier: String, subject: String)
    /// `proto[...]` cannot look into this protocol.
    case notIndexable(String)
    /// The primitive needs something that the link type does not have.
    case notOnLinkType(primitive: String, LinkType)
    /// The primitive needs what only live capture knows.
    case liveOnly(primitive: String)
    /// The network's mask is not known.
    case netmaskUnknown
    /// The primitive cannot follow one that looks into an encapsulation.
    case notInside(primitive: String, encapsulation: String)
    /// The primitive exists, but has no meaning alone.
    case notAlone(String)
    /// `gateway`, which libpcap leaves out too where it knows IPv6.
    case gateway
  }
}
