import Bytes
import Dissection
import Packets

extension Summary {
  static let slarp = Summary(kind: .slarp, mark: "chdlc_slarp", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    out.append("SLARP (length: ")
    out.append(layer.length)
    out.append("), ")
    let message = try SLARPMessage(bytes)
    try message.append(layer.length, to: &out, options)
    // Behind an uptime only what follows it is left to dump.
    let body = bytes.suffix(from: message.code == 2 && layer.length >= 18 ? 18 : 4)
    if message.code > 2, options.verbosity <= 1 { out.append(hex: body) }
    if layer.length > 18, options.verbosity > 0 {
      out.append(", (trailing junk: ")
      out.append(layer.length - 18)
      out.append(" bytes)")
    }
    if options.verbosity > 1 { out.append(hex: body) }
  }
}

extension SLARPMessage {
  fileprivate func append(
    _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    switch code {
    case 0: out.append("request")
    case 1:
      out.append("reply ")
      out.append(host: address, options)
      out.append("/")
      out.append(host: mask, options)
    case 2:
      out.append("keepalive: mineseen=0x")
      out.append(hex: ownSequence, width: 8)
      out.append(", yourseen=0x")
      out.append(hex: peerSequence, width: 8)
      out.append(", reliability=0x")
      out.append(hex: reliability, width: 4)
      guard length >= 18 else { return }
      guard let uptime else {
        throw out.giveUp("chdlc_slarp")
      }
      let seconds = uptime / 1000
      out.append(", link uptime=")
      out.append(seconds / 86_400)
      out.append("d")
      out.append(seconds / 3600 % 24)
      out.append("h")
      out.append(seconds / 60 % 60)
      out.append("m")
      out.append(seconds % 60)
      out.append("s")
    default:
      out.append("0x")
      out.append(hex: code, width: 2)
      out.append(" unknown")
    }
  }
}
