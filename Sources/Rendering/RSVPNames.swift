/// Names of objects in messages of RSVP. Source: RFC 2205 appendix A, RFC 3209, RFC 3473, RFC 4090, RFC 4875, RFC 5063.
enum RSVPNames {
  static let objects = Tokens([
    1: "Session", 3: "RSVP Hop", 4: "Integrity", 5: "Time Values", 6: "Error Spec", 7: "Scope", 8: "Style",
    9: "Flowspec", 10: "FilterSpec", 11: "Sender Template", 12: "Sender TSpec", 13: "Adspec", 14: "Policy Data",
    15: "Confirm", 16: "Label", 19: "Label Request", 20: "ERO", 21: "RRO", 22: "Hello", 23: "Message ID",
    24: "Message ID Ack", 25: "Message ID List", 34: "Recovery Label", 35: "Upstream Label", 36: "Label Set",
    37: "Protection", 50: "Sub-LSP to LSP", 63: "Detour", 66: "Class Type", 125: "Class Type (old)",
    129: "Suggested Label", 130: "Acceptable Label Set", 131: "Restart Capability", 134: "Capability",
    195: "Notify Request", 196: "Administrative Status", 204: "Properties", 205: "Fast Re-Route",
    207: "Session Attribute", 229: "Generalized UNI", 230: "Call-ID", 236: "Call Capability",
  ])

  /// The name of a kind of an object.
  static func kind(_ type: UInt8, of object: UInt8) -> StaticString? {
    switch object {
    case 1: sessions[type]
    case 10, 11: type == 3 && object == 11 ? nil : templates[type]
    case 3, 6: addressed[type]
    case 9: type == 1 ? "obsolete" : type == 2 ? "IntServ" : nil
    case 12, 13: type == 2 ? "IntServ" : nil
    case 15, 195: type > 2 ? nil : addressed[type]
    case 16, 34, 35, 129: labels[type]
    case 19: requests[type]
    case 20, 21, 131: type == 1 ? "IPv4" : nil
    case 22: type == 1 ? "Hello Request" : type == 2 ? "Hello Ack" : nil
    case 24: type == 1 ? "Message id ack" : type == 2 ? "Message id nack" : nil
    case 50: type == 1 ? "IPv4 sub-LSP" : type == 2 ? "IPv6 sub-LSP" : nil
    case 63, 207: type == 7 ? "Tunnel IPv4" : nil
    case 205: type == 7 ? "Tunnel IPv4" : type == 1 ? "1" : nil
    case 5, 8, 23, 25, 36, 66, 125, 134, 196, 204, 229: type == 1 ? "1" : nil
    default: nil
    }
  }

  private static let sessions = Tokens([
    1: "IPv4", 2: "IPv6", 7: "Tunnel IPv4", 11: "UNI IPv4", 13: "IPv4 P2MP LSP Tunnel", 14: "IPv6 P2MP LSP Tunnel",
  ])
  private static let templates = Tokens([
    1: "IPv4", 2: "IPv6", 3: "IPv6 Flow-label", 7: "Tunnel IPv4", 12: "IPv4 P2MP LSP Tunnel",
    13: "IPv6 P2MP LSP Tunnel",
  ])
  private static let addressed = Tokens([1: "IPv4", 2: "IPv6", 3: "IPv4 plus opt. TLVs", 4: "IPv6 plus opt. TLVs"])
  private static let labels = Tokens([1: "Label", 2: "Generalized Label", 3: "Waveband Switching"])
  private static let requests = Tokens([
    1: "without label range", 2: "with ATM label range", 3: "with FR label range", 4: "Generalized Label",
  ])
  static let styles = Tokens([10: "Fixed Filter", 17: "Wildcard Filter", 18: "Shared Explicit"])
  static let hops = Tokens([
    0: "Reserved", 1: "IPv4 prefix", 2: "IPv6 prefix", 3: "Label", 32: "Autonomous system number",
    64: "MPLS label switched path termination",
  ])
  static let hopFlags = BitTokens([
    (1, "Local protection available"), (2, "Local protection in use"), (4, "Bandwidth protection"),
    (8, "Node protection"),
  ])
  static let sessionFlags = BitTokens([
    (1, "Local Protection"), (2, "Label Recording"), (4, "SE Style"), (8, "Bandwidth protection"),
    (16, "Node protection"),
  ])
  static let services = Tokens([1: "Default/Global Information", 2: "Guaranteed Service", 5: "Controlled Load"])
  static let parameters = Tokens([
    4: "IS hop cnt", 6: "Path b/w estimate", 8: "Minimum path latency", 10: "Composed MTU",
    127: "Token Bucket TSpec", 130: "Guaranteed Service RSpec", 133: "End-to-end composed value for C",
    134: "End-to-end composed value for D", 135: "Since-last-reshaping point composed C",
    136: "Since-last-reshaping point composed D",
  ])
  static let properties = Tokens([1: "Cos", 2: "Metric 1", 4: "Metric 2", 8: "CCC Status", 16: "Path Type"])
  static let errors = Tokens([
    24: "Routing Problem", 25: "Notify Error", 28: "Diffserv TE Error", 125: "Diffserv TE Error (Old)",
  ])
  static let routingErrors = Tokens([
    1: "Bad EXPLICIT_ROUTE object", 2: "Bad strict node", 3: "Bad loose node", 4: "Bad initial subobject",
    5: "No route available toward destination", 6: "Unacceptable label value", 7: "RRO indicated routing loops",
    8: "non-RSVP-capable router in the path", 9: "MPLS label allocation failure", 10: "Unsupported L3PID",
  ])
  static let serviceErrors = Tokens([
    1: "Unexpected CT object", 2: "Unsupported CT", 3: "Invalid CT value",
    4: "CT/setup priority do not form a configured TE-Class",
    5: "CT/holding priority do not form a configured TE-Class",
    6: "CT/setup priority and CT/holding priority do not form a configured TE-Class",
    7: "Inconsistency between signaled PSC and signaled CT", 8: "Inconsistency between signaled PHBs and signaled CT",
  ])
  static let states = BitTokens([
    (0x8000_0000, "Reflect"), (4, "Testing"), (2, "Admin-down"), (1, "Delete-in-progress"),
  ])
  static let capabilities = BitTokens([
    (4, "RecoveryPath Transmit Enabled"), (2, "RecoveryPath Desired"), (1, "RecoveryPath Srefresh Capable"),
  ])
  static let labelActions = Tokens([
    0: "Inclusive list", 1: "Exclusive list", 2: "Inclusive range", 3: "Exclusive range",
  ])
  static let interfaceParts = Tokens([
    1: "Source TNA address", 2: "Destination TNA address", 3: "Diversity", 4: "Egress label", 5: "Service level",
  ])
}
