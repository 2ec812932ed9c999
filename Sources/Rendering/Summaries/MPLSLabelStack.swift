import Bytes
import Dissection

extension Summary {
  static let mpls = Summary(kind: .mpls, mark: "mpls") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    out.append("MPLS")
    let bytes = packet.bytes(of: layer)
    var offset = 0
    while true {
      guard layer.length - offset >= 4 else {
        out.append(" (invalid)")
        return try bytes.require(layer.length)
      }
      let stack = try MPLSLabelStack(bytes)
      let label = try stack.label(at: offset).captured()
      out.append(offset > 0 && options.verbosity > 0 ? "\n\t(label " : " (label ")
      out.append(label, options)
      offset += 4
      if label.isBottom { break }
    }
    try packet.summarizeLabeled(of: index, offset, into: &out, options)
  }
}

extension DissectedPacket {
  /// Writes what stands behind a label stack; what is not known is dumped.
  fileprivate func summarizeLabeled(
    of index: Int, _ offset: Int, into out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    guard index + 1 >= layers.count else {
      out.append(options.verbosity > 0 ? "\n\t" : " ")
      try summarize(index + 1, into: &out, options)
      return
    }
    let rest = bytes(of: layers[index]).suffix(from: offset)
    if layers[index].length > offset { try rest.require(1) }
    guard options.dumpsUnknown else { return }
    out.append(hexAndASCII: rest)
    try rest.require(max(0, layers[index].length - offset))
  }
}

extension TextBuffer {
  fileprivate mutating func append(_ label: MPLSLabel, _ options: borrowing RenderOptions) {
    append(label.value)
    if options.verbosity > 0, label.value < 16 {
      append(" (")
      switch label.value {
      case 0: append("IPv4 explicit NULL")
      case 1: append("router alert")
      case 2: append("IPv6 explicit NULL")
      case 3: append("implicit NULL")
      default: append("rsvd")
      }
      append(")")
    }
    append(", tc ")
    append(label.trafficClass)
    if label.isBottom { append(", [S]") }
    append(", ttl ")
    append(label.timeToLive)
    append(")")
  }
}
