import Bytes
import Packets

/// Reads and writes what is behind the header of a PIM message. Source: RFC 7761 section 4.9.
struct PIMReader: ~Escapable {
  /// What an address is, and so how it is encoded.
  enum AddressKind {
    case unicast, group, source
  }

  let bytes: RawSpan
  /// Where the next number stands.
  var at: Int
  /// Bytes left of the message as the packet tells.
  var rest: Int
  /// Bytes of an address in messages of RFC 2117; 0 when addresses have a header of their own.
  let addressLength: Int

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, at: Int, length: Int, addressLength: Int) {
    self.bytes = bytes
    self.at = at
    rest = length
    self.addressLength = addressLength
  }

  /// Writes what a type has.
  @_lifetime(self: copy self)
  mutating func append(
    _ type: UInt8, subtype: UInt8, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    switch type {
    case 0: try appendHello(to: &out, options)
    case 2:
      try append(.group, " group=", to: &out, options)
      try append(.unicast, " source=", to: &out, options)
    case 3, 6, 7: try appendJoins(hasNeighbor: type != 7, to: &out, options)
    case 4: try appendBootstrap(to: &out, options)
    case 5: try appendAssert(to: &out, options)
    case 8: try appendCandidate(to: &out, options)
    case 9: try appendRefresh(to: &out, options)
    case 10: try appendElection(subtype, to: &out, options)
    default:
      out.append(" [type ")
      out.append(type)
      out.append("]")
    }
  }

  /// Checks that the message has so many bytes left.
  func need(_ count: Int) throws(WordStop) { if rest < count { throw .short } }

  @_lifetime(self: copy self)
  mutating func skip(_ count: Int) {
    at += count
    rest -= count
  }

  func byte(_ offset: Int) throws(WordStop) -> UInt8 {
    guard let value = bytes.uint8(ifAt: at + offset) else { throw .truncated }
    return value
  }

  func half(_ offset: Int) throws(WordStop) -> UInt16 {
    guard let value = bytes.uint16(ifAt: at + offset) else { throw .truncated }
    return value
  }

  func word(_ offset: Int) throws(WordStop) -> UInt32 {
    guard let value = bytes.uint32(ifAt: at + offset) else { throw .truncated }
    return value
  }

  /// Writes an address with its name in front.
  @_lifetime(self: copy self)
  mutating func append(
    _ kind: AddressKind, _ name: StaticString, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    out.append(name)
    var length = addressLength
    var headerLength = 0
    if length == 0 {
      try need(2)
      switch try byte(0) {
      case 1: length = 4
      case 2: length = 16
      default: throw .short
      }
      guard try byte(1) == 0 else { throw .short }
      headerLength = 2
    }
    guard length == 4 || length == 16 else { throw .short }
    let maskLength = kind == .unicast ? 0 : 2
    guard rest - headerLength >= length + maskLength, bytes.has(length + maskLength, at: at + headerLength) else {
      throw .short
    }
    append(at: at + headerLength + maskLength, length, to: &out, options)
    if kind != .unicast { appendMask(kind, at: at + headerLength, length, to: &out) }
    skip(headerLength + maskLength + length)
  }

  private func append(
    at offset: Int, _ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) {
    if length == 4 {
      out.append(host: IPv4Address(rawValue: bytes.load32(offset)), options)
    } else {
      out.append(host: IPv6Address(rawValue: bytes.load128(offset)), options)
    }
  }

  /// Writes the prefix length when it is not the whole address, and the flags when there are any.
  private func appendMask(_ kind: AddressKind, at offset: Int, _ length: Int, to out: inout TextBuffer) {
    let (flags, mask) = (bytes.load8(offset), Int(bytes.load8(offset + 1)))
    if mask != length * 8 {
      out.append("/")
      out.append(mask)
    }
    guard flags != 0 else { return }
    if kind == .group {
      out.append("(0x")
      out.append(hex: flags, width: 2)
      return out.append(")")
    }
    out.append("(")
    Self.sourceFlags.append(UInt32(flags), none: "", separator: "", to: &out)
    if flags & 0xf8 != 0 {
      out.append("+0x")
      out.append(hex: flags & 0xf8, width: 2)
    }
    out.append(")")
  }

  private static let sourceFlags = BitTokens([(4, "S"), (2, "W"), (1, "R")])
}
