/// Names of the values of RADIUS attributes that stand for something.
enum RADIUSValueNames {
  /// The names by the type of the attribute. Source: IANA's registry of RADIUS types.
  static let byType: [UInt8: Tokens] = [
    6: Tokens([
      1: "Login", 2: "Framed", 3: "Callback Login", 4: "Callback Framed", 5: "Outbound", 6: "Administrative",
      7: "NAS Prompt", 8: "Authenticate Only", 9: "Callback NAS Prompt", 10: "Call Check",
      11: "Callback Administrative", 12: "Voice", 13: "Fax", 14: "Modem Relay", 15: "IAPP-Register",
      16: "IAPP-AP-Check", 17: "Authorize Only", 18: "Framed-Management", 19: "Additional-Authorization",
    ]),
    7: Tokens([
      1: "PPP", 2: "SLIP", 3: "ARAP", 4: "Gandalf proprietary", 5: "Xylogics IPX/SLIP", 6: "X.75 Synchronous",
      7: "GPRS PDP Context",
    ]),
    10: Tokens([
      0: "None", 1: "Send", 2: "Listen", 3: "Send&Listen",
    ]),
    13: Tokens([
      0: "None", 1: "VJ TCP/IP", 2: "IPX", 3: "Stac-LZS",
    ]),
    15: Tokens([
      0: "Telnet", 1: "Rlogin", 2: "TCP Clear", 3: "PortMaster(proprietary)", 4: "LAT", 5: "X.25-PAD",
      6: "X.25-T3POS", 7: "Unassigned", 8: "TCP Clear Quiet",
    ]),
    29: Tokens([
      0: "Default", 1: "RADIUS-Request",
    ]),
    40: Tokens([
      1: "Start", 2: "Stop", 3: "Interim-Update", 4: "Unassigned", 5: "Unassigned", 6: "Unassigned",
      7: "Accounting-On", 8: "Accounting-Off", 9: "Tunnel-Start", 10: "Tunnel-Stop", 11: "Tunnel-Reject",
      12: "Tunnel-Link-Start", 13: "Tunnel-Link-Stop", 14: "Tunnel-Link-Reject", 15: "Failed",
    ]),
    45: Tokens([
      1: "RADIUS", 2: "Local", 3: "Remote", 4: "Diameter",
    ]),
    49: Tokens([
      1: "User Request", 2: "Lost Carrier", 3: "Lost Service", 4: "Idle Timeout", 5: "Session Timeout",
      6: "Admin Reset", 7: "Admin Reboot", 8: "Port Error", 9: "NAS Error", 10: "NAS Request", 11: "NAS Reboot",
      12: "Port Unneeded", 13: "Port Preempted", 14: "Port Suspended", 15: "Service Unavailable", 16: "Callback",
      17: "User Error", 18: "Host Request", 19: "Supplicant Restart", 20: "Reauthentication Failure",
      21: "Port Reinitialized", 22: "Port Administratively Disabled", 23: "Lost Power",
    ]),
    57: Tokens([
      1: "Enabled", 2: "Disabled",
    ]),
    61: Tokens([
      0: "Async", 1: "Sync", 2: "ISDN Sync", 3: "ISDN Async V.120", 4: "ISDN Async V.110", 5: "Virtual", 6: "PIAFS",
      7: "HDLC Clear Channel", 8: "X.25", 9: "X.75", 10: "G.3 Fax", 11: "SDSL", 12: "ADSL-CAP", 13: "ADSL-DMT",
      14: "ISDN-DSL", 15: "Ethernet", 16: "xDSL", 17: "Cable", 18: "Wireless - Other", 19: "Wireless - IEEE 802.11",
      20: "Token-Ring", 21: "FDDI", 22: "Wireless - CDMA200", 23: "Wireless - UMTS", 24: "Wireless - 1X-EV",
      25: "IAPP", 26: "FTTP", 27: "Wireless - IEEE 802.16", 28: "Wireless - IEEE 802.20",
      29: "Wireless - IEEE 802.22", 30: "PPPoA", 31: "PPPoEoA", 32: "PPPoEoE", 33: "PPPoEoVLAN", 34: "PPPoEoQinQ",
      35: "xPON", 36: "Wireless - XGP", 37: "WiMAX Pre-Release 8 IWK Function", 38: "WIMAX-WIFI-IWK",
      39: "WIMAX-SFF", 40: "WIMAX-HA-LMA", 41: "WIMAX-DHCP", 42: "WIMAX-LBS", 43: "WIMAX-WVS",
    ]),
    64: Tokens([
      1: "PPTP", 2: "L2F", 3: "L2TP", 4: "ATMP", 5: "VTP", 6: "AH", 7: "IP-IP", 8: "MIN-IP-IP", 9: "ESP", 10: "GRE",
      11: "DVS", 12: "IP-in-IP Tunneling", 13: "VLAN",
    ]),
    65: Tokens([
      1: "IPv4", 2: "IPv6", 3: "NSAP", 4: "HDLC", 5: "BBN 1822", 6: "802", 7: "E.163", 8: "E.164", 9: "F.69",
      10: "X.121", 11: "IPX", 12: "Appletalk", 13: "Decnet IV", 14: "Banyan Vines", 15: "E.164 with NSAP subaddress",
    ]),
    72: Tokens([
      1: "Only access to dfl zone", 2: "Use zone filter inc.", 3: "Not used", 4: "Use zone filter exc.",
    ]),
    76: Tokens([
      0: "No Echo", 1: "Echo",
    ]),
  ]

