import Bytes
import Dissection

extension DCCPPacket {
  /// Writes the options in angle brackets (RFC 4340 section 5.8).
  func appendOptions(_ bytes: RawSpan, to out: inout TextBuffer) throws(Truncation) {
    var at = genericLength + typeLength
    guard headerLength > at else { return }
    out.append(" <")
    while true {
      let length = try Self.append(option: bytes.suffix(from: at), room: headerLength - at, to: &out)
      at += length
      guard length > 0, at < headerLength else { break }
      out.append(", ")
    }
    out.append(">")
  }

  /// Writes one option; returns its length, 0 when it has none that makes sense.
  private static func append(
    option: RawSpan, room: Int, to out: inout TextBuffer
  ) throws(Truncation) -> Int {
    let type = try option.uint8(at: 0)
    let length = type >= 32 ? Int(try option.uint8(at: 1)) : 1
    if length == 0 || (type >= 32 && length < 2) {
      append(name: type, to: &out)
      out.append(" optlen too short")
      return 0
    }
    if length > room {
      append(name: type, to: &out)
      out.append(" optlen goes past header length")
      return 0
    }
    guard option.has(length, at: 0) else {
      out.append(truncationMark: "dccp")
      return 0
    }
    append(name: type, to: &out)
    append(value: option.prefix(length - 2, from: 2), of: type, to: &out)
    return length
  }

  private static func append(name type: UInt8, to out: inout TextBuffer) {
    out.append(type, named: optionNames, orElse: type >= 128 ? "CCID option " : "Option ")
  }

  private static func append(value: RawSpan, of type: UInt8, to out: inout TextBuffer) {
    switch type {
    case 32...35: append(feature: value, to: &out)
    case 36, 38, 39, 40: append(hex: value, " 0x", to: &out)
    case 37: append(numbers: value, to: &out)
    case 41: append(number: value, sizes: 4...4, "[optlen != 6]", to: &out)
    case 42: append(echo: value, to: &out)
    case 43: append(number: value, sizes: 2...4, "[optlen != 4 or 6]", to: &out)
    case 44: append(hex: value, " ", to: &out)
    case 128...: append(number: value, sizes: 2...4, "", to: &out)
    default: break
    }
  }

  private static func append(feature value: RawSpan, to out: inout TextBuffer) {
    guard let feature = value.uint8(ifAt: 0) else { return out.append(" optlen too short") }
    guard let name = featureNames[feature] else { return }
    out.append(" ")
    out.append(name)
    append(numbers: value.suffix(from: 1), to: &out)
  }

  private static func append(numbers value: RawSpan, to out: inout TextBuffer) {
    for at in 0..<value.byteCount {
      out.append(" ")
      out.append(value.load8(at))
    }
  }

  private static func append(hex value: RawSpan, _ prefix: StaticString, to out: inout TextBuffer) {
    guard value.byteCount > 0 else { return }
    out.append(prefix)
    for at in 0..<value.byteCount { out.append(hexByte: value.load8(at)) }
  }

  /// Writes a number of two or four bytes, when its size is one of those that the option may have.
  private static func append(
    number value: RawSpan, sizes: ClosedRange<Int>, _ fault: StaticString, to out: inout TextBuffer
  ) {
    if value.byteCount == 4 {
      out.append(" ")
      out.append(value.load32(0))
    } else if value.byteCount == 2, sizes.contains(2) {
      out.append(" ")
      out.append(value.load16(0))
    } else if fault.utf8CodeUnitCount > 0 {
      out.append(" ")
      out.append(fault)
    }
  }

  private static func append(echo value: RawSpan, to out: inout TextBuffer) {
    let size = value.byteCount
    guard size == 4 || size == 6 || size == 8 else { return out.append(" [optlen != 6 or 8 or 10]") }
    out.append(" ")
    out.append(value.load32(0))
    guard size > 4 else { return }
    out.append(" (elapsed time ")
    out.append(size == 6 ? UInt32(value.load16(4)) : value.load32(4))
    out.append(")")
  }

  private static let optionNames = Tokens([
    0: "nop", 1: "mandatory", 2: "slowreceiver", 32: "change_l", 33: "confirm_l", 34: "change_r", 35: "confirm_r",
    36: "initcookie", 37: "ndp_count", 38: "ack_vector0", 39: "ack_vector1", 40: "data_dropped", 41: "timestamp",
    42: "timestamp_echo", 43: "elapsed_time", 44: "data_checksum",
  ])

  private static let featureNames = Tokens([
    0: "reserved", 1: "ccid", 2: "allow_short_seqno", 3: "sequence_window", 4: "ecn_incapable", 5: "ack_ratio",
    6: "send_ack_vector", 7: "send_ndp_count", 8: "minimum checksum coverage", 9: "check data checksum",
  ])
}
