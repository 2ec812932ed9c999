import Bytes
import Dissection
import Packets

extension Summary {
  static let ripng = Summary(kind: .ripng, mark: "ripng") { (packet, index, out, options) throws(Truncation) in
    let length = packet.layers[index].length
    let message = try RIPngMessage(packet.bytes(of: packet.layers[index]))
    if message.version != 1 {
      out.append(" [vers ")
      out.append(message.version)
      return out.append("] (invalid)")
    }
    guard message.command == 1 || message.command == 2 else {
      out.append(" ripng-")
      out.append(message.command)
      out.append(" ?? ")
      out.append(length)
      return out.append(" (invalid)")
    }
    try message.append(length, to: &out, options)
  }
}

extension RIPngMessage {
  fileprivate func append(
    _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    guard length >= Self.headerLength else { return out.append(" (invalid)") }
    let (count, rest) = (length - Self.headerLength).quotientAndRemainder(dividingBy: Self.entryLength)
    if command == 1, count == 1 {
      let entry = try entry(0)
      if entry.metric == Self.infinity, entry.prefix.rawValue == 0 { return out.append(" ripng-req dump") }
    }
    out.append(command == 1 ? " ripng-req " : " ripng-resp ")
    out.append(count)
    if rest > 0 {
      out.append("[")
      out.append(length)
      out.append("]")
    }
    out.append(":")
    for index in 0..<count {
      out.append(options.verbosity > 1 ? "\n\t" : " ")
      let entry = try entry(index)
      out.append(host: entry.prefix, options)
      out.append("/")
      out.append(entry.prefixLength)
      if entry.tag != 0 {
        out.append(" [")
        out.append(entry.tag)
        out.append("]")
      }
      if entry.metric != 0, command == 2 {
        out.append(" (")
        out.append(entry.metric)
        out.append(")")
      }
    }
    if rest > 0 { out.append(" (invalid)") }
  }
}
