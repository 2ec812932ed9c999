import Bytes
import Dissection
import Packets

extension Summary {
  static let msdp = Summary(kind: .msdp, mark: "msdp") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    do throws(PartStop) {
      try appendMSDP(packet, index, layer.length, to: &out, options)
    } catch {
      try out.append(stop: error, in: "msdp")
    }
  }

  private static func appendMSDP(
    _ packet: borrowing DissectedPacket, _ index: Int, _ length: Int, to out: inout TextBuffer,
    _ options: borrowing RenderOptions
  ) throws(PartStop) {
    let bytes = packet.bytes(of: packet.layers[index])
    out.append(": msdp")
    let (first, count) = (try bytes.byte(0), try bytes.half(1))
    guard (3...1500).contains(count), (1...7).contains(first) else { throw .marked }
    var at = 0
    while at < length {
      try bytes.check(3, at: at)
      let (type, size) = (try bytes.byte(at), Int(try bytes.half(at + 1)))
      if options.verbosity > 0 || size > 1400 { out.append(" [len ", size, "]") }
      if size < 3 || length - at < size { throw .marked }
      if try append(msdp: type, size, bytes.suffix(from: at), to: &out, options) {
        out.append(" [w/data]")
        if options.verbosity > 1 { out.append(" ") }
        // Only what the first message carries is found by the walk.
        if options.verbosity > 1, at == 0 {
          do throws(Truncation) {
            try packet.summarize(index + 1, into: &out, options)
          } catch {
            throw .ended
          }
        }
      }
      at += size
    }
  }

  /// Returns whether the message carries a packet.
  private static func append(
    msdp type: UInt8, _ size: Int, _ bytes: RawSpan, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(PartStop) -> Bool {
    switch type {
    case 1, 3:
      out.append(type == 1 ? " SA" : " SA-Response")
      try bytes.check(4)
      let count = Int(bytes.load8(3))
      out.append(" ", count, " entries")
      return size > 8 + count * 12
    case 2:
      out.append(" SA-Request")
      try bytes.check(8)
      out.append(" for ")
      try out.append(ipv4: bytes, at: 4, options)
    case 4:
      out.append(" Keepalive")
      if size != 3 { out.append("[len=", size, "] ") }
    case 5: out.append(" Notification")
    default:
      out.append(" [type=", type, " len=")
      out.append("", size, "]")
    }
    return false
  }
}
