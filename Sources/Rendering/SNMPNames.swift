import Dissection

/// What the elements of SNMP are called.
enum SNMPNames {
  /// The beginnings of identifiers for which there is something shorter.
  static let abbreviations: [(text: StaticString, octets: [UInt8], numbers: [UInt32])] = [
    ("", [43, 6, 1, 2, 1], [1, 3, 6, 1, 2, 1]),
    ("E:", [43, 6, 1, 4, 1], [1, 3, 6, 1, 4, 1]),
    ("X:", [43, 6, 1, 3], [1, 3, 6, 1, 3]),
    ("S:", [43, 6, 1, 6, 3], [1, 3, 6, 1, 6, 3]),
  ]

  /// The name of an element's tag; `nil` for one that nobody knows.
  static func name(of element: ASN1Element) -> StaticString? {
    switch element.tagClass {
    case .universal: universal[element.tag]
    case .application: application[element.tag]
    case .context: units[element.tag]
    case .private: element.tag == 0 ? "P-0" : nil
    }
  }

  static let units = Tokens([
    0: "GetRequest", 1: "GetNextRequest", 2: "GetResponse", 3: "SetRequest", 4: "Trap", 5: "GetBulk", 6: "Inform",
    7: "V2Trap", 8: "Report",
  ])

  private static let universal = Tokens([
    0: "U-0", 1: "Boolean", 2: "Integer", 3: "Bitstring", 4: "String", 5: "Null", 6: "ObjID", 7: "ObjectDes",
    8: "U-8", 9: "U-9", 10: "U-10", 11: "U-11", 12: "U-12", 13: "U-13", 14: "U-14", 15: "U-15", 16: "Sequence",
    17: "Set",
  ])

  private static let application = Tokens([
    0: "IpAddress", 1: "Counter", 2: "Gauge", 3: "TimeTicks", 4: "Opaque", 5: "C-5", 6: "Counter64",
  ])
}
