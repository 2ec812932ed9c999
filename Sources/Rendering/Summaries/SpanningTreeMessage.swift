import Bytes
import Dissection
import Packets

extension Summary {
  static let stp = Summary(kind: .stp, mark: "stp") { (packet, index, out, options) throws(Truncation) in
    let length = packet.layers[index].length
    if length < 4 { return out.append(" (invalid)") }
    let bytes = packet.bytes(of: packet.layers[index])
    if try bytes.uint16(at: 0) != 0 {
      out.append("unknown STP version, length ")
      return out.append(length)
    }
    let number = try bytes.uint8(at: 2)
    out.append("STP ")
    guard let version = SpanningTreeText.versionNames[number] else {
      out.append("Unknown STP protocol (0x")
      out.append(hexByte: number)
      return out.append(")")
    }
    out.append(version)
    let message = try SpanningTreeMessage(bytes)
    out.append(", ")
    guard let type = SpanningTreeText.typeNames[message.type] else {
      out.append("Unknown BPDU Type (0x")
      out.append(hexByte: message.type)
      return out.append(")")
    }
    out.append(type)
    let text = SpanningTreeText(bytes: bytes, length: length, isVerbose: options.verbosity > 0)
    if try !text.append(message.type, message.version, to: &out) { out.append(" (invalid)") }
  }
}

/// Writes a message about a spanning tree.
private struct SpanningTreeText: ~Escapable {
  private static let multipleLength = 102
  private static let versionThree = 36

  let bytes: RawSpan
  let length: Int
  let isVerbose: Bool

  @_lifetime(copy bytes)
  init(bytes: RawSpan, length: Int, isVerbose: Bool) {
    self.bytes = bytes
    self.length = length
    self.isVerbose = isVerbose
  }

  /// Writes what is behind the type; returns whether the lengths make sense.
  func append(_ type: UInt8, _ version: UInt8, to out: inout TextBuffer) throws(Truncation) -> Bool {
    switch (type, version) {
    case (0, _):
      guard length >= SpanningTreeMessage.configurationLength else { return false }
      try appendConfiguration(version, to: &out)
    case (2, 2):
      guard length > SpanningTreeMessage.configurationLength else { return false }
      try appendConfiguration(version, to: &out)
    case (2, 3), (2, 4): return try appendMultiple(isShortestPath: version == 4, to: &out)
    default: break
    }
    return true
  }

  private func appendConfiguration(_ version: UInt8, to out: inout TextBuffer) throws(Truncation) {
    let flags = try bytes.uint8(at: 4)
    append(flags, ", Flags [", to: &out)
    try bytes.require(27)
    try append(identifierAt: 17, ", bridge-id ", to: &out)
    out.append(".")
    out.append(hex: bytes.load16(25), width: 4)
    out.append(", length ")
    out.append(length)
    guard isVerbose else { return }
    try appendTimes(to: &out)
    try append(identifierAt: 5, "\n\troot-id ", to: &out)
    out.append(", root-pathcost ")
    out.append(try bytes.uint32(at: 13))
    guard version == 2 else { return }
    out.append(", port-role ")
    append(role: flags, to: &out)
  }

  private func appendMultiple(isShortestPath: Bool, to out: inout TextBuffer) throws(Truncation) -> Bool {
    guard length >= Self.multipleLength, try bytes.uint8(at: 35) == 0 else { return false }
    let size = Int(try bytes.uint16(at: Self.versionThree)) + 2
    guard length >= Self.versionThree + size else { return false }
    let flags = try bytes.uint8(at: 4)
    append(flags, ", CIST Flags [", to: &out)
    out.append(", length ")
    out.append(length)
    if isVerbose { try appendTrees(flags, to: &out) }
    guard isShortestPath else { return true }
    let pathSize = Int(try bytes.uint16(at: Self.versionThree + size)) + 2
    guard length >= Self.versionThree + size + pathSize, pathSize >= 87 else { return false }
    if isVerbose { try appendShortestPath(at: Self.versionThree + size, to: &out) }
    return true
  }

  private func appendTrees(_ flags: UInt8, to out: inout TextBuffer) throws(Truncation) {
    out.append("\n\tport-role ")
    append(role: flags, to: &out)
    try append(identifierAt: 5, ", CIST root-id ", to: &out)
    out.append(", CIST ext-pathcost ")
    out.append(try bytes.uint32(at: 13))
    try append(identifierAt: 17, "\n\tCIST regional-root-id ", to: &out)
    out.append(", CIST port-id ")
    out.append(hex: try bytes.uint16(at: 25), width: 4)
    out.append(",")
    try appendTimes(to: &out)
    let size = try bytes.uint16(at: Self.versionThree)
    out.append("\n\tv3len ")
    out.append(size)
    out.append(", MCID Name ")
    try appendConfigurationName(at: 39, ", rev ", to: &out)
    out.append(", ")
    let pathCost = try bytes.uint32(at: 89)
    out.append("CIST int-root-pathcost ")
    out.append(pathCost)
    out.append(",")
    try append(identifierAt: 93, "\n\tCIST bridge-id ", to: &out)
    out.append(", ")
    let hops = try bytes.uint8(at: 101)
    out.append("CIST remaining-hops ")
    out.append(hops)
    var at = 102
    while at + 16 <= 38 + Int(size) {
      try appendTree(at: at, to: &out)
      at += 16
    }
  }

