/// What a term of a filter expression is about.
public enum FilterTerm: Equatable, Sendable {
  /// What a name stands for.
  public enum Kind: Equatable, Sendable {
    case host, network, port, portRange, protocolNumber, protocolChain, gateway
  }

  /// Which end of a packet's way is meant.
  public enum Side: Equatable, Sendable {
    case either, source, destination, both
    /// One of the addresses of an 802.11 header, by its name.
    case address(String)
  }

  /// Packets of a protocol.
  case packets(of: String)
  /// Packets from or to somebody; the protocol, `nil` for any that has such names.
  case endpoint(Kind, name: String, Side, in: String?)
  /// A comparison of numbers.
  case comparison
  /// Packets of at most so many bytes.
  case atMost(UInt32)
  /// Packets of at least so many bytes.
  case atLeast(UInt32)
  /// Packets to everybody, of a protocol or on the link.
  case broadcast(String?)
  /// Packets to a group, of a protocol or on the link.
  case multicast(String?)
  /// Packets in an encapsulation, with a number or any; what follows is looked for inside.
  case encapsulation(String, number: UInt32?)
  case inbound
  case outbound
  /// What only one kind of link has.
  case linkSpecific
}

extension Primitive {
  /// What it is about.
  var term: FilterTerm {
    switch self {
    case .proto(let keyword): .packets(of: keyword.rawValue)
    case .qualified(let qualifiers, let identifier):
      .endpoint(
        qualifiers.termKind, name: identifier.description, qualifiers.termSide, in: qualifiers.proto?.rawValue)
    case .relation, .byte: .comparison
    case .broadcast(let keyword): .broadcast(keyword?.rawValue)
    case .multicast(let keyword): .multicast(keyword?.rawValue)
    case .less(let length): .atMost(length)
    case .greater(let length): .atLeast(length)
    case .inbound: .inbound
    case .outbound: .outbound
    case .vlan(let number): .encapsulation("vlan", number: number)
    case .mpls(let number): .encapsulation("mpls", number: number)
    case .pppoes(let number): .encapsulation("pppoes", number: number)
    case .geneve(let number): .encapsulation("geneve", number: number)
    case .pppoed: .packets(of: "pppoed")
    case .ifindex, .llc, .wlan, .firewallName, .firewallNumber, .trafficKind, .field, .fieldList: .linkSpecific
    }
  }
}

extension Qualifiers {
  fileprivate var termKind: FilterTerm.Kind {
    switch kind {
    case nil, .host: .host
    case .net: .network
    case .port: .port
    case .portRange: .portRange
    case .proto: .protocolNumber
    case .protoChain: .protocolChain
    case .gateway: .gateway
    }
  }

  fileprivate var termSide: FilterTerm.Side {
    switch direction {
    case nil, .either: .either
    case .source: .source
    case .destination: .destination
    case .both: .both
    case let other?: .address(other.rawValue)
    }
  }
}
