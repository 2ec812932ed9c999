import Bytes
import Dissection

extension Summary {
  static let decrypted = Summary(kind: .decrypted, mark: "esp", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let payload = try DecryptedPayload(packet.bytes(of: packet.layers[index]))
    guard !payload.isMalformed else { throw Truncation() }
    out.append(": ")
    try packet.summarizeIPPayload(
      of: index, payload.nextHeader, length: payload.payloadLength ?? 0, into: &out, options)
  }
}