  private func appendConfigurationName(
    at offset: Int, _ revision: StaticString, to out: inout TextBuffer
  ) throws(Truncation) {
    let name = bytes.suffix(from: min(offset, bytes.byteCount))
    if out.append(untilZero: name.prefix(32, from: 0)) == nil { try name.require(32) }
    let number = try bytes.uint16(at: offset + 32)
    try bytes.require(16, at: offset + 34)
    out.append(revision)
    out.append(number)
    out.append(",\n\t\tdigest ")
    try append(digestAt: offset + 34, count: 16, to: &out)
  }

  private func append(digestAt offset: Int, count: Int, to out: inout TextBuffer) throws(Truncation) {
    let digest = try bytes.bytes(at: offset, count: count)
    for at in 0..<count { out.append(hexByte: digest.load8(at)) }
  }

  private func appendTree(at offset: Int, to out: inout TextBuffer) throws(Truncation) {
    let tree = bytes.suffix(from: offset)
    let (flags, identifier) = (try tree.uint8(at: 0), try tree.uint16(at: 1))
    out.append("\n\tMSTI ")
    out.append(identifier & 0x0fff)
    append(flags, ", Flags [", to: &out)
    out.append(", port-role ")
    append(role: flags, to: &out)
    let pathCost = try tree.uint32(at: 9)
    try append(identifierAt: offset + 1, "\n\t\tMSTI regional-root-id ", to: &out)
    out.append(", pathcost ")
    out.append(pathCost)
    try tree.require(16)
    out.append("\n\t\tMSTI bridge-prio ")
    out.append(tree.load8(13) >> 4)
    out.append(", port-prio ")
    out.append(tree.load8(14) >> 4)
    out.append(", hops ")
    out.append(tree.load8(15))
  }

  private func appendShortestPath(at offset: Int, to out: inout TextBuffer) throws(Truncation) {
    let size = try bytes.uint16(at: offset)
    out.append("\n\tv4len ")
    out.append(size)
    out.append(", AUXMCID Name ")
    try appendConfigurationName(at: offset + 3, ", Rev ", to: &out)
    let agreement = try bytes.bytes(at: offset + 53, count: 34)
    let flags = agreement.load8(0)
    out.append("\n\tAgreement num ")
    out.append(flags >> 6)
    out.append(", Discarded Agreement num ")
    out.append(flags >> 4 & 3)
    out.append(", Agreement valid-flag ")
    out.append(flags >> 3 & 1)
    out.append(",\n\tRestricted role-flag: ")
    out.append(flags >> 2 & 1)
    out.append(", Format id ")
    out.append(agreement.load8(2) >> 4)
    out.append(" cap ")
    out.append(agreement.load8(2))
    out.append(", Convention id ")
    out.append(agreement.load8(3) >> 4)
    out.append(" cap ")
    out.append(agreement.load8(3))
    out.append(",\n\tEdge count ")
    out.append(agreement.load16(4))
    out.append(", Agreement digest ")
    try append(digestAt: offset + 67, count: 20, to: &out)
  }

  private func appendTimes(to out: inout TextBuffer) throws(Truncation) {
    try bytes.require(8, at: 27)
    try append(timeAt: 27, "\n\tmessage-age ", to: &out)
    try append(timeAt: 29, ", max-age ", to: &out)
    try append(timeAt: 31, ", hello-time ", to: &out)
    try append(timeAt: 33, ", forwarding-delay ", to: &out)
  }

  /// Writes a time that is in 256ths of a second with two decimals, a half rounded to the even digit.
  private func append(
    timeAt offset: Int, _ prefix: StaticString, to out: inout TextBuffer
  ) throws(Truncation) {
    let (quotient, remainder) = (UInt32(try bytes.uint16(at: offset)) * 100).quotientAndRemainder(dividingBy: 256)
    let isUp = remainder > 128 || (remainder == 128 && quotient & 1 == 1)
    let hundredths = isUp ? quotient + 1 : quotient
    out.append(prefix)
    out.append(hundredths / 100)
    out.append(".")
    out.append(hundredths % 100, width: 2)
    out.append("s")
  }

  /// Writes a bridge's priority and address.
  private func append(
    identifierAt offset: Int, _ prefix: StaticString, to out: inout TextBuffer
  ) throws(Truncation) {
    let identifier = try bytes.bytes(at: offset, count: 8)
    out.append(prefix)
    out.append(hex: identifier.load16(0), width: 4)
    out.append(".")
    out.append(MACAddress(rawValue: identifier.load48(2)))
  }

  private func append(_ flags: UInt8, _ prefix: StaticString, to out: inout TextBuffer) {
    out.append(prefix)
    Self.flagNames.append(UInt32(flags), none: "none", to: &out)
    out.append("]")
  }

  private func append(role flags: UInt8, to out: inout TextBuffer) {
    out.append(Self.roleNames[flags >> 2 & 3] ?? "Unknown")
  }

  static let versionNames = Tokens([0: "802.1d", 2: "802.1w", 3: "802.1s", 4: "802.1aq"])

  static let typeNames = Tokens([0: "Config", 2: "Rapid STP", 0x80: "Topology Change"])

  private static let flagNames = BitTokens([
    (0x01, "Topology change"), (0x02, "Proposal"), (0x10, "Learn"), (0x20, "Forward"), (0x40, "Agreement"),
    (0x80, "Topology change ACK"),
  ])

  private static let roleNames = Tokens([0: "Unknown", 1: "Alternate", 2: "Root", 3: "Designated"])
}
