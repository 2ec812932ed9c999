import Bytes
import Dissection

extension Summary {
  static let nlb = Summary(kind: .nlb, mark: "msnlb") { (packet, index, out, options) throws(Truncation) in
    let heartbeat = NLBHeartbeat.Partial(packet.bytes(of: packet.layers[index]))
    out.append("MS NLB heartbeat")
    let priority = try heartbeat.hostPriority.captured()
    out.append(", host priority: ", priority)
    let cluster = try heartbeat.cluster.captured()
    out.append(", cluster IP: ")
    out.append(host: cluster, options)
    let host = try heartbeat.host.captured()
    out.append(", host IP: ")
    out.append(host: host, options)
  }
}
