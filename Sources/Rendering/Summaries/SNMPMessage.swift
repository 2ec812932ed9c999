import Bytes
import Dissection

extension Summary {
  static let snmp = Summary(kind: .snmp, mark: "snmp") { (packet, index, out, options) throws(Truncation) in
    out.append(" ")
    let bytes = packet.untilSnapshotEnd(from: index)
    try SNMPText(bytes: bytes, isVerbose: options.verbosity > 0, usesNames: options.names != nil)
      .append(length: packet.layers[index].length, to: &out)
  }
}

/// Writes an SNMP message, element by element.
///
/// Where something is not what it has to be, that is told and the part of the message given up; what is around it goes
/// on. A method that returns early has told why.
struct SNMPText: ~Escapable {
  let bytes: RawSpan
  let isVerbose: Bool
  let usesNames: Bool

  @_lifetime(copy bytes)
  init(bytes: RawSpan, isVerbose: Bool, usesNames: Bool) {
    self.bytes = bytes
    self.isVerbose = isVerbose
    self.usesNames = usesNames
  }

  func append(length: Int, to out: inout TextBuffer) throws(Truncation) {
    guard let message = try element(at: 0, length, .sequence, "[!init SEQ]", &out) else { return }
    appendExtra(after: message, end: length, " extra after iSEQ]", to: &out)
    var part = SNMPPart(message.contents)
    guard let version = try integer(&part, "[version!=INT]", &out) else { return }
    switch version {
    case 0, 1, 3:
      if isVerbose { out.append(version == 0 ? "{ SNMPv1 " : version == 1 ? "{ SNMPv2c " : "{ SNMPv3 ") }
    default:
      out.append("SNMP [version = ")
      out.append(version)
      return out.append("]")
    }
    if version == 3 {
      try appendVersion3(part, to: &out)
    } else {
      try appendCommunity(&part, version, to: &out)
    }
    if isVerbose { out.append("} ") }
  }

  private func appendCommunity(_ part: inout SNMPPart, _ version: Int32, to out: inout TextBuffer) throws(Truncation) {
    guard let community = try element(&part, .string, "[comm!=STR]", &out) else { return }
    let text = bytes.extracting(community.contents)
    if !(text.byteCount == 6 && text.starts(with: "public")) {
      out.append("C=")
      append(string: community, to: &out)
      out.append(" ")
    }
    try append(unitIn: part, version, to: &out)
  }

  // MARK: Protocol data units

  func append(unitIn part: SNMPPart, _ version: Int32, to out: inout TextBuffer) throws(Truncation) {
    guard let unit = try value(at: part.at, part.left, &out) else { return }
    guard unit.type == .unit else { return out.append("[no PDU]") }
    appendExtra(after: unit, end: part.end, " extra after PDU]", to: &out)
    if isVerbose { out.append("{ ") }
    append(unit, to: &out)
    out.append(" ")
    if version == 0, (5...8).contains(unit.tag) { return out.append("[v2 PDU in v1 message]") }
    if version == 1, unit.tag == 4 { return out.append("[v1 PDU in v2 message]") }
    if unit.tag == 4 {
      try appendTrap(SNMPPart(unit.contents), to: &out)
    } else {
      try appendUnit(unit.tag, SNMPPart(unit.contents), to: &out)
    }
    if isVerbose { out.append(" } ") }
  }

  private func appendUnit(_ tag: UInt8, _ contents: SNMPPart, to out: inout TextBuffer) throws(Truncation) {
    var part = contents
    guard let request = try integer(&part, "[reqId!=INT]", &out) else { return }
    if isVerbose {
      out.append("R=")
      out.append(request)
      out.append(" ")
    }
    guard let status = try integer(&part, "[errorStatus!=INT]", &out) else { return }
    let hasNoErrors = [0, 1, 3, 6, 7, 8].contains(tag)
    append(status: status, hasNoErrors, isBulk: tag == 5, to: &out)
    guard let index = try integer(&part, "[errorIndex!=INT]", &out) else { return }
    if hasNoErrors, index != 0 {
      out.append("[errorIndex(")
      out.append(index)
      out.append(")!=0]")
    } else if tag == 5 {
      out.append(" M=")
      out.append(index)
    } else if index != 0 {
      out.append(status == 0 || hasNoErrors ? "[errorIndex(" : "@")
      out.append(index)
      if status == 0 || hasNoErrors { out.append(") w/o errorStatus]") }
    } else if status != 0, !hasNoErrors {
      out.append("[errorIndex==0]")
    }
    try appendVariables(tag, part, to: &out)
  }

