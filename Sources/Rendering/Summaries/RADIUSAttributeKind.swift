/// What an attribute of RADIUS is called in a line, and what its value is. Source: IANA's registry of RADIUS types.
struct RADIUSAttributeKind: Sendable {
  enum Format: Sendable {
    case none, text, number, address, address6, prefix6, vendor, time, features, homePrefix, operatorName, location
    case locationData, policy, special
  }

  let name: StaticString
  let format: Format

  /// The attribute of a type.
  static func of(_ type: UInt8) -> Self { table[Int(type)] }

  private static let table: [Self] = {
    var table = [Self](repeating: Self(name: "Unknown", format: .none), count: 256)
    for (format, names) in known {
      for (type, name) in names { table[Int(type)] = Self(name: name, format: format) }
    }
    return table
  }()

  private static let known: [(Format, [(UInt8, StaticString)])] = [
    (
      .text,
      [
        (1, "User-Name"), (11, "Filter-Id"), (18, "Reply-Message"), (19, "Callback-Number"), (20, "Callback-Id"),
        (22, "Framed-Route"), (24, "State"), (25, "Class"), (30, "Called-Station-Id"), (31, "Calling-Station-Id"),
        (32, "NAS-Identifier"), (33, "Proxy-State"), (34, "Login-LAT-Service"), (35, "Login-LAT-Node"),
        (36, "Login-LAT-Group"), (39, "Framed-AppleTalk-Zone"), (44, "Acct-Session-Id"),
        (50, "Acct-Multi-Session-Id"), (58, "Egress-VLAN-Name"), (60, "CHAP-Challenge"), (63, "Login-LAT-Port"),
        (66, "Tunnel-Client-Endpoint"), (67, "Tunnel-Server-Endpoint"), (68, "Acct-Tunnel-Connection"),
        (69, "Tunnel-Password"), (73, "ARAP-Security"), (74, "ARAP-Security-Data"), (77, "Connect-Info"),
        (78, "Configuration-Token"), (79, "EAP-Message"), (80, "Message-Authenticator"),
        (81, "Tunnel-Private-Group-ID"), (82, "Tunnel-Assignment-ID"), (87, "NAS-Port-Id"), (88, "Framed-Pool"),
        (89, "CUI"), (90, "Tunnel-Client-Auth-ID"), (91, "Tunnel-Server-Auth-ID"), (92, "NAS-Filter-Rule"),
        (99, "Framed-IPv6-Route"), (100, "Framed-IPv6-Pool"), (103, "Digest-Response"), (104, "Digest-Realm"),
        (105, "Digest-Nonce"), (106, "Digest-Response-Auth"), (107, "Digest-Nextnonce"), (108, "Digest-Method"),
        (109, "Digest-URI"), (110, "Digest-Qop"), (111, "Digest-Algorithm"), (112, "Digest-Entity-Body-Hash"),
        (113, "Digest-CNonce"), (114, "Digest-Nonce-Count"), (115, "Digest-Username"), (116, "Digest-Opaque"),
        (117, "Digest-Auth-Param"), (118, "Digest-AKA-Auts"), (119, "Digest-Domain"), (120, "Digest-Stale"),
        (121, "Digest-HA1"), (122, "SIP-AOR"),
      ]
    ),
    (
      .none,
      [
        (2, "User-Password"), (3, "CHAP-Password"), (17, "Unassigned"), (21, "Unassigned"), (54, "Unassigned"),
        (59, "User-Priority-Table"), (93, "Unassigned"), (94, "Originating-Line-Info"), (96, "Framed-Interface-ID"),
        (102, "EAP-Key-Name"),
      ]
    ),
    (
      .address,
      [
        (4, "NAS-IP-Address"), (8, "Framed-IP-Address"), (9, "Framed-IP-Netmask"), (14, "Login-IP-Host"),
      ]
    ),
    (
      .number,
      [
        (5, "NAS-Port"), (6, "Service-Type"), (7, "Framed-Protocol"), (10, "Framed-Routing"), (12, "Framed-MTU"),
        (13, "Framed-Compression"), (15, "Login-Service"), (16, "Login-TCP-Port"), (23, "Framed-IPX-Network"),
        (27, "Session-Timeout"), (28, "Idle-Timeout"), (29, "Termination-Action"), (37, "Framed-AppleTalk-Link"),
        (38, "Framed-AppleTalk-Network"), (40, "Acct-Status-Type"), (41, "Acct-Delay-Time"),
        (42, "Acct-Input-Octets"), (43, "Acct-Output-Octets"), (45, "Acct-Authentic"), (46, "Acct-Session-Time"),
        (47, "Acct-Input-Packets"), (48, "Acct-Output-Packets"), (49, "Acct-Terminate-Cause"),
        (51, "Acct-Link-Count"), (52, "Acct-Input-Gigawords"), (53, "Acct-Output-Gigawords"), (56, "Egress-VLANID"),
        (57, "Ingress-Filters"), (61, "NAS-Port-Type"), (62, "Port-Limit"), (64, "Tunnel-Type"),
        (65, "Tunnel-Medium-Type"), (72, "ARAP-Zone-Access"), (75, "Password-Retry"), (76, "Prompt"),
        (83, "Tunnel-Preference"), (85, "Acct-Interim-Interval"), (86, "Acct-Tunnel-Packets-Lost"),
      ]
    ),
    (
      .vendor,
      [
        (26, "Vendor-Specific")
      ]
    ),
    (
      .time,
      [
        (55, "Event-Timestamp")
      ]
    ),
    (
      .special,
      [
        (70, "ARAP-Password"), (71, "ARAP-Features"), (84, "ARAP-Challenge-Response"), (101, "Error-Cause"),
      ]
    ),
    (
      .address6,
      [
        (95, "NAS-IPv6-Address"), (98, "Login-IPv6-Host"),
      ]
    ),
    (
      .prefix6,
      [
        (97, "Framed-IPv6-Prefix"), (123, "Delegated-IPv6-Prefix"),
      ]
    ),
    (
      .features,
      [
        (124, "MIP6-Feature-Vector")
      ]
    ),
    (
      .homePrefix,
      [
        (125, "MIP6-Home-Link-Prefix")
      ]
    ),
    (
      .operatorName,
      [
        (126, "Operator-Name")
      ]
    ),
    (
      .location,
      [
        (127, "Location-Information")
      ]
    ),
    (
      .locationData,
      [
        (128, "Location-Data")
      ]
    ),
    (
      .policy,
      [
        (129, "Basic-Location-Policy-Rules")
      ]
    ),
  ]
}
