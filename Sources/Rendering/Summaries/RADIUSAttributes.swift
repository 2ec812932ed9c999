import Bytes
import Dissection
import Packets

/// Writes the attributes of a RADIUS message, a line each.
struct RADIUSAttributeText: ~Escapable {
  private let bytes: RawSpan

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan) { self.bytes = bytes }

  func append(
    _ attribute: RADIUSAttributes.Attribute, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let kind = RADIUSAttributeKind.of(attribute.type)
    out.append("\n\t  ")
    out.append(kind.name)
    out.append(" Attribute (")
    out.append(attribute.type)
    out.append("), length: ")
    out.append(attribute.length)
    guard attribute.isSound else {
      return out.append(
        attribute.length < 2 ? " (bogus, must be >= 2)" : " (bogus, goes past end of packet)")
    }
    out.append(", Value: ")
    let value = attribute.value
    if !value.isEmpty {
      let text = RADIUSValueText(
        bytes.suffix(from: value.lowerBound), type: attribute.type, length: value.count)
      try text.append(as: kind.format, to: &out, options)
    }
    if options.verbosity > 1 {
      out.append(hex: bytes.prefix(value.count, from: value.lowerBound), indent: "\n\t    ")
    }
  }
}

/// Writes the value of one attribute.
private struct RADIUSValueText: ~Escapable {
  /// What was captured from the value's first byte on; may go on behind the value.
  private let bytes: RawSpan
  private let type: UInt8
  private let length: Int

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, type: UInt8, length: Int) {
    self.bytes = bytes
    self.type = type
    self.length = length
  }

  func append(
    as format: RADIUSAttributeKind.Format, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    switch format {
    case .none: break
    case .number: try appendNumber(to: &out)
    case .address: try appendAddress(to: &out, options)
    case .address6: try appendAddress6(to: &out, options)
    case .time: try appendTime(to: &out, options)
    case .features: try appendFeatures(to: &out)
    case .special: try appendSpecial(to: &out)
    case .vendor: try appendVendor(to: &out)
    default:
      guard hasLength(for: format, to: &out) else { return }
      guard bytes.has(length, at: 0) else { return out.append(truncationMark: "radius") }
      let value = bytes.prefix(length, from: 0)
      switch format {
      case .text: try append(text: value, to: &out)
      case .prefix6: append(prefix: value, to: &out, options)
      case .homePrefix: append(homePrefix: value, to: &out, options)
      case .operatorName: append(operatorName: value, to: &out)
      case .location: append(location: value, to: &out)
      case .locationData: append(locationData: value, to: &out)
      default: append(policy: value, to: &out)
      }
    }
  }

  /// Whether the value may have the length it has, where that is looked at before the value; says so otherwise.
  private func hasLength(for format: RADIUSAttributeKind.Format, to out: inout TextBuffer) -> Bool {
    if format == .homePrefix { return has(17, to: &out) }
    guard format == .prefix6, !(2...18).contains(length) else { return true }
    out.append(length, after: "ERROR: length ")
    out.append(" not in range (2..18)")
    return false
  }

  // MARK: Text

  private func append(text value: RawSpan, to out: inout TextBuffer) throws(Truncation) {
    var start = 0
    let first = value.load8(0)
    switch type {
    case 69:
      guard length >= 3 else { return out.append(truncationMark: "radius") }
      append(tag: first <= 0x1f ? first : 0, to: &out)
      out.append(value.load16(1), after: "Salt ")
      out.append(" ")
      start = 3
    case 66, 67, 81, 82, 90, 91:
      if first <= 0x1f {
        append(tag: first, to: &out)
        start = 1
      }
    case 58:
      append(tagging: first, to: &out)
      start = 1
    case 79: return try out.append(eap: bytes, length: length, "radius")
    default: break
    }
    for at in start..<length {
      let byte = value.load8(at)
      if byte == 0 { return }
      append(printable: byte, to: &out)
    }
  }

  private func append(printable byte: UInt8, to out: inout TextBuffer) {
    out.append(byte: byte >= 0x20 && byte < 0x7f ? byte : UInt8(ascii: "."))
  }

  /// Writes which of several tunnels an attribute is about.
  private func append(tag: UInt8, to out: inout TextBuffer) {
    guard tag > 0 else { return out.append("Tag[Unused] ") }
    out.append(tag, after: "Tag[")
    out.append("] ")
  }

  /// Writes whether frames of a VLAN are tagged. Source: RFC 4675 section 2.1.
  private func append(tagging: UInt8, to out: inout TextBuffer) {
    out.append(tagging == 0x31 ? "Tagged" : tagging == 0x32 ? "Untagged" : "Unknown tag")
    out.append(" (0x")
    out.append(hexByte: tagging)
    out.append(") ")
  }

  private func appendVendor(to out: inout TextBuffer) throws(Truncation) {
    guard length >= 4 else { return out.append(truncationMark: "radius") }
    let vendor = try bytes.uint32(at: 0)
    out.append("Vendor: ")
    out.append(EnterpriseNames.byNumber[vendor] ?? "Unknown")
    out.append(" (")
    out.append(vendor)
    out.append(")")
    var at = 4
    while at + 2 <= length {
      let type = try bytes.uint8(at: at)
      let size = Int(try bytes.uint8(at: at + 1))
      let isSound = size >= 2 && size <= length - at
      if isSound, !bytes.has(size, at: at) { return out.append(truncationMark: "radius") }
      out.append(type, after: "\n\t    Vendor Attribute: ")
      out.append(", Length: ")
      out.append(isSound ? size - 2 : size)
      guard isSound else {
        return out.append(
          size < 2 ? " (bogus, must be >= 2)" : " (bogus, goes past end of vendor-specific attribute)")
      }
      out.append(", Value: ")
      for offset in (at + 2)..<(at + size) { append(printable: bytes.load8(offset), to: &out) }
      at += size
    }
  }

  // MARK: Numbers

  /// Whether the value has the right length; says so otherwise.
  private func has(_ expected: Int, _ title: StaticString = "ERROR", to out: inout TextBuffer) -> Bool {
    if length == expected { return true }
    out.append(title)
    out.append(length, after: ": length ")
    out.append(expected, after: " != ")
    return false
  }

  private func appendNumber(to out: inout TextBuffer) throws(Truncation) {
    guard has(4, to: &out) else { return }
    if let names = RADIUSValueNames.byType[type] { return try appendNamed(names, to: &out) }
    switch type {
    case 83:
      let tag = try bytes.uint8(at: 0)
      append(tag: tag, to: &out)
      return out.append(try bytes.uint24(at: 1))
    case 56:
      let tagging = try bytes.uint8(at: 0)
      append(tagging: tagging, to: &out)
      return out.append(try bytes.uint24(at: 1))
    default: break
    }
    let value = try bytes.uint32(at: 0)
    switch type {
    case 23 where value == 0xffff_fffe: out.append("NAS Select")
    case 27, 28, 41, 46, 85: append(duration: value, to: &out)
    case 37 where value == 0: out.append("Unnumbered")
    case 38 where value == 0: out.append("NAS assigned")
    default: out.append(value)
    }
  }

  private func appendNamed(_ names: Tokens, to out: inout TextBuffer) throws(Truncation) {
    var value: UInt32
    if type == 64 || type == 65 {
      let tag = try bytes.uint8(at: 0)
      append(tag: tag, to: &out)
      value = try bytes.uint24(at: 1)
    } else {
      value = try bytes.uint32(at: 0)
    }
    out.append(value, named: names, orElse: "#")
  }

  private func append(duration seconds: UInt32, to out: inout TextBuffer) {
    if seconds >= 3600 {
      out.append(seconds / 3600, width: 2)
      out.append(":")
    }
    if seconds >= 60 {
      out.append(seconds % 3600 / 60, width: 2)
      out.append(":")
    }
    out.append(seconds % 60, width: 2)
    out.append(seconds < 60 ? " secs" : seconds < 3600 ? " min" : " hours")
  }

  /// Writes a moment in local time, as `ctime` does.
  private func appendTime(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    guard has(4, to: &out) else { return }
    let seconds = Int64(try bytes.uint32(at: 0))
    let local = seconds + Int64(options.timeZone?.offset(at: seconds).seconds ?? 0)
    let time = CivilTime(seconds: local)
    let days: [StaticString] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months: [StaticString] = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let day = local >= 0 ? local / 86_400 : (local + 1) / 86_400 - 1
    out.append(days[Int(((day % 7) + 7) % 7)])
    out.append(" ")
    out.append(months[time.month - 1])
    out.append(" ")
    out.append(UInt32(time.day), padded: 2)
    out.append(" ")
    out.append(secondOfDay: time.secondOfDay)
    out.append(" ")
    out.append(time.year)
  }

  private func appendFeatures(to out: inout TextBuffer) throws(Truncation) {
    guard has(8, to: &out) else { return }
    out.append("[")
    let value = try bytes.uint64(at: 0)
    var isFirst = true
    for (bit, name) in RADIUSValueNames.features where value >> UInt64(bit) & 1 != 0 {
      if !isFirst { out.append(", ") }
      out.append(name)
      isFirst = false
    }
    out.append("]")
  }

  private func appendSpecial(to out: inout TextBuffer) throws(Truncation) {
    switch type {
    case 70:
      guard has(16, to: &out) else { return }
      out.append("User_challenge (")
      try appendHex(0, 8, to: &out)
      out.append(") User_resp(")
      try appendHex(8, 8, to: &out)
      out.append(")")
    case 71:
      guard has(14, to: &out) else { return }
      out.append(try bytes.uint8(at: 0) != 0 ? "User can change password" : "User cannot change password")
      out.append(try bytes.uint8(at: 1), after: ", Min password length: ")
      out.append(", created at: ")
      try appendHex(2, 4, to: &out)
      out.append(", expires in: ")
      try appendHex(6, 4, to: &out)
      out.append(", Current Time: ")
      try appendHex(10, 4, to: &out)
    case 84:
      guard length >= 8 else {
        _ = has(8, to: &out)
        return
      }
      try appendHex(0, 8, to: &out)
    default:
      guard has(4, "Error", to: &out) else { return }
      let cause = try bytes.uint32(at: 0)
      out.append(cause, after: "Error cause ")
      out.append(": ")
      if let name = RADIUSValueNames.errorCauses[cause] { return out.append(name) }
      out.append(cause, after: "Error-Cause ")
      out.append(" not known")
    }
  }

  private func appendHex(_ offset: Int, _ count: Int, to out: inout TextBuffer) throws(Truncation) {
    for at in offset..<(offset + count) { out.append(hexUpper: try bytes.uint8(at: at)) }
  }
}