  private func append(status: Int32, _ hasNoErrors: Bool, isBulk: Bool, to out: inout TextBuffer) {
    if isBulk {
      out.append(" N=")
      return out.append(status)
    }
    guard status != 0 else { return }
    out.append(hasNoErrors ? "[errorStatus(" : " ")
    out.append(UInt32(bitPattern: status), named: Self.statusNames, orElse: "err=")
    if hasNoErrors { out.append(")!=0]") }
  }

  private func appendTrap(_ contents: SNMPPart, to out: inout TextBuffer) throws(Truncation) {
    var part = contents
    out.append(" ")
    guard let enterprise = try element(&part, .identifier, "[enterprise!=OID]", &out) else { return }
    append(enterprise, to: &out)
    out.append(" ")
    guard let agent = try element(&part, .address, "[agent-addr!=INETADDR]", &out) else { return }
    append(agent, to: &out)
    guard let generic = try integer(&part, "[generic-trap!=INT]", &out) else { return }
    out.append(" ")
    if generic >= 0, let name = Self.trapNames[UInt32(generic)] {
      out.append(name)
    } else {
      out.append("gt=")
      out.append(generic)
    }
    guard let specific = try integer(&part, "[specific-trap!=INT]", &out) else { return }
    if generic == 6 {
      out.append(" s=")
      out.append(specific)
    } else if specific != 0 {
      out.append("[specific-trap(")
      out.append(specific)
      out.append(")!=0]")
    }
    out.append(" ")
    guard let time = try element(&part, .unsigned, "[time-stamp!=TIMETICKS]", &out) else { return }
    append(time, to: &out)
    try appendVariables(4, part, to: &out)
  }

  private func appendVariables(_ tag: UInt8, _ part: SNMPPart, to out: inout TextBuffer) throws(Truncation) {
    guard let list = try element(at: part.at, part.left, .sequence, "[!SEQ of varbind]", &out) else { return }
    appendExtra(after: list, end: part.end, " extra after SEQ of varbind]", to: &out)
    let asks = tag == 0 || tag == 1 || tag == 5
    var rest = SNMPPart(list.contents)
    while rest.left > 0 {
      out.append(" ")
      guard let pair = try element(&rest, .sequence, "[!varbind]", &out) else { return }
      var part = SNMPPart(pair.contents)
      guard let name = try element(&part, .identifier, "[objName!=OID]", &out) else { return }
      append(name, to: &out)
      if !asks { out.append("=") }
      guard let object = try value(at: part.at, part.left, &out) else { return }
      if object.type == .null { continue }
      if asks { out.append("[objVal!=NULL]") }
      append(object, to: &out)
    }
  }

  private func appendExtra(
    after element: SNMPValue, end: Int, _ text: StaticString, to out: inout TextBuffer
  ) {
    guard element.contents.upperBound < end else { return }
    out.append("[")
    out.append(end - element.contents.upperBound)
    out.append(text)
  }

  private static let statusNames = Tokens([
    0: "noError", 1: "tooBig", 2: "noSuchName", 3: "badValue", 4: "readOnly", 5: "genErr", 6: "noAccess",
    7: "wrongType", 8: "wrongLength", 9: "wrongEncoding", 10: "wrongValue", 11: "noCreation", 12: "inconsistentValue",
    13: "resourceUnavailable", 14: "commitFailed", 15: "undoFailed", 16: "authorizationError", 17: "notWritable",
    18: "inconsistentName",
  ])

  private static let trapNames = Tokens([
    0: "coldStart", 1: "warmStart", 2: "linkDown", 3: "linkUp", 4: "authenticationFailure", 5: "egpNeighborLoss",
    6: "enterpriseSpecific",
  ])
}

extension SNMPText {
  // MARK: Version 3

