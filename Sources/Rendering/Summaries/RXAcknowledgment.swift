import Bytes

/// Which packets of a call have come. Source: as for `RXMessage`, section 5.
struct RXAcknowledgment: ~Escapable {
  /// Bytes up to the list of packets.
  private static let headerLength = 18

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan) { self.bytes = bytes }

  func append(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    guard bytes.has(Self.headerLength, at: 0) else { return out.append(truncationMark: "ack") }
    if options.verbosity > 2 {
      out.append(" bufspace ")
      out.append(bytes.load16(0))
      out.append(" maxskew ")
      out.append(bytes.load16(2))
    }
    out.append(" first ")
    out.append(bytes.load32(4))
    out.append(" serial ")
    out.append(bytes.load32(12))
    out.append(" reason ")
    out.append(bytes.load8(16), named: Self.reasons, orElse: "#")
    let count = Int(bytes.load8(17))
    guard bytes.has(count, at: Self.headerLength) else { return out.append(truncationMark: "ack") }
    appendRanges(of: 1, count, " acked ", to: &out)
    appendRanges(of: 0, count, " nacked ", to: &out)
    guard options.verbosity > 1 else { return }
    for (index, name) in Self.parameters.enumerated() {
      guard let value = bytes.uint32(ifAt: Self.headerLength + count + 3 + 4 * index) else { return }
      out.append(name)
      out.append(value)
    }
  }

  /// Writes the packets that have a state as ranges.
  private func appendRanges(of state: UInt8, _ count: Int, _ name: StaticString, to out: inout TextBuffer) {
    let first = bytes.load32(4)
    var start: Int?
    var isFirst = true
    for index in 0...count {
      let has = index < count && bytes.load8(Self.headerLength + index) == state
      if has, start == nil {
        out.append(isFirst ? name : ",")
        out.append(first &+ UInt32(index))
        start = index
        isFirst = false
      } else if !has, let from = start {
        if from != index - 1 {
          out.append("-")
          out.append(first &+ UInt32(index - 1))
        }
        start = nil
      }
    }
  }

  private static let reasons = Tokens([
    1: "ack requested", 2: "duplicate packet", 3: "out of sequence", 4: "exceeds window", 5: "no buffer space",
    6: "ping", 7: "ping response", 8: "delay", 9: "idle",
  ])

  private static let parameters: [StaticString] = [" ifmtu ", " maxmtu ", " rwind ", " maxpackets "]
}
