import Bytes
import Dissection

extension Summary {
  static let resp = Summary(kind: .resp, mark: "resp", goesOnWhenCut: true) {
    (packet, index, out, _) throws(Truncation) in
    let bytes = packet.bytes(of: packet.layers[index])
    out.append(": RESP")
    let isCut = bytes.byteCount < packet.layers[index].length
    var values = RESPValues(bytes)
    while true {
      let isUntyped = values.isAtUntyped
      let next: RESPValues.Value?
      do throws(Truncation) {
        next = try values.next()
      } catch {
        // Before a type, and in a command, it is read without looking first: a dump then begins at the first byte.
        throw isCut && isUntyped ? out.giveUp("resp") : error
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
    if isCut { throw out.giveUp("resp") }
  }
}
