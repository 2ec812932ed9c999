/// What stands before an address, a name or a number: `tcp src port`.
struct Qualifiers: Equatable {
  /// Which address or port of a packet.
  enum Direction: String, Equatable {
    case either = "src or dst"
    case source = "src"
    case destination = "dst"
    case both = "src and dst"
    case address1 = "addr1"
    case address2 = "addr2"
    case address3 = "addr3"
    case address4 = "addr4"
    case receiver = "ra"
    case transmitter = "ta"
  }

  /// What kind of thing the name is.
  enum Kind: String, Equatable {
    case host, net, port, proto, gateway
    case portRange = "portrange"
    case protoChain = "protochain"
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
