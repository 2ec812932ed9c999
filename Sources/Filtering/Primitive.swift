/// The smallest expressions.
enum Primitive: Equatable {
  /// A protocol's name alone: `tcp`.
  case proto(Keyword)
  /// Qualifiers and what they qualify: `src host 10.0.0.1`.
  case qualified(Qualifiers, Identifier)
  /// `ip[0] & 0xf > 5`.
  case relation(Arithmetic, Relation, Arithmetic)
  /// `broadcast`, of a protocol or of the link.
  case broadcast(Keyword?)
  /// `multicast`, of a protocol or of the link.
  case multicast(Keyword?)
  /// `less 100`: at most so many bytes.
  case less(UInt32)
  /// `greater 100`: at least so many bytes.
  case greater(UInt32)
  /// `byte 0 = 1`.
  case byte(UInt32, ByteOperator, UInt32)
  case inbound
  case outbound
  case ifindex(UInt32)
  case vlan(UInt32?)
  case mpls(UInt32?)
  case pppoed
  case pppoes(UInt32?)
  case geneve(UInt32?)
  /// `llc`, with a kind of frame or a name of one.
  case llc(String?)
  /// `type`, `subtype` or `dir` of 802.11.
  case wlan(WLANMatch)
  /// A PF log field: `ifname`, `ruleset`, `reason`, `action` by name.
  case firewallName(Keyword, String)
  /// A PF log field: `rulenum`, `subrulenum`, `reason` by number.
  case firewallNumber(Keyword, UInt32)
  /// An ATM or SS7 kind of traffic: `oam`, `fisu`.
  case trafficKind(Keyword)
  /// An ATM or SS7 field compared with a number: `vpi > 3`.
  case field(Keyword, Relation, UInt32)
  /// An ATM or SS7 field compared with several: `vci (5 or 16)`.
  case fieldList(Keyword, [UInt32])

  /// What `byte` can do.
  enum ByteOperator: String, Equatable {
    case and = "&"
    case or = "|"
    case less = "<"
    case greater = ">"
    case equal = "="
  }
}
