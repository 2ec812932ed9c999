import Bytes
import Dissection

extension Summary {
  static let tftp = Summary(kind: .tftp, mark: "tftp", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let length = packet.layers[index].length
    out.append("TFTP, length ")
    out.append(length)
    guard let message = try? TFTPMessage(packet.bytes(of: packet.layers[index])) else {
      throw out.giveUp("tftp")
    }
    out.append(", ")
    guard let name = TFTPMessage.operationNames[message.operation] else {
      out.append("tftp-#")
      return out.append(message.operation)
    }
    out.append(name)
    switch message.operation {
    case 1, 2:
      guard length > 2 else { throw Truncation() }
      let end = try out.append(string: message.body, " \"", "\"")
      let mode = message.body.suffix(from: end)
      guard length > 2 + end else { throw Truncation() }
      let modeEnd = try out.append(string: mode, " ", "")
      try out.append(options: mode.suffix(from: modeEnd), length - 2 - end - modeEnd)
    case 3, 4:
      let block = try message.body.uint16(at: 0)
      out.append(" block ")
      out.append(block)
    case 5: try message.appendError(length, to: &out)
    default: try out.append(options: message.body, length - 2)
    }
  }
}

extension TFTPMessage {
  fileprivate func appendError(_ length: Int, to out: inout TextBuffer) throws(Truncation) {
    let code = try body.uint16(at: 0)
    out.append(" ")
    if let name = Self.errorNames[code] {
      out.append(name)
    } else {
      out.append("tftp-err-#")
      out.append(code)
      out.append(" \"")
    }
    guard length > 4 else { throw Truncation() }
    _ = try out.append(string: body.suffix(from: 2), " \"", "\"")
  }

  fileprivate static let operationNames = Tokens([
    1: "RRQ", 2: "WRQ", 3: "DATA", 4: "ACK", 5: "ERROR", 6: "OACK",
  ])

  private static let errorNames = Tokens([
    0: "EUNDEF", 1: "ENOTFOUND", 2: "EACCESS", 3: "ENOSPACE", 4: "EBADOP", 5: "EBADID", 6: "EEXISTS", 7: "ENOUSER",
  ])
}

extension TextBuffer {
  /// Appends what stands before a zero byte; returns the bytes that have it.
  fileprivate mutating func append(
    string bytes: RawSpan, _ prefix: StaticString, _ suffix: StaticString
  ) throws(Truncation) -> Int {
    append(prefix)
    let length = append(untilZero: bytes)
    append(suffix)
    guard let length else { throw Truncation() }
    return length
  }

  /// Appends names and values of options.
  fileprivate mutating func append(options bytes: RawSpan, _ length: Int) throws(Truncation) {
    var at = 0
    while at < length {
      let isEmpty = try bytes.uint8(at: at) == 0
      at += try append(string: bytes.suffix(from: at), isEmpty ? "" : " ", "")
    }
  }
}
