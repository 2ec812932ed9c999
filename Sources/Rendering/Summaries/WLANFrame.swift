import Bytes
import Dissection
import Packets

extension Summary {
  static let wlan = Summary(kind: .wlan, mark: "802.11", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    try packet.summarize(try WLANFrame(packet.bytes(of: packet.layers[index])), index, &out, options)
  }

  static let paddedWLAN = Summary(kind: .paddedWLAN, mark: "802.11", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    try packet.summarize(try PaddedWLANFrame(packet.bytes(of: packet.layers[index])).frame, index, &out, options)
  }
}

extension DissectedPacket {
  fileprivate func summarize(
    _ frame: borrowing WLANFrame, _ index: Int, _ out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let layer = layers[index]
    guard frame.isKnown else {
      if frame.type == .control {
        return out.append("unknown 802.11 ctrl frame subtype (", frame.subtype, ")")
      }
      return out.append("unknown 802.11 frame type (", frame.type.rawValue, ")")
    }
    let bytes = bytes(of: layer)
    let headerLength = Int(layer.headerLength)
    // The octet that would say how long the control field of a mesh is was not captured.
    guard layer.fault == .none else { throw Truncation() }
    try bytes.require(headerLength)
    if options.showsLinkHeader {
      frame.appendFlags(to: &out, options)
      let meshLength = headerLength - frame.headerLength
      if meshLength > 0 {
        out.append(meshControl: bytes.prefix(meshLength, from: frame.headerLength), options)
      }
      try frame.appendAddresses(to: &out, options)
    }
    let body = bytes.suffix(from: headerLength)
    switch frame.type {
    case .management:
      try out.append(managementBody: body, max(0, layer.length - headerLength), frame, options)
    case .control: try frame.appendControl(to: &out, options)
    case .data where frame.isEmpty: break
    case .data where frame.isProtected:
      out.append("Data")
      try out.append(encryption: body)
    default: _ = try summarize(index + 1, into: &out, options)
    }
  }
}

extension WLANFrame {
  fileprivate func appendFlags(to out: inout TextBuffer, _ options: borrowing RenderOptions) {
    guard options.verbosity > 0 else { return }
    if hasMoreData { out.append("More Data ") }
    if hasMoreFragments { out.append("More Fragments ") }
    if savesPower { out.append("Pwr Mgmt ") }
    if isRetry { out.append("Retry ") }
    if isOrdered { out.append("Strictly Ordered ") }
    if isProtected { out.append("Protected ") }
    if type != .control || subtype != 10, let duration { out.append("", duration, "us ") }
  }

  /// What `-e` tells.
  fileprivate func appendAddresses(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    switch type {
    case .management:
      try append(3, as: "BSSID:", to: &out, options)
      try append(1, as: "DA:", to: &out, options)
      try append(2, as: "SA:", to: &out, options)
    case .control: try appendControlAddresses(to: &out, options)
    default:
      appendService(to: &out)
      for (number, label) in addressLabels { try append(number, as: label, to: &out, options) }
    }
  }

  private func append(
    _ number: Int, as label: StaticString, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    out.append(label)
    out.append(station: try address(number).captured(), options)
    out.append(" ")
  }

  /// What the addresses of a data frame are, in the order in which they are told.
  private var addressLabels: [(Int, StaticString)] {
    switch (toDistribution, fromDistribution) {
    case (false, false): [(1, "DA:"), (2, "SA:"), (3, "BSSID:")]
    case (false, true): [(1, "DA:"), (2, "BSSID:"), (3, "SA:")]
    case (true, false): [(1, "BSSID:"), (2, "SA:"), (3, "DA:")]
    case (true, true): [(1, "RA:"), (2, "TA:"), (3, "DA:"), (4, "SA:")]
    }
  }

  private func appendService(to out: inout TextBuffer) {
    guard subtype & 0b1011 != 0 else { return }
    out.append("CF ")
    switch subtype & 3 {
    case 1: out.append("Ack")
    case 2: out.append("Poll")
    case 3: out.append("Ack/Poll")
    default: break
    }
    out.append(hasQoS ? "+QoS " : " ")
  }

  private func appendControlAddresses(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    switch subtype {
    case 8: try appendBlockRequest(to: &out, options)
    case 11:
      try append(1, as: "RA:", to: &out, options)
      try append(2, as: "TA:", to: &out, options)
    case 10:
      try append(1, as: "BSSID:", to: &out, options)
      try append(2, as: "TA:", to: &out, options)
    case 9, 12, 13: try append(1, as: "RA:", to: &out, options)
    case 14, 15:
      try append(1, as: "RA:", to: &out, options)
      try append(2, as: "BSSID:", to: &out, options)
    default: break
    }
  }

  private func appendBlockRequest(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    out.append(" ")
    try append(1, as: "RA:", to: &out, options)
    try append(2, as: "TA:", to: &out, options)
    let block = try blockControl.captured()
    out.append("CTL(", hex: block.control, ") SEQ(")
    out.append(block.sequence)
    out.append(") ")
  }

  /// What a control frame is.
  fileprivate func appendControl(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    out.append(Self.controlNames[subtype] ?? "Unknown Ctrl Subtype")
    if subtype == 10 { return out.append(" AID(", hex: try duration.captured(), ")") }
    guard !options.showsLinkHeader else { return }
    switch subtype {
    case 8: try appendBlockRequest(to: &out, options)
    case 11: try append(2, as: " TA:", to: &out, options)
    case 9, 12, 13, 14, 15: try append(1, as: " RA:", to: &out, options)
    default: break
    }
  }

  private static let controlNames = Tokens([
    7: "Control Wrapper", 8: "BAR", 9: "BA", 10: "Power Save-Poll", 11: "Request-To-Send", 12: "Clear-To-Send",
    13: "Acknowledgment", 14: "CF-End", 15: "CF-End+CF-Ack",
  ])
}

extension TextBuffer {
  /// Appends the control field of a mesh, as an old draft had it.
  fileprivate mutating func append(meshControl bytes: RawSpan, _ options: borrowing RenderOptions) {
    guard bytes.byteCount >= 6 else { return }
    let count = Int(bytes.load8(0) & 3)
    append("MeshData (AE ", count)
    append(" TTL ", bytes.load8(1))
    append(" seq ", bytes.load32(2).byteSwapped)
    for index in 0..<count where bytes.has(6, at: 6 + 6 * index) {
      append(" A", index + 4, ":")
      append(station: MACAddress(rawValue: bytes.load48(6 + 6 * index)), options)
    }
    append(") ")
  }

  /// Appends the first bytes of an encrypted body: initialization vector and key.
  mutating func append(encryption body: RawSpan) throws(Truncation) {
    let vector = try body.integer(at: 0, as: UInt32.self, .littleEndian)
    let number = vector & 0xffffff
    append(" IV:")
    append(repeating: UInt8(ascii: " "), count: number < 0x10 ? 2 : number < 0x100 ? 1 : 0)
    append("", hex: number, " Pad ")
    append(hex: vector >> 24 & 0x3f)
    append(" KeyID ", hex: vector >> 30)
  }
}
