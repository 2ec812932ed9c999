import Bytes
import Dissection

extension Summary {
  static let atm = Summary(kind: .atm, mark: "atm", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    let frame = try ATMFrame(bytes)
    if frame.hasAddresses, options.showsLinkHeader {
      out.append(hex: frame.destination, width: 16)
      out.append(" ")
      out.append(hex: frame.source, width: 16)
      out.append(" ")
    }
    try packet.summarize(index + 1, into: &out, options)
  }
}
