import Bytes
import Dissection

extension Summary {
  static let broadcomIntercept = Summary(kind: .broadcomIntercept, mark: "bcm_li") {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    if layer.length < 4 {
      out.append(" (length ")
      out.append(layer.length)
      return out.append(" < 4) (invalid)")
    }
    let bytes = packet.bytes(of: layer)
    let shim = try BroadcomInterceptShim(bytes)
    if options.verbosity > 0 { out.append("\n    ") }
    shim.append(to: &out)
    guard options.verbosity > 0 else { return try bytes.require(layer.length) }
    out.append("\n    ")
    switch (shim.type, shim.guessedVersion) {
    case (4, nil): throw Truncation()
    case (4, 4), (4, 6), (5...7, _): try packet.summarize(index + 1, into: &out, options)
    case (4, _): out.append("unknown payload")
    default: out.append(" (invalid)")
    }
  }
}

extension BroadcomInterceptShim {
  fileprivate func append(to out: inout TextBuffer) {
    out.append("BCM-LI-SHIM: direction ")
    out.append(Self.directionNames[direction] ?? "unknown")
    out.append(", pkt-type ")
    out.append(Self.typeNames[type] ?? "unknown")
    out.append(", pkt-subtype ")
    out.append(Self.subtypeNames[subtype] ?? "unknown")
    out.append(", li-id ")
    out.append(interception)
  }

  private static let directionNames = Tokens([1: "unused", 2: "egress", 3: "ingress"])

  private static let typeNames = Tokens([4: "undecided", 5: "ipv4", 6: "ipv6", 7: "ethernet"])

  private static let subtypeNames = Tokens([1: "single VLAN tag", 2: "double VLAN tag", 3: "untagged"])
}
