import Bytes
import Dissection

extension Summary {
  static let eapol = Summary(kind: .eapol, mark: "eap") { (packet, index, out, options) throws(Truncation) in
    guard let frame = try? EAPOLFrame(packet.bytes(of: packet.layers[index])) else {
      return out.append(truncationMark: "eap")
    }
    out.append(EAPOLFrame.typeNames[frame.type] ?? "unknown")
    out.append(" (")
    out.append(frame.type)
    out.append(") v")
    out.append(frame.version)
    out.append(", len ")
    out.append(frame.length)
    guard options.verbosity > 0, frame.type == 0 else { return }
    if frame.length == 0 { return out.append(truncationMark: "eap") }
    out.append(", ")
    try out.append(eap: frame.body, length: Int(frame.length), "eap")
  }
}

extension EAPOLFrame {
  fileprivate static let typeNames = Tokens([
    0: "EAP packet", 1: "EAPOL start", 2: "EAPOL logoff", 3: "EAPOL key", 4: "Encapsulated ASF alert",
  ])
}
