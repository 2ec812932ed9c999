import Bytes
import Dissection
import Packets

/// The control protocols whose options lines tell, by their protocol numbers.
enum PPPOptionFamily: UInt16 {
  case link = 0xc021
  case ipv4 = 0x8021
  case ipv6 = 0x8057
  case compression = 0x80fd
  case bandwidth = 0xc02b

  /// How the writing of an option's value ended.
  enum Outcome {
    /// It is told; with `-vv` its bytes follow.
    case told
    /// It is told; with `-vv` bytes follow, from behind its suboptions on.
    case toldUpTo(Int)
    /// Nothing is known of it: its bytes follow.
    case unknown
    /// Its length is wrong: the next option follows.
    case skipped
    /// Its length is wrong: no option follows.
    case ended
  }

  private var names: Tokens {
    switch self {
    case .link: PPPNames.linkOptions
    case .ipv4: PPPNames.ipv4Options
    case .ipv6: PPPNames.ipv6Options
    case .compression: PPPNames.compressionOptions
    case .bandwidth: PPPNames.bandwidthOptions
    }
  }

  private var mark: StaticString {
    switch self {
    case .link: "[|lcp]"
    case .ipv4: "[|ipcp]"
    case .ipv6: "[|ip6cp]"
    case .compression: "[|ccp]"
    case .bandwidth: "[|bacp]"
    }
  }

  private var unknownName: StaticString { self == .ipv4 || self == .ipv6 ? "unknown" : "Unknown" }

  /// Writes an option.
  ///
  /// - Parameters:
  ///   - bytes: the option and what was captured behind it.
  ///   - room: the longest that it may be.
  /// - Returns: bytes of it; 0 when no other can be found.
  func append(
    _ bytes: RawSpan, _ room: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Int {
    guard room >= 2 else { return 0 }
    guard let type = bytes.uint8(ifAt: 0), let octet = bytes.uint8(ifAt: 1) else {
      out.append(mark)
      return 0
    }
    let length = Int(octet)
    if room < length { return 0 }
    guard appendName(type, length, to: &out) else { return length < 2 ? 0 : length }
    if length < 2 { return 0 }
    let outcome: Outcome
    switch self {
    case .link: outcome = try bytes.appendLinkOption(type, length, to: &out, options)
    case .ipv4: outcome = try bytes.appendIPv4Option(type, length, to: &out, options)
    case .ipv6: outcome = try bytes.appendIPv6Option(type, length, to: &out)
    case .compression: outcome = try bytes.appendCompressionOption(type, length, to: &out)
    case .bandwidth: outcome = try bytes.appendBandwidthOption(type, length, to: &out)
    }
    switch outcome {
    case .ended: return 0
    case .skipped: return length
    case .told, .toldUpTo: if options.verbosity < 2 { return length }
    case .unknown: break
    }
    var start = 2
    if case .toldUpTo(let end) = outcome { start += end }
    if bytes.has(0, at: start) {
      out.append(hex: bytes.prefix(length - 2, from: start), indent: "\n\t    ")
    } else {
      out.append("\n\t    Dissector error: print_unknown_data called with pointer past end of packet")
    }
    return length
  }

  /// Writes an option's name and length; returns whether there is more to say of it.
  private func appendName(_ type: UInt8, _ length: Int, to out: inout TextBuffer) -> Bool {
    let name = names[type]
    if self == .link, name == nil {
      out.append("\n\tunknown LCP option 0x")
      out.append(hexByte: type)
      return false
    }
    out.append("\n\t  ")
    out.append(name ?? unknownName)
    out.append(" Option (0x")
    out.append(hexByte: type)
    out.append("), length ")
    out.append(length)
    if length < 2 { out.append(" (length bogus, should be >= 2)") }
    return true
  }
}

extension RawSpan {
  private typealias Outcome = PPPOptionFamily.Outcome

