import Bytes
import Dissection

extension Summary {
  static let resp = Summary(kind: .resp, mark: "resp", goesOnWhenCut: true) {
    (packet, index, out, _) throws(Truncation) in
    let bytes = packet.bytes(of: packet.layers[index])
    out.append(": RESP")
    var values = RESPValues(bytes)
    while true {
      let isCommand = values.isAtCommand
      let next: RESPValues.Value?
      do throws(Truncation) {
        next = try values.next()
      } catch {
        // A command is looked for the end of its line byte by byte: a dump then begins at the first byte.
        throw isCommand ? out.giveUp("resp") : error
      }
      guard let value = next else { break }
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
    if bytes.byteCount < packet.layers[index].length { throw out.giveUp("resp") }
  }
}
