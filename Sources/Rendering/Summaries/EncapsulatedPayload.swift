import Bytes
import Dissection

extension Summary {
  static let esp = Summary(kind: .esp, mark: "esp", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    let header = try EncapsulatedPayload(bytes)
    // There is always something encrypted behind the header.
    try bytes.require(1, at: header.headerLength)
    out.append("ESP(spi=0x")
    out.append(hex: header.securityParametersIndex, width: 8)
    out.append(",seq=0x")
    out.append(hex: header.sequenceNumber)
    out.append("), length ")
    out.append(layer.length)
    try packet.summarize(index + 1, into: &out, options)
  }
}
