import Bytes
import Dissection
import Packets

extension MPTCPOption {
  /// Writes the option behind its name.
  ///
  /// - Returns: whether its length suits its subtype and the segment's flags.
  func append(_ flags: TCPFlags, to out: inout TextBuffer) throws(Truncation) -> Bool {
    out.append(" ")
    out.append(length)
    switch subtype {
    case 0:
      out.append(" capable")
      return try appendCapable(flags, to: &out)
    case 1:
      out.append(" join")
      return try appendJoin(flags, to: &out)
    case 2:
      out.append(" dss")
      return appendDataSequence(flags, to: &out)
    case 3:
      out.append(" add-addr")
      return try appendAddress(to: &out)
    case 4:
      out.append(" rem-addr")
      return appendRemovals(to: &out)
    case 5:
      out.append(" prio")
      return appendPriority(to: &out)
    case 6:
      out.append(" fail")
      guard length == 12 else { return false }
      out.append(" seq ")
      out.append(try body.uint64(at: 0))
      return true
    case 7:
      out.append(" fast-close")
      guard length == 12 else { return false }
      out.append(" key 0x")
      out.append(hex: try body.uint64(at: 0))
      return true
    default:
      out.append(" unknown")
      return true
    }
  }

  private func appendCapable(_ control: TCPFlags, to out: inout TextBuffer) throws(Truncation) -> Bool {
    let isOpening = control.contains(.synchronize)
    let isAnswer = !isOpening && control.contains(.acknowledgment)
    guard (isOpening && (length == 12 || length == 4)) || (isAnswer && (length == 20 || length == 22)) else {
      return false
    }
    guard low <= 1 else {
      out.append(" Unknown Version (")
      out.append(low)
      out.append(")")
      return true
    }
    out.append(" v")
    out.append(low)
    if let flags, flags & 0x80 != 0 { out.append(" csum") }
    guard length >= 12 else { return true }
    out.append(" {0x")
    out.append(hex: try body.uint64(at: 0))
    if length >= 20 {
      out.append(",0x")
      out.append(hex: try body.uint64(at: 8))
    }
    out.append("}")
    return true
  }

  private func appendJoin(_ control: TCPFlags, to out: inout TextBuffer) throws(Truncation) -> Bool {
    let isOpening = control.contains(.synchronize)
    let isAnswer = control.contains(.acknowledgment)
    guard (length == 12 && isOpening) || (length == 16 && isOpening && isAnswer) || (length == 24 && isAnswer) else {
      return false
    }
    if length != 24, let identifier {
      if low & 1 != 0 { out.append(" backup") }
      out.append(" id ")
      out.append(identifier)
    }
    switch length {
    case 12:
      out.append(" token 0x")
      out.append(hex: try body.uint32(at: 0))
      out.append(" nonce 0x")
      out.append(hex: try body.uint32(at: 4))
    case 16:
      out.append(" hmac 0x")
      out.append(hex: try body.uint64(at: 0))
      out.append(" nonce 0x")
      out.append(hex: try body.uint32(at: 8))
    default:
      out.append(" hmac 0x")
      out.append(hexBytes: body)
    }
    return true
  }

  private func appendDataSequence(_ control: TCPFlags, to out: inout TextBuffer) -> Bool {
    guard let flags, length >= 4, !control.contains(.synchronize) else { return false }
    let data = DataSequence(body, flags: flags)
    if data.isFinal { out.append(" fin") }
    if data.hasAcknowledgment {
      out.append(" ack ")
      guard let acknowledgment = data.acknowledgment else { return false }
      out.append(acknowledgment)
    }
    if data.hasMapping {
      out.append(" seq ")
      guard let sequence = data.sequence else { return false }
      out.append(sequence)
      guard let subflow = data.subflowSequence else { return false }
      out.append(" subseq ")
      out.append(subflow)
      guard let length = data.dataLength else { return false }
      out.append(" len ")
      out.append(length)
      if let checksum = data.checksum {
        out.append(" csum 0x")
        out.append(hex: checksum)
      }
    }
    return data.excess == 0
  }

  private func appendAddress(to out: inout TextBuffer) throws(Truncation) -> Bool {
    guard let identifier, [8, 10, 16, 18, 20, 22, 28, 30].contains(length) else { return false }
    out.append(" ")
    out.append(Self.addressVersions[low] ?? "[bad version/echo]")
    out.append(" id ")
    out.append(identifier)
    out.append(" ")
    let addressLength = length < 20 ? 4 : 16
    if length < 20 {
      out.append(IPv4Address(rawValue: try body.uint32(at: 0)))
    } else {
      out.append(IPv6Address(rawValue: try body.uint128(at: 0)))
    }
    var rest = body.byteCount - addressLength
    if rest % 4 == 2 {
      out.append(":")
      out.append(try body.uint16(at: addressLength))
      rest -= 2
    }
    if rest == 8 {
      out.append(" hmac 0x")
      out.append(hex: try body.uint64(at: body.byteCount - 8))
    }
    return true
  }

  private func appendRemovals(to out: inout TextBuffer) -> Bool {
    guard length >= 4 else { return false }
    out.append(" id")
    for at in 0..<identifiers.byteCount {
      out.append(" ")
      out.append(identifiers.load8(at))
    }
    return true
  }

  private func appendPriority(to out: inout TextBuffer) -> Bool {
    guard length == 3 || length == 4 else { return false }
    out.append(low & 1 != 0 ? " backup" : " non-backup")
    if let identifier {
      out.append(" id ")
      out.append(identifier)
    }
    return true
  }

  private static let addressVersions = Tokens([6: "v0-ip6", 4: "v0-ip4", 1: "v1-echo", 0: "v1"])
}