  fileprivate func appendVersion3(_ part: SNMPPart, to out: inout TextBuffer) throws(Truncation) {
    guard let header = try element(at: part.at, part.left, .sequence, "[!message]", &out) else { return }
    var inner = SNMPPart(header.contents)
    if isVerbose { out.append("{ ") }
    guard try integer(&inner, "[msgID!=INT]", &out) != nil, try integer(&inner, "[msgMaxSize!=INT]", &out) != nil,
      try appendFlags(&inner, to: &out),
      let security = try element(&inner, .integer, "[msgSecurityModel!=INT]", &out)
    else { return }
    appendLeft(inner, after: security, " extra after message SEQ]", to: &out)
    let model = security.element.integer(bytes) ?? 0
    if isVerbose { out.append("} ") }
    guard model == 3 else {
      out.append("[security model ")
      out.append(model)
      return out.append("]")
    }
    if isVerbose { out.append("{ USM ") }
    // What follows begins where the reading has got to, which is behind the header when that is all known.
    var rest = SNMPPart(inner.at..<part.end)
    guard let parameters = try element(&rest, .string, "[msgSecurityParameters!=STR]", &out) else { return }
    try appendSecurity(SNMPPart(parameters.contents), to: &out)
    if isVerbose { out.append("} { ScopedPDU ") }
    try appendScoped(rest, to: &out)
    if isVerbose { out.append("} ") }
  }

  /// Writes the flags of the header; returns whether they make sense.
  private func appendFlags(_ part: inout SNMPPart, to out: inout TextBuffer) throws(Truncation) -> Bool {
    guard let element = try element(&part, .string, "[msgFlags!=STR]", &out) else { return false }
    guard element.contents.count == 1 else {
      out.append("[msgFlags size ")
      out.append(element.contents.count)
      out.append("]")
      return false
    }
    let flags = bytes.load8(element.contents.lowerBound)
    guard flags < 8, flags != 2, flags != 6 else {
      out.append("[msgFlags=0x")
      out.append(hexUpper: flags)
      out.append("]")
      return false
    }
    out.append("F=")
    if flags & 1 != 0 { out.append("a") }
    if flags & 2 != 0 { out.append("p") }
    if flags & 4 != 0 { out.append("r") }
    out.append(" ")
    return true
  }

  /// Writes the parameters of the user-based security model. Source: RFC 3414 section 2.4.
  private func appendSecurity(_ contents: SNMPPart, to out: inout TextBuffer) throws(Truncation) {
    guard let list = try element(at: contents.at, contents.left, .sequence, "[!usm]", &out) else { return }
    var part = SNMPPart(list.contents)
    guard try element(&part, .string, "[msgAuthoritativeEngineID!=STR]", &out) != nil,
      let boots = try integer(&part, "[msgAuthoritativeEngineBoots!=INT]", &out)
    else { return }
    if isVerbose {
      out.append("B=")
      out.append(boots)
      out.append(" ")
    }
    guard let time = try integer(&part, "[msgAuthoritativeEngineTime!=INT]", &out) else { return }
    if isVerbose {
      out.append("T=")
      out.append(time)
      out.append(" ")
    }
    guard let user = try element(&part, .string, "[msgUserName!=STR]", &out) else { return }
    out.append("U=")
    append(string: user, to: &out)
    out.append(" ")
    guard try element(&part, .string, "[msgAuthenticationParameters!=STR]", &out) != nil,
      let privacy = try element(&part, .string, "[msgPrivacyParameters!=STR]", &out)
    else { return }
    appendLeft(part, after: privacy, " extra after usm SEQ]", to: &out)
  }

  /// Complains when what is left is more than the last element had: that is what tcpdump compares.
  private func appendLeft(_ part: SNMPPart, after element: SNMPValue, _ text: StaticString, to out: inout TextBuffer) {
    let size = part.at - element.start
    guard size < part.left else { return }
    out.append("[")
    out.append(part.left - size)
    out.append(text)
  }

  private func appendScoped(_ rest: SNMPPart, to out: inout TextBuffer) throws(Truncation) {
    guard let list = try element(at: rest.at, rest.left, .sequence, "[!scoped PDU]", &out) else { return }
    var part = SNMPPart(list.contents)
    guard let engine = try element(&part, .string, "[contextEngineID!=STR]", &out) else { return }
    out.append("E=")
    append(octets: engine, to: &out)
    out.append(" ")
    guard let name = try element(&part, .string, "[contextName!=STR]", &out) else { return }
    out.append("C=")
    append(string: name, to: &out)
    out.append(" ")
    try append(unitIn: part, 3, to: &out)
  }
}
