import Bytes
import Dissection

extension Summary {
  static let l2tp = Summary(kind: .l2tp, mark: "l2tp") { (packet, index, out, options) throws(Truncation) in
    let bytes = packet.untilSnapshotEnd(from: index)
    let header = try L2TPHeader.Partial(bytes)
    switch header.version {
    case 2: out.append(" l2tp:")
    case 1: return out.append(" l2f:")
    default: return out.append(" Unknown Version, neither L2F(1) nor L2TP(2)")
    }
    try header.append(to: &out)
    guard header.hasPadding else { return out.append(truncationMark: "l2tp") }
    var length = packet.layers[index].length
    if let declared = try header.length {
      if length < Int(declared) {
        out.append(declared, after: " Length ")
        return out.append(" larger than packet")
      }
      length = Int(declared)
    }
    let behind = try header.headerLength
    if length < behind {
      out.append(" Length ")
      out.append(length)
      return out.append(" smaller than header length")
    }
    guard header.isControl else {
      out.append(" {")
      try packet.summarize(index + 1, into: &out, options)
      return out.append("}")
    }
    guard header.hasLength else { return out.append(" No length") }
    if length == behind { return out.append(" ZLB") }
    var at = behind
    while at < length, let count = try L2TPAttributeText(bytes.suffix(from: at)).append(room: length - at, to: &out) {
      at += count
    }
  }
}

extension L2TPHeader.Partial {
  fileprivate func append(to out: inout TextBuffer) throws(Truncation) {
    out.append("[")
    if isControl { out.append("T") }
    if hasLength { out.append("L") }
    if hasNumbers { out.append("S") }
    if hasOffset { out.append("O") }
    if hasPriority { out.append("P") }
    out.append("]")
    _ = try length
    out.append(try tunnel, after: "(")
    out.append("/")
    out.append(try session)
    out.append(")")
    if hasNumbers {
      out.append(try sent, after: "Ns=")
      out.append(",")
      out.append(try received, after: "Nr=")
    }
    _ = try padding
  }
}
