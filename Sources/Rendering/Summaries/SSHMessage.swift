import Bytes
import Dissection

extension Summary {
  static let ssh = Summary(kind: .ssh, mark: "ssh") { (packet, index, out, options) throws(Truncation) in
    let bytes = packet.bytes(of: packet.layers[index])
    guard let range = try SSHMessage(bytes).version(length: packet.layers[index].length) else { return }
    out.append(": SSH: ")
    out.append(bytes.extracting(range))
  }
}