  /// The causes in an Error-Cause attribute. Source: RFC 5176 section 3.5, RFC 5580 section 5.
  static let errorCauses = Tokens([
    201: "Residual Session Context Removed", 202: "Invalid EAP Packet (Ignored)", 401: "Unsupported Attribute",
    402: "Missing Attribute", 403: "NAS Identification Mismatch", 404: "Invalid Request", 405: "Unsupported Service",
    406: "Unsupported Extension", 407: "Invalid Attribute Value", 501: "Administratively Prohibited",
    502: "Request Not Routable (Proxy)", 503: "Session Context Not Found", 504: "Session Context Not Removable",
    505: "Other Proxy Processing Error", 506: "Resources Unavailable", 507: "Request Initiated",
    508: "Multiple Session Selection Unsupported", 509: "Location Info Required",
  ])

  /// The bits of a MIP6-Feature-Vector attribute, the low ones first. Source: RFC 5447 section 4.2.5, RFC 5779.
  static let features: [(bit: Int, name: StaticString)] = [
    (0, "MIP6_INTEGRATED"), (1, "LOCAL_HOME_AGENT_ASSIGNMENT"), (40, "PMIP6_SUPPORTED"), (41, "IP4_HOA_SUPPORTED"),
    (42, "LOCAL_MAG_ROUTING_SUPPORTED"), (43, "ASSIGN_LOCAL_IP"), (44, "MIP4_SUPPORTED"),
    (45, "OPTIMIZED_IDLE_MODE_MOBILITY"), (46, "GTPv2_SUPPORTED"), (47, "IP4_TRANSPORT_SUPPORTED"),
    (48, "IP4_HOA_ONLY_SUPPORTED"), (49, "INTER_MAG_ROUTING_SUPPORTED"),
  ]

  /// The flags of Basic-Location-Policy-Rules, of which one means something. Source: RFC 5580 section 4.5.
  static let policyFlags = BitTokens([
    (0x0001, "MBZ-15"), (0x0002, "MBZ-14"), (0x0004, "MBZ-13"), (0x0008, "MBZ-12"), (0x0010, "MBZ-11"),
    (0x0020, "MBZ-10"), (0x0040, "MBZ-9"), (0x0080, "MBZ-8"), (0x0100, "MBZ-7"), (0x0200, "MBZ-6"), (0x0400, "MBZ-5"),
    (0x0800, "MBZ-4"), (0x1000, "MBZ-3"), (0x2000, "MBZ-2"), (0x4000, "MBZ-1"), (0x8000, "Retransmission Allowed"),
  ])
}