extension RADIUSValueText {
  // MARK: Addresses

  fileprivate func appendAddress(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    guard has(4, to: &out) else { return }
    let address = try bytes.uint32(at: 0)
    if type == 8 || type == 14 {
      if address == 0xffff_ffff { return out.append("User Selected") }
      if address == 0xffff_fffe { return out.append("NAS Select") }
    }
    out.append(host: IPv4Address(rawValue: address), options)
  }

  fileprivate func appendAddress6(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    guard has(16, to: &out) else { return }
    out.append(host: IPv6Address(rawValue: try bytes.uint128(at: 0)), options)
  }

  /// Source: RFC 3162 section 2.3.
  fileprivate func append(prefix value: RawSpan, to out: inout TextBuffer, _ options: borrowing RenderOptions) {
    let width = value.load8(1)
    guard isWidth(width, to: &out) else { return }
    var address: UInt128 = 0
    for at in 0..<16 { address = address << 8 | UInt128(value.uint8(ifAt: at + 2) ?? 0) }
    out.append(host: IPv6Address(rawValue: address), options)
    out.append(width, after: "/")
    if Int(width) > 8 * (length - 2) { out.append(" (inconsistent prefix length)") }
  }

  /// Source: RFC 5447 section 4.2.2.
  fileprivate func append(homePrefix value: RawSpan, to out: inout TextBuffer, _ options: borrowing RenderOptions) {
    guard isWidth(value.load8(0), to: &out) else { return }
    out.append(host: IPv6Address(rawValue: value.load128(1)), options)
    out.append(value.load8(0), after: "/")
  }

