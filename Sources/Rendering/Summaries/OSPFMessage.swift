import Bytes
import Dissection
import Packets

extension Summary {
  static let ospf = Summary(kind: .ospf, mark: "ospf2") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    if packet.isOverIPv6(index) {
      do throws(PartStop) {
        return try OSPFOverIPv6(packet.bytes(of: layer), layer.length).append(to: &out, options)
      } catch {
        return try out.append(stop: error, in: "ospf3")
      }
    }
    var bytes = packet.bytes(of: layer)
    // A digest behind the message is no part of it.
    let digest = try bytes.uint16(at: 14) == 2 ? 16 : 0
    let length = layer.length - digest
    bytes = bytes.prefix(bytes.byteCount - digest, from: 0)
    let (version, type) = (try bytes.uint8(at: 0), try bytes.uint8(at: 1))
    out.append("OSPFv")
    out.append(version)
    out.append(", ")
    if let name = OSPFNames.types[type] {
      out.append(name)
    } else {
      out.append("unknown LS-type ")
      out.append(type)
    }
    out.append(", length ")
    out.append(UInt32(truncatingIfNeeded: length))
    guard options.verbosity > 0, OSPFNames.types[type] != nil else { return }
    let declared = Int(try bytes.uint16(at: 2))
    if declared != length {
      out.append(" [len ")
      out.append(declared)
      out.append("]")
    }
    let text = OSPFText(bytes: bytes, declared, length)
    try text.append(version, type, to: &out, options)
  }
}

/// Writes an OSPF message behind its type: the header, and a hello's body.
private struct OSPFText: ~Escapable {
  private let bytes: RawSpan
  /// Bytes of the message by its own length, and of all there is.
  private let (declared, length): (Int, Int)

  /// Where the message ends.
  private var end: Int { min(declared, length) }

  @_lifetime(copy bytes)
  init(bytes: RawSpan, _ declared: Int, _ length: Int) {
    self.bytes = bytes
    (self.declared, self.length) = (declared, length)
  }

  func append(
    _ version: UInt8, _ type: UInt8, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let router = try bytes.uint32(at: 4)
    out.append("\n\tRouter-ID ")
    out.append(host: IPv4Address(rawValue: router), options)
    let area = try bytes.uint32(at: 8)
    if area == 0 {
      out.append(", Backbone Area")
    } else {
      out.append(", Area ")
      out.append(host: IPv4Address(rawValue: area), options)
    }
    guard try appendAuthentication(to: &out) else { return }
    if version != 2 {
      out.append(" ospf [version ")
      out.append(version)
      out.append("]")
    } else {
      if type == 1 { try appendHello(to: &out, options) }
      do throws(PartStop) {
        try OSPFLinkStates(bytes, end: end).append(type, to: &out, options)
        try appendSignaling(type, to: &out)
      } catch {
        try out.append(stop: error, in: "ospf2")
      }
    }
  }

  /// Writes what follows a message whose options tell so.
  private func appendSignaling(_ type: UInt8, to out: inout TextBuffer) throws(PartStop) {
    let options: Int
    switch type {
    case 1: options = 30
    case 2: options = 26
    default: return
    }
    guard length > declared, try bytes.byte(options) & OSPFNames.signaling != 0 else { return }
    let digest = try bytes.half(14) == 2 ? Int(try bytes.byte(19)) : 0
    try OSPFLocalSignaling(bytes, end: length).append(at: declared + digest, to: &out)
  }

  /// Returns whether it is known, and with it what follows.
  private func appendAuthentication(to out: inout TextBuffer) throws(Truncation) -> Bool {
    let message = try OSPFMessage(bytes)
    let data = message.authentication
    try data.require(8)
    out.append(", Authentication Type: ")
    out.append(Self.methods[message.authenticationType] ?? "unknown")
    out.append(" (")
    out.append(message.authenticationType)
    out.append(")")
    switch message.authenticationType {
    case 1:
      out.append("\n\tSimple text password: ")
      _ = out.append(untilZero: data)
    case 2:
      out.append("\n\tKey-ID: ")
      out.append(data.load8(2))
      out.append(", Auth-Length: ")
      out.append(data.load8(3))
      out.append(", Crypto Sequence Number: 0x")
      out.append(hex: data.load32(4), width: 8)
    default: return message.authenticationType == 0
    }
    return true
  }

  private func appendHello(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    let capabilities = try bytes.uint8(at: 30)
    out.append("\n\tOptions [")
    OSPFNames.options.append(UInt32(capabilities), none: "none", to: &out)
    out.append("]")
    try bytes.require(36)
    out.append("\n\t  Hello Timer ")
    out.append(bytes.load16(28))
    out.append("s, Dead Timer ")
    out.append(bytes.load32(32))
    out.append("s, Mask ")
    out.append(host: IPv4Address(rawValue: bytes.load32(24)), options)
    out.append(", Priority ")
    out.append(bytes.load8(31))
    let router = try bytes.uint32(at: 36)
    if router != 0 {
      out.append("\n\t  Designated Router ")
      out.append(host: IPv4Address(rawValue: router), options)
    }
    let backup = try bytes.uint32(at: 40)
    if backup != 0 {
      out.append(", Backup Designated Router ")
      out.append(host: IPv4Address(rawValue: backup), options)
    }
    guard end > 44 else { return }
    out.append("\n\t  Neighbor List:")
    for at in stride(from: 44, to: end, by: 4) {
      let neighbor = try bytes.uint32(at: at)
      out.append("\n\t    ")
      out.append(host: IPv4Address(rawValue: neighbor), options)
    }
  }

  private static let methods = Tokens([0: "none", 1: "simple", 2: "MD5"])
}
