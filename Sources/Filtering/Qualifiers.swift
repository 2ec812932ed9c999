/// What stands before an address, a name or a number: `tcp src port`.
struct Qualifiers: Equatable {
  /// Which address or port of a packet.
  enum Direction: Equatable {
    case either, source, destination, both
    case address1, address2, address3, address4, receiver, transmitter
  }

  /// What kind of thing the name is.
  enum Kind: Equatable {
    case host, net, port, portRange, proto, protoChain, gateway
  }

  /// The protocol, `nil` for any.
  var proto: Keyword?
  /// `nil` when the expression does not say.
  var direction: Direction?
  /// `nil` when the expression does not say: a host.
  var kind: Kind?
  /// Where they stand.
  var range: Range<Int>
}