  private func isWidth(_ width: UInt8, to out: inout TextBuffer) -> Bool {
    if width <= 128 { return true }
    out.append(width, after: "ERROR: netmask ")
    out.append(" not in range (0..128)")
    return false
  }

  // MARK: Locations (RFC 5580)

  /// Whether the value is long enough; says so otherwise.
  private func hasAtLeast(_ expected: Int, to out: inout TextBuffer) -> Bool {
    if length >= expected { return true }
    out.append(length, after: "ERROR: length ")
    out.append(expected, after: " < ")
    return false
  }

  fileprivate func append(operatorName value: RawSpan, to out: inout TextBuffer) {
    guard hasAtLeast(2, to: &out) else { return }
    out.append("[")
    out.append(value.load8(0), named: Self.namespaces, orElse: "unknown namespace ")
    out.append("] ")
    out.append(visible: value.suffix(from: 1))
  }

  fileprivate func append(location value: RawSpan, to out: inout TextBuffer) {
    guard hasAtLeast(21, to: &out) else { return }
    out.append(value.load16(0), after: "index ")
    out.append(", code ")
    append(value.load8(2), "Civic", "Geospatial", to: &out)
    out.append(", entity ")
    append(value.load8(3), "User", "RADIUS", to: &out)
    out.append(", sighting time ")
    out.append(ntpTime: value.load64(4))
    out.append(", time to live ")
    out.append(ntpTime: value.load64(12))
    out.append(", method \"")
    out.append(visible: value.suffix(from: 20))
    out.append("\"")
  }

  private func append(_ value: UInt8, _ zero: StaticString, _ one: StaticString, to out: inout TextBuffer) {
    switch value {
    case 0: out.append(zero)
    case 1: out.append(one)
    default:
      out.append(value, after: "Unknown (")
      out.append(")")
    }
  }

  fileprivate func append(locationData value: RawSpan, to out: inout TextBuffer) {
    guard hasAtLeast(3, to: &out) else { return }
    out.append(value.load16(0), after: "index ")
    out.append(", location")
    out.append(hexAndASCII: value.suffix(from: 2), indent: "\n\t    ")
  }

  fileprivate func append(policy value: RawSpan, to out: inout TextBuffer) {
    guard hasAtLeast(10, to: &out) else { return }
    out.append("flags [")
    RADIUSValueNames.policyFlags.append(UInt32(value.load16(0)), none: "none", to: &out)
    out.append("], retention expires ")
    out.append(ntpTime: value.load64(2))
    guard length > 10 else { return }
    out.append(", note well \"")
    out.append(visible: value.suffix(from: 10))
    out.append("\"")
  }

  private static let namespaces = Tokens([0x30: "TADIG", 0x31: "REALM", 0x32: "E212", 0x33: "ICC"])
}

extension TextBuffer {
  fileprivate mutating func append(_ value: Int, after title: StaticString) {
    append(title)
    append(value)
  }
}
