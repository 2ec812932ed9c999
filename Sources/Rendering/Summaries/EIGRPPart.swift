import Bytes
import Packets

/// A part of an EIGRP message behind its type and length. Source: RFC 7868 section 6.
struct EIGRPPart: ~Escapable {
  private let bytes: RawSpan
  /// The same and all that is behind it: a prefix may be longer than its part says.
  private let behind: RawSpan

  @_lifetime(copy bytes, copy behind)
  init(_ bytes: RawSpan, behind: RawSpan) {
    self.bytes = bytes
    self.behind = behind
  }

  /// Writes it; returns whether its type is one that is told.
  func append(
    _ type: UInt16, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Bool {
    guard let least = Self.leastLengths[type] else { return false }
    if bytes.byteCount < least {
      out.append(" (too short, < ")
      out.append(least + 4)
      out.append(")")
      return true
    }
    switch type {
    case 1: appendParameters(to: &out)
    case 4:
      out.append("\n\t    IOS version: ")
      append(version: 0, to: &out)
      out.append(", EIGRP version ")
      append(version: 2, to: &out)
    case 0x102: try appendRoute(to: &out, options, metric: 4, prefix: 20, isExternal: false)
    case 0x103: try appendRoute(to: &out, options, metric: 24, prefix: 40, isExternal: true)
    case 0x204:
      out.append("\n\t    Cable-range: ")
      append(cable: 0, to: &out)
      out.append(", Router-ID ")
      out.append(bytes.load32(4))
    case 0x202: appendCable(to: &out, options, metric: 4, cable: 20, isExternal: false)
    default: appendCable(to: &out, options, metric: 20, cable: 36, isExternal: true)
    }
    return true
  }

  private func appendParameters(to out: inout TextBuffer) {
    out.append("\n\t    holdtime: ")
    out.append(bytes.load16(6))
    out.append("s")
    for index in 0..<5 {
      out.append(", k")
      out.append(index + 1)
      out.append(" ")
      out.append(bytes.load8(index))
    }
  }

  private func append(version offset: Int, to out: inout TextBuffer) {
    out.append(bytes.load8(offset))
    out.append(".")
    out.append(bytes.load8(offset + 1))
  }

  private func append(cable offset: Int, to out: inout TextBuffer) {
    out.append(bytes.load16(offset))
    out.append("-")
    out.append(bytes.load16(offset + 2))
  }

  private func appendRoute(
    to out: inout TextBuffer, _ options: borrowing RenderOptions, metric: Int, prefix: Int, isExternal: Bool
  ) throws(Truncation) {
    let length = Int(bytes.load8(prefix))
    if length > 32 {
      out.append("\n\t    illegal prefix length ")
      return out.append(length)
    }
    var address: UInt32 = 0
    for index in 0..<((length + 7) / 8) {
      guard let byte = behind.uint8(ifAt: prefix + 1 + index) else { throw .giveUp(in: "eigrp", &out) }
      address |= UInt32(byte) << UInt32(24 - 8 * index)
    }
    out.append("\n\t    IPv4 prefix: ")
    out.append(padded: IPv4Address(rawValue: address), options)
    out.append("/")
    out.append(length)
    out.append(", nexthop: ")
    let next = IPv4Address(rawValue: bytes.load32(0))
    if next.rawValue == 0 { out.append("self") } else { out.append(host: next, options) }
    if isExternal {
      out.append("\n\t      origin-router ")
      out.append(host: IPv4Address(rawValue: bytes.load32(4)), options)
      appendOrigin(protocolAt: 22, UInt32(bytes.load32(16)), to: &out)
    }
    append(metric: metric, to: &out)
  }

  private func appendCable(
    to out: inout TextBuffer, _ options: borrowing RenderOptions, metric: Int, cable: Int, isExternal: Bool
  ) {
    out.append("\n\t     Cable-Range: ")
    append(cable: cable, to: &out)
    out.append(", nexthop: ")
    if bytes.load32(0) == 0 {
      out.append("self")
    } else {
      out.append(bytes.load16(0))
      out.append(".")
      out.append(bytes.load16(2))
    }
    if isExternal {
      out.append("\n\t      origin-router ")
      out.append(bytes.load32(4))
      appendOrigin(protocolAt: 16, UInt32(bytes.load16(18)), to: &out)
    }
    append(metric: metric, to: &out)
  }

  /// Writes where a route from outside comes from.
  private func appendOrigin(protocolAt offset: Int, _ metric: UInt32, to out: inout TextBuffer) {
    out.append(", origin-as ")
    out.append(bytes.load32(8))
    out.append(", origin-proto ")
    out.append(Self.protocolNames[bytes.load8(offset)] ?? "unknown")
    out.append(", flags [0x")
    out.append(hex: bytes.load8(offset + 1), width: 2)
    out.append("], tag 0x")
    out.append(hex: bytes.load32(12), width: 8)
    out.append(", metric ")
    out.append(metric)
  }

  private func append(metric offset: Int, to out: inout TextBuffer) {
    out.append("\n\t      delay ")
    out.append(bytes.load32(offset) / 100)
    out.append(" ms, bandwidth ")
    out.append(bytes.load32(offset + 4))
    out.append(" Kbps, mtu ")
    out.append(bytes.load24(offset + 8))
    out.append(", hop ")
    out.append(bytes.load8(offset + 11))
    out.append(", reliability ")
    out.append(bytes.load8(offset + 12))
    out.append(", load ")
    out.append(bytes.load8(offset + 13))
  }

  /// Bytes that a part of a type has at least.
  private static let leastLengths: [UInt16: Int] = [1: 8, 4: 4, 0x102: 22, 0x103: 42, 0x202: 24, 0x203: 40, 0x204: 8]

  private static let protocolNames = Tokens([
    1: "IGRP", 2: "EIGRP", 3: "Static", 4: "RIP", 5: "Hello", 6: "OSPF", 7: "IS-IS", 8: "EGP", 9: "BGP", 10: "IDRP",
    11: "Connected",
  ])
}
