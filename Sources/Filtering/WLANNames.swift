/// The names of 802.11 frames, with their bits in the frame control field.
///
/// Source: IEEE 802.11-2016 table 9-1, with the names of pcap-filter(7).
enum WLANNames {
  static let typeMask: UInt32 = 0x0c
  static let subtypeMask: UInt32 = 0xf0
  static let directionMask: UInt32 = 0x03

  static let management: UInt32 = 0x00
  static let control: UInt32 = 0x04
  static let data: UInt32 = 0x08

  static let types: [String: UInt32] = [
    "mgt": management, "management": management, "ctl": control, "control": control, "data": data,
  ]

  static let directions: [String: UInt32] = ["nods": 0, "tods": 1, "fromds": 2, "dstods": 3]

  private static let managementSubtypes: [String: UInt32] = [
    "assocreq": 0x00, "assoc-req": 0x00, "assocresp": 0x10, "assoc-resp": 0x10, "reassocreq": 0x20,
    "reassoc-req": 0x20, "reassocresp": 0x30, "reassoc-resp": 0x30, "probereq": 0x40, "probe-req": 0x40,
    "proberesp": 0x50, "probe-resp": 0x50, "beacon": 0x80, "atim": 0x90, "disassoc": 0xa0, "disassociation": 0xa0,
    "auth": 0xb0, "authentication": 0xb0, "deauth": 0xc0, "deauthentication": 0xc0,
  ]
  private static let controlSubtypes: [String: UInt32] = [
    "ps-poll": 0xa0, "rts": 0xb0, "cts": 0xc0, "ack": 0xd0, "cf-end": 0xe0, "cf-end-ack": 0xf0,
  ]
  private static let dataSubtypes: [String: UInt32] = [
    "data": 0x00, "data-cf-ack": 0x10, "data-cf-poll": 0x20, "data-cf-ack-poll": 0x30, "null": 0x40, "cf-ack": 0x50,
    "cf-poll": 0x60, "cf-ack-poll": 0x70, "qos-data": 0x80, "qos-data-cf-ack": 0x90, "qos-data-cf-poll": 0xa0,
    "qos-data-cf-ack-poll": 0xb0, "qos": 0xc0, "qos-cf-poll": 0xe0, "qos-cf-ack-poll": 0xf0,
  ]

  private static let subtypes: [(type: UInt32, names: [String: UInt32])] = [
    (management, managementSubtypes), (control, controlSubtypes), (data, dataSubtypes),
  ]

  /// The subtype of a name among those of one type.
  static func subtype(named name: String, of type: UInt32) -> UInt32? {
    subtypes.first { $0.type == type }?.names[name]
  }

  /// The type and the subtype of a name.
  static func subtype(named name: String) -> (type: UInt32, subtype: UInt32)? {
    for entry in subtypes {
      if let value = entry.names[name.lowercased()] { return (entry.type, value) }
    }
    return nil
  }
}
