import Bytes
import Packets

extension TextBuffer {
  /// Appends through which of several interfaces a packet went and which way, as lines of a cooked header tell it.
  mutating func append(sourceOf packet: borrowing CapturedPacket, _ options: borrowing RenderOptions) {
    // A cooked header of the second version has it all, and its lines tell it.
    guard let sourceName = options.sourceName, packet.linkType != .linuxSLL2 else { return }
    let start = count
    append(string: sourceName(packet.interfaceIndex) ?? "?")
    append(repeating: UInt8(ascii: " "), count: 5 - (count - start))
    append(" ")
    let way = packet.way
    append(way)
    append(repeating: UInt8(ascii: " "), count: 4 - way.utf8CodeUnitCount)
  }
}

extension CapturedPacket {
  /// `Out`, or to whom it came as far as its addresses tell: to all, to a group, in.
  fileprivate var way: StaticString {
    switch direction {
    case .unknown: return "?"
    case .outbound: return "Out"
    case .inbound:
      guard linkType == .ethernet, bytes.has(6, at: 0), bytes.load8(0) & 1 != 0 else { return "In" }
      return bytes.load32(0) == .max && bytes.load16(4) == .max ? "B" : "M"
    }
  }
}
