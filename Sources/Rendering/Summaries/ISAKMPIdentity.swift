import Bytes
import Dissection
import Packets

extension ISAKMPText {
  /// An identity of version 1. Source: RFC 2407 section 4.6.2.
  func append(identity payload: ISAKMPPayload, to out: inout TextBuffer) -> (isDone: Bool, next: Int?) {
    let start = payload.start
    guard bytes.has(8, at: start) else { return (false, nil) }
    let type = bytes.load8(start + 4)
    let number = bytes.load8(start + 5)
    out.append(" idtype=")
    out.append(type, named: ISAKMPNames.identities, orElse: "#")
    out.append(" protoid=")
    // 0 does not stand for a protocol here.
    if options.names != nil, number != 0, let name = IPProtocol.keywords[number] {
      out.append(name)
    } else {
      out.append(number)
    }
    out.append(bytes.load16(start + 6), after: " port=")
    let count = payload.length - 8
    guard count > 0 else { return (true, payload.end) }
    guard bytes.has(count, at: start + 8) else { return (false, nil) }
    let data = bytes.extracting((start + 8)..<payload.end)
    out.append(" len=")
    out.append(count)
    if let minimum = Self.minimum(of: type), count < minimum {
      out.append(" [bad: < ")
      out.append(minimum)
      out.append("]")
    } else if Self.minimum(of: type) != nil {
      out.append(" ")
      append(known: data, type, to: &out)
    } else if verbosity > 2 {
      out.append(" ")
      out.append(hexDigits: data)
    }
    return (true, payload.end)
  }

  /// Bytes that an identity has to have; `nil` for one that is told in hexadecimal.
  private static func minimum(of type: UInt8) -> Int? {
    switch type {
    case 1: 4
    case 2, 3: 0
    case 4, 7: 8
    case 5: 16
    case 6, 8: 32
    default: nil
    }
  }

  private func append(known data: RawSpan, _ type: UInt8, to out: inout TextBuffer) {
    switch type {
    case 1: append(address4: 0, of: data, to: &out)
    case 4:
      append(address4: 0, of: data, to: &out)
      for at in 4..<8 { out.append(data.load8(at), after: at == 4 ? "/" : ".") }
    case 7:
      append(address4: 0, of: data, to: &out)
      out.append("-")
      append(address4: 4, of: data, to: &out)
    case 5: append(address6: 0, of: data, to: &out)
    case 6:
      append(address6: 0, of: data, to: &out)
      out.append("/0x")
      out.append(hexDigits: data.extracting(16..<32))
    case 8:
      append(address6: 0, of: data, to: &out)
      out.append("-")
      append(address6: 16, of: data, to: &out)
    default: out.append(visible: data)
    }
  }

  private func append(address4 offset: Int, of data: RawSpan, to out: inout TextBuffer) {
    out.append(host: IPv4Address(rawValue: data.load32(offset)), options)
  }

  private func append(address6 offset: Int, of data: RawSpan, to out: inout TextBuffer) {
    out.append(host: IPv6Address(rawValue: data.load128(offset)), options)
  }
}
