import Bytes
import Dissection
import Packets

// The bodies of management frames. Source: IEEE 802.11-2016 section 9.3.3.

extension TextBuffer {
  /// Appends what a management frame says, of `length` bytes.
  mutating func append(
    managementBody body: RawSpan, _ length: Int, _ frame: borrowing WLANFrame, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    if let name = Self.managementNames[frame.subtype] {
      append(name)
    } else {
      append("Unhandled Management subtype(", hex: frame.subtype, ")")
    }
    if frame.isProtected { return try append(encryption: body) }
    switch frame.subtype {
    case 0: try append(associationRequest: body, length)
    case 1, 3: try append(associationResponse: body, length)
    case 2: try append(reassociationRequest: body, length, options)
    case 4: try append(elements: WLANElements(body, length: length))
    case 5, 8: try append(beacon: body, length, isBeacon: frame.subtype == 8)
    case 10: append(": ", try Self.code(body, 0), reasonOf: ())
    case 11: try append(authentication: body, length)
    case 12:
      let reason = try Self.code(body, 0)
      append(source: frame, options)
      append(": ", reason, reasonOf: ())
    case 13: try append(action: body, frame, options)
    default: break
    }
  }

  private static func code(_ body: RawSpan, _ offset: Int) throws(Truncation) -> UInt16 {
    try body.integer(at: offset, as: UInt16.self, .littleEndian)
  }

  private mutating func append(_ label: StaticString, _ code: UInt16, reasonOf: Void) {
    append(label)
    append(WLANReasons.reasons[code] ?? "Reserved")
  }

  private mutating func append(status code: UInt16) {
    append(WLANReasons.statuses[code] ?? (code < WLANReasons.statusCount ? "Reserved" : "n/a"))
  }

  private mutating func append(source frame: borrowing WLANFrame, _ options: borrowing RenderOptions) {
    guard !options.showsLinkHeader, let source = frame.address(2) else { return }
    append(" (")
    append(station: source, options)
    append(")")
  }

  /// Appends name and rates of a network. - Throws: `Truncation`, behind them, when the elements are cut.
  private mutating func append(elements: borrowing WLANElements) throws(Truncation) {
    appendName(elements)
    append(rates: elements.rates)
    if elements.isCut { throw Truncation() }
  }

  private mutating func appendName(_ elements: borrowing WLANElements) {
    guard elements.hasNetworkName else { return }
    append(" (")
    append(zeroPadded: elements.networkName)
    append(")")
  }

  private mutating func append(rates: RawSpan) {
    guard !rates.isEmpty else { return }
    for at in 0..<rates.byteCount {
      let rate = rates.load8(at)
      append(at == 0 ? " [" : " ")
      append(halves: UInt32(rate & 0x7f))
      if rate & 0x80 != 0 { append("*") }
    }
    append(" Mbit]")
  }

  /// Appends a number of halves with one decimal.
  mutating func append(halves value: UInt32) {
    append(value / 2)
    append(value & 1 != 0 ? ".5" : ".0")
  }

  private mutating func append(associationRequest body: RawSpan, _ length: Int) throws(Truncation) {
    try body.require(4)
    try append(elements: WLANElements(body.suffix(from: 4), length: length - 4))
  }

  private mutating func append(associationResponse body: RawSpan, _ length: Int) throws(Truncation) {
    try body.require(6)
    let elements = WLANElements(body.suffix(from: 6), length: length - 6)
    append(" AID(", hex: try Self.code(body, 4) & 0x3fff, ") :")
    append(try Self.code(body, 0) & 0x10 != 0 ? " PRIVACY : " : ": ")
    append(status: try Self.code(body, 2))
    if elements.isCut { throw Truncation() }
  }

  private mutating func append(
    reassociationRequest body: RawSpan, _ length: Int, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    try body.require(10)
    let elements = WLANElements(body.suffix(from: 10), length: length - 10)
    appendName(elements)
    append(" AP : ")
    append(station: MACAddress(rawValue: body.load48(4)), options)
    if elements.isCut { throw Truncation() }
  }

  private mutating func append(beacon body: RawSpan, _ length: Int, isBeacon: Bool) throws(Truncation) {
    try body.require(12)
    let capabilities = try Self.code(body, 10)
    let elements = WLANElements(body.suffix(from: 12), length: length - 12)
    appendName(elements)
    append(rates: elements.rates)
    if isBeacon { append(capabilities & 1 != 0 ? " ESS" : " IBSS") }
    if let channel = elements.channel { append(" CH: ", channel) }
    if capabilities & 0x10 != 0 { append(", PRIVACY") }
    if elements.isCut { throw Truncation() }
  }

  private mutating func append(authentication body: RawSpan, _ length: Int) throws(Truncation) {
    try body.require(6)
    let algorithm = try Self.code(body, 0)
    let number = try Self.code(body, 2)
    let elements = WLANElements(body.suffix(from: 6), length: length - 6)
    append(" (")
    append(Self.authenticationNames[algorithm] ?? "Reserved")
    append(")-", hex: number)
    append(algorithm == 1 && (number == 2 || number == 3) ? " [Challenge Text] " : ": ")
    if number & 1 != 0 { append(status: try Self.code(body, 4)) }
    if elements.isCut { throw Truncation() }
  }

  private mutating func append(
    action body: RawSpan, _ frame: borrowing WLANFrame, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    try body.require(2)
    append(source: frame, options)
    append(": ")
    let category = body.load8(0)
    if let name = Self.categoryNames[category] { append(name) } else { append("Reserved(", category, ")") }
    append(" ")
    let action = body.load8(1)
    if let name = Self.actionNames(category)?[action] { append(name) } else { append("Act#", action) }
  }

  private static func actionNames(_ category: UInt8) -> Tokens? {
    switch category {
    case 3: blockNames
    case 7: throughputNames
    case 13: meshNames
    case 14: multihopNames
    case 15: peeringNames
    default: nil
    }
  }

  private static let managementNames = Tokens([
    0: "Assoc Request", 1: "Assoc Response", 2: "ReAssoc Request", 3: "ReAssoc Response", 4: "Probe Request",
    5: "Probe Response", 8: "Beacon", 9: "ATIM", 10: "Disassociation", 11: "Authentication", 12: "DeAuthentication",
    13: "Action",
  ])

  private static let authenticationNames = Tokens([0: "Open System", 1: "Shared Key", 2: "EAP"])

  private static let categoryNames = Tokens([
    0: "Spectrum Management", 1: "QoS", 2: "DLS", 3: "BA", 7: "HT", 13: "MeshAction", 14: "MultiohopAction",
    15: "SelfprotectAction", 127: "Vendor",
  ])

  private static let blockNames = Tokens([0: "ADDBA Request", 1: "ADDBA Response", 2: "DELBA"])
  private static let throughputNames = Tokens([0: "TxChWidth", 1: "MIMOPwrSave"])
  private static let meshNames = Tokens([
    0: "MeshLink", 1: "HWMP", 2: "Gate Announcement", 3: "Congestion Control", 4: "MCCA Setup Request",
    5: "MCCA Setup Reply", 6: "MCCA Advertisement Request", 7: "MCCA Advertisement", 8: "MCCA Teardown",
    9: "TBTT Adjustment Request", 10: "TBTT Adjustment Response",
  ])
  private static let multihopNames = Tokens([0: "Proxy Update", 1: "Proxy Update Confirmation"])
  private static let peeringNames = Tokens([
    1: "Peering Open", 2: "Peering Confirm", 3: "Peering Close", 4: "Group Key Inform", 5: "Group Key Acknowledge",
  ])
}
