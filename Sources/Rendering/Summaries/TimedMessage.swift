import Bytes
import Dissection

extension Summary {
  static let timed = Summary(kind: .timed, mark: "timed") { (packet, index, out, _) throws(Truncation) in
    let message = try TimedMessage(packet.bytesBehindDatagram(index))
    if message.type < TimedMessage.names.count {
      out.append("TSP_")
      out.append(TimedMessage.names[Int(message.type)])
    } else {
      out.append("(tsp_type 0x")
      out.append(hex: message.type)
      out.append(")")
    }
    let version = try message.version.captured()
    out.append(" vers ")
    out.append(version)
    let sequence = try message.sequence.captured()
    out.append(" seq ")
    out.append(sequence)
    switch message.type {
    case 24:
      let count = try message.hopCount.captured()
      out.append(" hopcnt ")
      out.append(count)
    case 1, 5, 22, 23: guard try message.appendTime(to: &out) else { return }
    default: break
    }
    out.append(" name ")
    let name = message.name
    if out.append(untilZero: name) == nil, name.byteCount < TimedMessage.nameLength { throw Truncation() }
  }
}

extension TimedMessage {
  /// Writes the time; returns whether it makes sense.
  fileprivate func appendTime(to out: inout TextBuffer) throws(Truncation) -> Bool {
    var seconds = Int(try seconds.captured())
    var microseconds = Int(try microseconds.captured())
    guard microseconds >= 0 else { return false }
    out.append(" time ")
    if seconds < 0, microseconds != 0 {
      seconds += 1
      if seconds == 0 { out.append("-") }
      microseconds = 1_000_000 - microseconds
    }
    out.append(seconds)
    out.append(".")
    if microseconds < 0 { out.append("-") }
    out.append(UInt32(microseconds.magnitude), width: microseconds < 0 ? 5 : 6)
    return true
  }

  fileprivate static let names: [StaticString] = [
    "ANY", "ADJTIME", "ACK", "MASTERREQ", "MASTERACK", "SETTIME", "MASTERUP", "SLAVEUP", "ELECTION", "ACCEPT",
    "REFUSE", "CONFLICT", "RESOLVE", "QUIT", "DATE", "DATEREQ", "DATEACK", "TRACEON", "TRACEOFF", "MSITE", "MSITEREQ",
    "TEST", "SETDATE", "SETDATEREQ", "LOOP",
  ]
}
