import Bytes
import Dissection
import Packets

extension DissectedPacket {
  /// Writes what is behind the IP header at `index`, or behind a header that stands behind one.
  ///
  /// - Parameters:
  ///   - number: what the header says it is.
  ///   - length: bytes that the headers in front leave for it.
  func summarizeIPPayload(
    of index: Int, _ number: IPProtocol, length: Int, into out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let isIPv6 = isOverIPv6(index)
    switch number {
    case .icmp where isIPv6, .igmp where isIPv6: return out.append(refused: number, "IPv4")
    case .icmpv6 where !isIPv6, .ethernet where !isIPv6: return out.append(refused: number, "IPv6")
    case .noNext: return out.append("no next header")
    case .networkDisk:
      out.append(" nd ")
      return out.append(length)
    default: break
    }
    if !number.isIPv6Extension, try summarize(index + 1, into: &out, options) { return }
    out.append(unknown: number, length: length, options)
  }

  /// Whether the nearest IP header at or below `index` is one of IPv6.
  func isOverIPv6(_ index: Int) -> Bool {
    var at = index
    while at > 0, layers[at].kind != .ipv4, layers[at].kind != .ipv6 { at -= 1 }
    return layers[at].kind == .ipv6
  }
}

extension TextBuffer {
  fileprivate mutating func append(refused number: IPProtocol, _ version: StaticString) {
    append("[")
    append(IPProtocol.names[number.rawValue] ?? "unknown")
    append(" requires ")
    append(version)
    append("] (invalid)")
  }
}
