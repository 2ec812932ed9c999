import Bytes
import Dissection

extension Summary {
  static let resp = Summary(kind: .resp, mark: "resp", goesOnWhenCut: true) {
    (packet, index, out, _) throws(Truncation) in
    let bytes = packet.bytes(of: packet.layers[index])
    out.append(": RESP")
    var values = RESPValues(bytes)
    while let value = try values.next() {
      switch value {
      case .text(let range):
        out.append(" ")
        out.append(quoted: bytes.extracting(range))
      case .array: break
      case .empty: out.append(" empty")
      case .null: out.append(" null")
      case .invalid: out.append(" invalid")
      case .tooLarge: out.append(" length too large")
      case .negative: out.append(" length negative and not -1")
      }
    }
    // The message goes on in bytes that were not captured.
    if bytes.byteCount < packet.layers[index].length { throw Truncation() }
  }
}