  /// Writes the value of an option of the link control protocol (RFC 1661 section 6, RFC 1570, RFC 1990).
  fileprivate func appendLinkOption(
    _ type: UInt8, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> PPPOptionFamily.Outcome {
    switch type {
    case 0:
      guard length >= 6 else { return out.append(bogus: ">= 6", .skipped) }
      let vendor = try uint24(at: 2)
      out.append(": Vendor: ")
      out.append(Vendor.name(of: vendor))
      out.append(" (")
      out.append(vendor)
      out.append(")")
    case 1, 17:
      guard length == 4 else { return out.append(bogus: "= 4", type == 1 ? .skipped : .ended) }
      let value = try uint16(at: 2)
      out.append(": ")
      out.append(value)
    case 2, 5:
      guard length == 6 else { return out.append(bogus: "= 6", type == 2 ? .skipped : .ended) }
      let value = try uint32(at: 2)
      out.append(": 0x")
      out.append(hex: value, width: 8)
    case 3: return try appendAuthentication(length, to: &out)
    case 4:
      guard length >= 4 else { return out.append(bogus: ">= 4", .ended) }
      out.append(try uint16(at: 2) == 0xc025 ? ": LQR" : ": unknown")
    case 7, 8: break
    case 13:
      guard length >= 3 else { return out.append(bogus: ">= 3", .ended) }
      out.append(": ")
      let operation = try uint8(at: 2)
      out.append(": Callback Operation ")
      out.append(PPPOptionFamily.callbackNames[operation] ?? "Unknown")
      out.append(" (")
      out.append(operation)
      out.append(")")
    case 19: return try appendEndpoint(length, to: &out, options)
    case 23:
      guard length == 4 else { return out.append(bogus: "= 4", .ended) }
      let value = try uint16(at: 2)
      out.append(": 0x")
      out.append(hex: value, width: 4)
    default: return .unknown
    }
    return .told
  }

  private func appendAuthentication(_ length: Int, to out: inout TextBuffer) throws(Truncation) -> Outcome {
    guard length >= 4 else { return out.append(bogus: ">= 4", .skipped) }
    let number = try uint16(at: 2)
    out.append(": ")
    out.append(PPPNames.protocols[number] ?? "Unknown Auth Proto (0x04x)")
    switch number {
    case 0xc223:
      let algorithm = try uint8(at: 4)
      out.append(", ")
      out.append(algorithm, named: PPPOptionFamily.algorithmNames, orElse: "Unknown Auth Alg ")
    case 0xc023, 0xc227, 0xc027, 0xc123: break
    default: out.append(hex: prefix(length, from: 0))
    }
    return .told
  }

  /// Writes an endpoint discriminator (RFC 1990 section 5.1.3).
  private func appendEndpoint(
    _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Outcome {
    guard length >= 3 else { return out.append(bogus: ">= 3", .ended) }
    let kind = try uint8(at: 2)
    switch kind {
    case 0: out.append(": Null")
    case 1: out.append(": Local")
    case 2:
      guard length == 7 else { return out.append(bogus: "= 7", .ended) }
      let address = try uint32(at: 3)
      out.append(": IPv4 ")
      out.append(host: IPv4Address(rawValue: address), options)
    case 3:
      guard length == 9 else { return out.append(bogus: "= 9", .ended) }
      let address = try uint48(at: 3)
      out.append(": MAC ")
      out.append(station: MACAddress(rawValue: address), options)
    case 4: out.append(": Magic-Num-Block")
    case 5: out.append(": PSNDN")
    default:
      out.append(": Unknown class ")
      out.append(kind)
    }
    return .told
  }

  /// Writes the value of an option of IPv4's control protocol (RFC 1332, RFC 1877, RFC 2290).
  fileprivate func appendIPv4Option(
    _ type: UInt8, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> PPPOptionFamily.Outcome {
    switch type {
    case 1:
      guard length == 10 else { return out.append(bogus: "= 10", .skipped) }
      let source = try uint32(at: 2)
      let destination = try uint32(at: 6)
      out.append(": src ")
      out.append(host: IPv4Address(rawValue: source), options)
      out.append(", dst ")
      out.append(host: IPv4Address(rawValue: destination), options)
    case 2: return try appendHeaderCompression(length, to: &out)
    case 3, 4, 129...132:
      guard length == 6 else { return out.append(bogus: "= 6", .ended) }
      let address = try uint32(at: 2)
      out.append(": ")
      out.append(host: IPv4Address(rawValue: address), options)
    default: return .unknown
    }
    return .told
  }

  /// Writes which header compression is wanted (RFC 1332 section 3.2, RFC 3544 section 2).
  private func appendHeaderCompression(_ length: Int, to out: inout TextBuffer) throws(Truncation) -> Outcome {
    guard length >= 4 else { return out.append(bogus: ">= 4", .ended) }
    let number = try uint16(at: 2)
    out.append(": ")
    out.append(number == 0x2d ? "VJ-Comp" : number == 0x61 ? "IP Header Compression" : "Unknown")
    out.append(" (0x")
    out.append(hex: number, width: 2)
    out.append("):")
    guard number == 0x61 else { return .told }
    guard length >= 14 else { return out.append(bogus: ">= 14", .ended) }
    guard has(14, at: 2) else {
      out.append("[|ipcp]")
      return .ended
    }
    let names: [StaticString] = [
      "\n\t    TCP Space ", ", non-TCP Space ", ", maxPeriod ", ", maxTime ", ", maxHdr ",
    ]
    for (place, name) in names.enumerated() {
      out.append(name)
      out.append(load16(4 + place * 2))
    }
    guard length > 14 else { return .told }
    return appendSuboptions(length - 14, to: &out)
  }

  private func appendSuboptions(_ length: Int, to out: inout TextBuffer) -> Outcome {
    out.append("\n\t      Suboptions, length ")
    out.append(length)
    var offset = 0
    while length - offset >= 2 {
      guard let type = uint8(ifAt: 14 + offset), let size = uint8(ifAt: 15 + offset) else {
        out.append("[|ipcp]")
        return .ended
      }
      if type == 0 || size == 0 { break }
      out.append("\n\t\t")
      out.append(type == 1 ? "RTP-Compression" : type == 2 ? "Enhanced RTP-Compression" : "Unknown")
      out.append(" Suboption #")
      out.append(type)
      out.append(", length ")
      out.append(size)
      if length - offset < Int(size) {
        out.append(" [remaining suboptions length ")
        out.append(length - offset)
        out.append(" < ")
        out.append(size)
        out.append("] (invalid)")
        break
      }
      offset += Int(size)
    }
    return .toldUpTo(14 + offset)
  }

  /// Writes the value of an option of IPv6's control protocol (RFC 5072 section 4).
  fileprivate func appendIPv6Option(
    _ type: UInt8, _ length: Int, to out: inout TextBuffer
  ) throws(Truncation) -> PPPOptionFamily.Outcome {
    guard type == 1 else { return .unknown }
    guard length == 10 else { return out.append(bogus: "= 10", .skipped) }
    guard has(8, at: 2) else {
      out.append("[|ip6cp]")
      return .ended
    }
    for at in stride(from: 2, to: 10, by: 2) {
      out.append(at == 2 ? ": " : ":")
      out.append(hex: load16(at), width: 4)
    }
    return .told
  }

  /// Writes the value of an option of the compression control protocol (RFC 1962, RFC 1975, RFC 1977, RFC 1979).
  fileprivate func appendCompressionOption(
    _ type: UInt8, _ length: Int, to out: inout TextBuffer
  ) throws(Truncation) -> PPPOptionFamily.Outcome {
    switch type {
    case 21:
      guard length >= 3 else { return out.append(bogus: ">= 3", .skipped) }
      let octet = try uint8(at: 2)
      out.append(": Version: ")
      out.append(octet >> 5)
      out.append(", Dictionary Bits: ")
      out.append(octet & 0x1f)
    case 24:
      guard length >= 4 else { return out.append(bogus: ">= 4", .skipped) }
      let octet = try uint8(at: 2)
      let context = try uint8(at: 3)
      out.append(": Features: ")
      out.append(octet >> 6)
      out.append(octet & 0x20 != 0 ? ", PxP: Enabled, History: " : ", PxP: Disabled, History: ")
      out.append(octet & 0x1f)
      out.append(", #CTX-ID: ")
      out.append(context)
    case 26:
      guard length >= 4 else { return out.append(bogus: ">= 4", .skipped) }
      let octet = try uint8(at: 2)
      let check = try uint8(at: 3)
      out.append(": Window: ")
      out.append(octet >> 4)
      out.append(octet & 0x0f == 8 ? "K, Method: zlib (0x" : "K, Method: unknown (0x")
      out.append(hex: octet & 0x0f)
      out.append("), MBZ: ")
      out.append(check >> 2)
      out.append(", CHK: ")
      out.append(check & 3)
    default: return .unknown
    }
    return .told
  }

  /// Writes the value of an option of the bandwidth allocation control protocol (RFC 2125 section 5.1).
  fileprivate func appendBandwidthOption(
    _ type: UInt8, _ length: Int, to out: inout TextBuffer
  ) throws(Truncation) -> PPPOptionFamily.Outcome {
    guard type == 1 else { return .unknown }
    guard length == 6 else { return out.append(bogus: "= 6", .skipped) }
    let number = try uint32(at: 2)
    out.append(": Magic-Num 0x")
    out.append(hex: number, width: 8)
    return .told
  }
}

extension PPPOptionFamily {
  fileprivate static let callbackNames = Tokens([
    0: "UserAuth", 1: "DialString", 2: "LocalID", 3: "E.164", 4: "X.500", 6: "CBCP",
  ])
  fileprivate static let algorithmNames = Tokens([5: "MD5", 128: "MS-CHAPv1", 129: "MS-CHAPv2"])
}

extension TextBuffer {
  /// Appends what an option's length should be.
  fileprivate mutating func append(
    bogus length: StaticString, _ outcome: PPPOptionFamily.Outcome
  ) -> PPPOptionFamily.Outcome {
    append(" (length bogus, should be ")
    append(length)
    append(")")
    return outcome
  }
}
