import Bytes
import Dissection
import Packets

extension Summary {
  static let bfd = Summary(kind: .bfd, mark: "bfd") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let port = packet.layer(.udp, below: index).flatMap { packet.bytes(of: $0).uint16(ifAt: 2) } ?? 0
    do throws(PartStop) {
      let text = BFDText(packet.bytes(of: layer), layer.length, port: port)
      try text.append(to: &out, options)
    } catch {
      try out.append(stop: error, in: "bfd")
    }
  }
}

/// Writes a BFD message. Source: RFC 5880 section 4.
private struct BFDText: ~Escapable {
  private let bytes: RawSpan
  private let length: Int
  /// The receiver's port, which tells what it is for.
  private let port: UInt16

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, _ length: Int, port: UInt16) {
    self.bytes = bytes
    self.length = length
    self.port = port
  }

  func append(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(PartStop) {
    if port == 3785 {
      out.append("BFD, Echo, length: ", length)
      return appendUnknown(to: &out, options)
    }
    guard let message = try? BFDMessage(bytes) else { throw .truncated }
    let version = message.versionAndDiagnostic >> 5
    guard version < 2 else {
      out.append("BFDv", version, ", Control, length: ")
      out.append(length)
      return appendUnknown(to: &out, options)
    }
    out.append("BFDv", version)
    if options.verbosity > 0 { out.append(", length: ", length, "\n\t") } else { out.append(", ") }
    if version == 0 {
      out.append("Control, Flags: [", bits: message.flags, Self.oldFlags, "]")
    } else {
      out.append("", port, Self.portNames, orElse: "", ", State ")
      out.append("", message.flags >> 6, Self.stateNames, orElse: "", ", Flags: [")
      out.append("", bits: message.flags & 0x3f, Self.flags, "]")
    }
    guard options.verbosity > 0 else { return out.append(", length: ", length) }
    let diagnostic = message.versionAndDiagnostic & 0x1f
    out.append(", Diagnostic: ", diagnostic, Self.diagnosticNames, orElse: "unknown", " (0x")
    out.append("", hex: diagnostic, width: 2, ")\n\tDetection Timer Multiplier: ")
    out.append("", message.multiplier, " (")
    out.append("", UInt32(message.multiplier) &* message.transmitInterval / 1000, " ms Detection time), BFD Length: ")
    out.append(message.length)
    out.append("\n\tMy Discriminator: 0x", hex: message.myDiscriminator, width: 8, ", Your Discriminator: 0x")
    out.append(hex: message.yourDiscriminator, width: 8)
    append(message.transmitInterval, "\n\t  Desired min Tx Interval:    ", to: &out)
    append(message.receiveInterval, "\n\t  Required min Rx Interval:   ", to: &out)
    append(message.echoInterval, "\n\t  Required min Echo Interval: ", to: &out)
    if message.flags & 4 != 0 { try appendAuthentication(to: &out) }
  }

  private func appendUnknown(to out: inout TextBuffer, _ options: borrowing RenderOptions) {
    if options.verbosity > 0 { out.append(hex: bytes.prefix(length, from: 0), indent: "\n\t") }
  }

  private func append(_ microseconds: UInt32, _ label: StaticString, to out: inout TextBuffer) {
    out.append(label)
    out.append(microseconds / 1000, padded: 4)
    out.append(" ms")
  }

  private func appendAuthentication(to out: inout TextBuffer) throws(PartStop) {
    try bytes.need(4, at: 24)
    let (type, count) = (bytes.load8(24), bytes.load8(25))
    out.append("\n\tAuthentication: ", type, Self.authenticationNames, orElse: "Unknown", " (")
    out.append("", type, "), length: ")
    out.append("", count, "\n\t  Auth Key ID: ")
    out.append(bytes.load8(26))
    guard (1...5).contains(type) else { return }
    let isSound = type == 1 ? (4...19).contains(count) : count == (type < 4 ? 24 : 28)
    guard isSound else { return out.append("[invalid length ", count, "]") }
    if type == 1 {
      out.append(", Password: ")
      out.append(visible: bytes.prefix(Int(count) - 3, from: 27))
      return try bytes.need(Int(count) - 3, at: 27)
    }
    out.append(", Sequence Number: 0x", hex: try bytes.word(28), width: 8)
    let size = type < 4 ? 16 : 20
    try bytes.need(size, at: 32)
    out.append(type < 4 ? "\n\t  Digest: " : "\n\t  Hash: ")
    out.append(hexDigits: bytes.prefix(size, from: 32))
  }

  private static let portNames = Tokens([3784: "Control", 4784: "Multihop", 6784: "Lag", 7784: "S-BFD"])
  private static let stateNames = Tokens([0: "AdminDown", 1: "Down", 2: "Init", 3: "Up"])
  private static let oldFlags = BitTokens([
    (0x80, "I Hear You"), (0x40, "Demand"), (0x20, "Poll"), (0x10, "Final"), (0x08, "Control Plane Independent"),
    (0x04, "Authentication Present"), (0x02, "Reserved"), (0x01, "Reserved"),
  ])
  private static let flags = BitTokens([
    (0x20, "Poll"), (0x10, "Final"), (0x08, "Control Plane Independent"), (0x04, "Authentication Present"),
    (0x02, "Demand"), (0x01, "Multipoint"),
  ])
  private static let diagnosticNames = Tokens([
    0: "No Diagnostic", 1: "Control Detection Time Expired", 2: "Echo Function Failed",
    3: "Neighbor Signaled Session Down", 4: "Forwarding Plane Reset", 5: "Path Down", 6: "Concatenated Path Down",
    7: "Administratively Down", 8: "Reverse Concatenated Path Down",
  ])
  private static let authenticationNames = Tokens([
    1: "Simple Password", 2: "Keyed MD5", 3: "Meticulous Keyed MD5", 4: "Keyed SHA1", 5: "Meticulous Keyed SHA1",
  ])
}
