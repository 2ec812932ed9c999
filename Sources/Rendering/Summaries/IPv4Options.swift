import Bytes
import Dissection
import Packets

extension IPv4Packet {
  /// Writes the options; returns whether the captured bytes end among their data.
  ///
  /// - Throws: `Truncation` when they end before the length of one.
  func appendOptions(
    to out: inout TextBuffer, _ bytes: RawSpan, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Bool {
    var offset = 20
    while offset < headerLength {
      if offset > 20 { out.append(byte: UInt8(ascii: ",")) }
      let option = bytes.suffix(from: offset)
      let type = try option.uint8(at: 0)
      out.append(type, named: Self.optionNames, orElse: "unknown ")
      let length = type > 1 ? Int(try option.uint8(at: 1)) : 1
      if length > headerLength - offset || (type > 1 && length < 2) {
        out.append(badLength: length)
        return false
      }
      do {
        try Self.appendData(type, option, length, to: &out, options)
      } catch {
        out.append(" [truncated-option]")
        return true
      }
      if type == 0 { return false }
      offset += length
    }
    return false
  }

  /// Writes what an option has behind its name.
  ///
  /// - Parameter bytes: the option and what comes behind it: a route with a wrong length reaches there.
  private static func appendData(
    _ type: UInt8, _ bytes: RawSpan, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    try bytes.require(length)
    switch type {
    case 68: try appendTimestamps(bytes, length, to: &out, options)
    case 7, 131, 137: try appendRoute(bytes, length, to: &out, options)
    case 148:
      guard length >= 4 else { return out.append(badLength: length) }
      let value = bytes.load16(2)
      if value != 0 {
        out.append(" value ")
        out.append(value)
      }
    default: break
    }
  }

  private static func appendRoute(
    _ bytes: RawSpan, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    if length < 3 { return out.append(badLength: length) }
    if (length + 1) & 3 != 0 { out.append(badLength: length) }
    // A pointer counts from 1; one of 0 points behind everything.
    let pointer = bytes.load8(2) == 0 ? 256 : Int(bytes.load8(2)) - 1
    if pointer < 3 || (pointer + 1) & 3 != 0 || pointer > length + 1 { out.append(badPointer: bytes.load8(2)) }
    for at in stride(from: 3, to: length, by: 4) {
      let address = try bytes.uint32(at: at)
      out.append(" ")
      out.append(host: IPv4Address(rawValue: address), options)
      if pointer > at { out.append(",") }
    }
  }

  private static func appendTimestamps(
    _ option: RawSpan, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    guard length >= 4 else {
      out.append("[bad length ")
      out.append(length)
      return out.append("]")
    }
    let kind = option.load8(3) & 0xf
    let hop = kind == 0 ? 4 : 8
    let pointer = Int(option.load8(2)) - 1
    out.append(" TS{")
    if (length - 4) & (hop - 1) != 0 {
      out.append("[bad length ")
      out.append(length)
      out.append("]")
    }
    if pointer < 4 || (pointer - 4) & (hop - 1) != 0 || pointer > length + 1 {
      out.append("[bad ptr ")
      out.append(option.load8(2))
      out.append("]")
    }
    var at = 0
    switch kind {
    case 0: out.append("TSONLY")
    case 1: out.append("TS+ADDR")
    case 3: out.append("PRESPEC")
    default:
      out.append("[bad ts type ")
      out.append(kind)
      out.append("]")
    }
    if kind == 0 || kind == 1 || kind == 3 {
      at = 4
      while at < length {
        try option.require(hop, at: at)
        out.append(pointer == at ? " ^ " : " ")
        out.append(option.load32(at + hop - 4))
        out.append("@")
        if hop == 8 { out.append(host: IPv4Address(rawValue: option.load32(at)), options) }
        at += hop
      }
    }
    if pointer == at { out.append(" ^ ") }
    let missed = option.load8(3) >> 4
    if missed > 0 {
      out.append(" [")
      out.append(missed)
      out.append(" hops not recorded]} ")
    } else {
      out.append("}")
    }
  }

  private static let optionNames = Tokens([
    0: "EOL", 1: "NOP", 7: "RR", 68: "timestamp", 82: "traceroute", 130: "security", 131: "LSRR", 137: "SSRR",
    148: "RA",
  ])
}

extension TextBuffer {
  fileprivate mutating func append(badLength length: Int) {
    append(" [bad length ")
    append(length)
    append("]")
  }

  fileprivate mutating func append(badPointer pointer: UInt8) {
    append(" [bad ptr ")
    append(pointer)
    append("]")
  }
}
