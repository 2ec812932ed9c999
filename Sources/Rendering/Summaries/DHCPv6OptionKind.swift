/// What the data of a DHCPv6 option are.
enum DHCPv6OptionKind: Sendable {
  case identifier, requested, message, authentication, reconfigure, addresses, domains, status, address, prefix
  case query, options, timeServer, name, text, other
  /// A number of so many bytes.
  case number(Int)
  /// So many bytes that are understood, and some that are not.
  case octets(behind: Int)
  /// So many bytes of numbers with these names, then options.
  case association(Int, [StaticString])

  /// Source: IANA's registry of DHCPv6 option codes.
  static func of(_ type: UInt16) -> Self {
    switch type {
    case 1, 2: .identifier
    case 3, 25: .association(12, [" IAID:", " T1:", " T2:"])
    case 4: .association(4, [" IAID:"])
    case 5: .address
    case 6, 43: .requested
    case 7: .number(1)
    case 8: .number(2)
    case 9: .message
    case 11: .authentication
    case 13: .status
    case 18, 38: .octets(behind: 0)
    case 19: .reconfigure
    case 21, 24: .domains
    case 22, 23, 27, 28, 31, 34, 40, 48: .addresses
    case 26: .prefix
    case 32, 46: .number(4)
    case 37: .octets(behind: 4)
    case 41, 42, 112: .text
    case 44: .query
    case 45: .options
    case 47: .octets(behind: 16)
    case 56: .timeServer
    case 64: .name
    default: .other
    }
  }

  static let names = Tokens([
    1: "client-ID", 2: "server-ID", 3: "IA_NA", 4: "IA_TA", 5: "IA_ADDR", 6: "option-request", 7: "preference",
    8: "elapsed-time", 9: "relay-message", 11: "authentication", 12: "server-unicast", 13: "status-code",
    14: "rapid-commit", 15: "user-class", 16: "vendor-class", 17: "vendor-specific-info", 18: "interface-ID",
    19: "reconfigure-message", 20: "reconfigure-accept", 21: "SIP-servers-domain", 22: "SIP-servers-address",
    23: "DNS-server", 24: "DNS-search-list", 25: "IA_PD", 26: "IA_PD-prefix", 27: "NIS-server", 28: "NIS+-server",
    29: "NIS-domain-name", 30: "NIS+-domain-name", 31: "SNTP-servers", 32: "lifetime", 33: "BCMCS-domain-name",
    34: "BCMCS-server", 36: "Geoconf-Civic", 37: "Remote-ID", 38: "Subscriber-ID", 39: "Client-FQDN",
    40: "PANA-agent", 41: "POSIX-timezone", 42: "POSIX-tz-database", 43: "Echo-request-option", 44: "Lease-query",
    45: "LQ-client-data", 46: "Clt-time", 47: "LQ-relay-data", 48: "LQ-client-link", 56: "NTP-server",
    64: "AFTR-Name", 112: "MUD-URL",
  ])

  static let statusNames = Tokens([
    0: "Success", 1: "UnspecFail", 2: "NoAddrsAvail", 3: "NoBinding", 4: "NotOnLink", 5: "UseMulticast",
    6: "NoPrefixAvail", 7: "UnknownQueryType", 8: "MalformedQuery", 9: "NotConfigured", 10: "NotAllowed",
  ])
}
