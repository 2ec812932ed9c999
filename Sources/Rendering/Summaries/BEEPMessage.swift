import Bytes
import Dissection

extension Summary {
  static let beep = Summary(kind: .beep, mark: "beep") { (packet, index, out, _) throws(Truncation) in
    let bytes = packet.bytes(of: packet.layers[index])
    switch try BEEPMessage(bytes).keyword {
    case .reply: out.append(" BEEP RPY")
    case .error: out.append(" BEEP ERR")
    case .answer: out.append(" BEEP ANS")
    case .end: out.append(" BEEP NUL")
    case .sequence: out.append(" BEEP SEQ")
    case nil:
      // tcpdump compares these two with the byte that ends a string in C.
      let word = bytes.uint32(ifAt: 0)
      out.append(
        word == 0x4d53_4700 ? " BEEP MSG" : word == 0x454e_4400 ? " BEEP END" : " BEEP (payload or undecoded)")
    }
  }
}
