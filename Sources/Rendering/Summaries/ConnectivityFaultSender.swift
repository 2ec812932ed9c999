import Bytes
import Dissection
import Packets

/// Writes who sent a frame of connectivity fault management; what was read is counted. Source: IEEE 802.1ag-2007
/// section 21.5.3.
struct ConnectivityFaultSenderText: ~Escapable {
  private let value: RawSpan
  private var at = 0
  /// Whether there is something that is only dumped.
  private(set) var isDumped = false
  /// Whether the next TLV is looked for a byte early, in the last one of this.
  private(set) var endsEarly = false
  /// Whether no other TLV is looked for.
  private(set) var isLast = false

  @_lifetime(copy value)
  init(_ value: RawSpan) { self.value = value }

  /// Bytes that are left.
  var rest: Int { value.byteCount - at }

  /// Returns whether the lengths fit into the TLV.
  mutating func append(to out: inout TextBuffer, _ options: borrowing RenderOptions) -> Bool {
    let length = Int(value.load8(0))
    at = 1
    if length > 0, !appendChassis(length, to: &out, options) { return false }
    guard rest > 0 else { return true }
    let domainLength = Int(value.load8(at))
    at += 1
    out.append("\n\t  Management Address Domain Length ")
    out.append(domainLength)
    guard domainLength > 0 else { return true }
    guard let domain = take(domainLength, &out) else { return false }
    out.append("\n\t  Management Address Domain: ")
    out.append(hex: value.extracting(domain), indent: "")
    guard rest > 0 else {
      out.append(" (Management Address Length is missing)")
      isDumped = true
      return true
    }
    let addressLength = Int(value.load8(at))
    at += 1
    out.append("\n\t  Management Address Length ")
    out.append(addressLength)
    guard addressLength > 0 else { return true }
    guard let address = take(addressLength, &out) else {
      isLast = true
      return false
    }
    out.append("\n\t  Management Address: ")
    out.append(hex: value.extracting(address), indent: "")
    return true
  }

  private mutating func appendChassis(
    _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) -> Bool {
    guard rest > 0 else {
      out.append("\n\t  (TLV too short)")
      return false
    }
    let type = value.load8(at)
    at += 1
    out.append("\n\t  Chassis-ID Type ")
    out.append(Self.chassisTypes[type] ?? "Unknown")
    out.append(parenthesized: type)
    out.append(", Chassis-ID length ")
    out.append(length)
    guard let range = take(length, &out) else {
      endsEarly = true
      return false
    }
    let chassis = value.extracting(range)
    switch type {
    case 4 where length == 6:
      out.append("\n\t  MAC ")
      out.append(station: MACAddress(rawValue: chassis.load48(0)), options)
    case 4:
      out.append(" (invalid MAC address length)")
      isDumped = true
    case 5: appendNetworkAddress(chassis, to: &out, options)
    case 1, 2, 3, 6, 7: _ = out.append(untilZero: chassis)
    default: isDumped = true
    }
    return true
  }

  private mutating func appendNetworkAddress(
    _ chassis: RawSpan, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) {
    let family = chassis.load8(0)
    out.append("\n\t  Network Address Type ")
    out.append(family == 1 ? "IPv4" : family == 2 ? "IPv6" : "Unknown")
    out.append(parenthesized: family)
    let size = chassis.byteCount - 1
    switch family {
    case 1 where size == 4:
      out.append(", ")
      out.append(host: IPv4Address(rawValue: chassis.load32(1)), options)
    case 2 where size == 16:
      out.append(", ")
      out.append(host: IPv6Address(rawValue: chassis.load128(1)), options)
    case 1, 2:
      out.append(family == 1 ? "(invalid IPv4 address length " : "(invalid IPv6 address length ")
      out.append(size)
      out.append(")")
      isDumped = true
    default: isDumped = true
    }
  }

  /// The next bytes, when there are as many; says so otherwise.
  private mutating func take(_ count: Int, _ out: inout TextBuffer) -> Range<Int>? {
    guard rest >= count else {
      out.append("\n\t  (TLV too short)")
      return nil
    }
    at += count
    return (at - count)..<at
  }

  private static let chassisTypes = Tokens([
    0: "Reserved", 1: "Chassis component", 2: "Interface alias", 3: "Port component", 4: "MAC address",
    5: "Network address", 6: "Interface name", 7: "Locally assigned",
  ])
}
