import Bytes
import Dissection
import Packets

extension IPv4Packet {
  /// Writes the options; returns whether the captured bytes end among them.
  func appendOptions(to out: inout TextBuffer, _ bytes: RawSpan, _ options: borrowing RenderOptions) -> Bool {
    var offset = 20
    var isFirst = true
    while offset < headerLength {
      if !isFirst { out.append(byte: UInt8(ascii: ",")) }
      isFirst = false
      do {
        offset += try appendOption(to: &out, bytes.suffix(from: offset), headerLength - offset, options)
      } catch {
        switch error {
        case .truncated:
          out.append(" [truncated-option]")
          return true
        case .ended: return false
        }
      }
    }
    return false
  }

  private enum Stop: Error {
    case truncated
    case ended
  }

  /// Writes one option; returns its length.
  private func appendOption(
    to out: inout TextBuffer, _ bytes: RawSpan, _ space: Int, _ options: borrowing RenderOptions
  ) throws(Stop) -> Int {
    guard let type = bytes.uint8(ifAt: 0) else { throw .truncated }
    out.append(type, named: Self.optionNames, orElse: "unknown ")
    var length = 1
    if type > 1 {
      guard let declared = bytes.uint8(ifAt: 1) else { throw .truncated }
      length = Int(declared)
    }
    if length > space || (type > 1 && length < 2) {
      out.append(badLength: length)
      throw .ended
    }
    guard bytes.has(length, at: 0) else { throw .truncated }
    let option = bytes.prefix(length, from: 0)
    switch type {
    case 0: throw .ended
    case 68: Self.appendTimestamps(option, to: &out, options)
    case 7, 131, 137: Self.appendRoute(option, to: &out, options)
    case 148:
      guard length >= 4 else {
        out.append(badLength: length)
        break
      }
      let value = option.load16(2)
      if value != 0 {
        out.append(" value ")
        out.append(value)
      }
    default: break
    }
    return length
  }

  private static func appendRoute(
    _ option: RawSpan, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) {
    let length = option.byteCount
    if length < 3 { return out.append(badLength: length) }
    if (length + 1) & 3 != 0 { out.append(badLength: length) }
    let pointer = Int(option.load8(2)) - 1
    if pointer < 3 || (pointer + 1) & 3 != 0 || pointer > length + 1 { out.append(badPointer: option.load8(2)) }
    var at = 3
    while at < length {
      guard let address = option.uint32(ifAt: at) else { return }
      out.append(" ")
      out.append(host: IPv4Address(rawValue: address), options)
      if pointer > at { out.append(",") }
      at += 4
    }
  }

  private static func appendTimestamps(
    _ option: RawSpan, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) {
    let length = option.byteCount
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
      while at < length, option.has(hop, at: at) {
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
