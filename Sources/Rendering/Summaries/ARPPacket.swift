import Bytes
import Dissection
import Packets

extension Summary {
  static let arp = Summary(kind: .arp, mark: "arp") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    let arp = try ARPPacket(bytes)
    let isTold =
      if arp.hardwareType == ATMARPPacket.hardwareType {
        try ATMARPPacket(bytes).append(bytes, to: &out, options)
      } else {
        try arp.append(bytes, to: &out, options)
      }
    if isTold {
      out.append(", length ")
      out.append(layer.length)
    } else {
      out.append(hexAndASCII: bytes)
    }
  }
}

extension ARPPacket {
  /// Writes the packet; returns whether its operation is known.
  fileprivate func append(
    _ bytes: RawSpan, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Bool {
    try bytes.require(headerLength)
    if !options.showsLinkHeader { out.append("ARP, ") }
    let isVerbose = options.verbosity > 0
    if !protocolType.hasIPv4Addresses || protocolLength != 4 || hardwareLength == 0 || isVerbose {
      out.append(hardwareType: hardwareType)
      out.append(" (len ")
      out.append(hardwareLength)
      out.append("), ")
      out.append(protocolType: protocolType)
      out.append(" (len ")
      out.append(protocolLength)
      out.append(")")
      // Without -v the addresses are not told when they are of no known kind.
      if !isVerbose { return true }
      out.append(", ")
    }
    out.append(operation: operation)
    let senderHardware = bytes.extracting(senderHardware)
    let targetHardware = bytes.extracting(targetHardware)
    let sender = bytes.extracting(senderProtocol)
    let target = bytes.extracting(targetProtocol)
    switch operation {
    case 1:
      out.append("who-has ")
      out.append(target, of: protocolType, "<wrong len>", options)
      if !targetHardware.isZero {
        out.append(" (")
        out.append(link: targetHardware, hardwareType, options)
        out.append(")")
      }
      out.append(" tell ")
      out.append(sender, of: protocolType, "<wrong len>", options)
    case 2:
      out.append(sender, of: protocolType, "<wrong len>", options)
      out.append(" is-at ")
      out.append(link: senderHardware, hardwareType, options)
    case 3, 8:
      out.append("who-is ")
      out.append(link: targetHardware, hardwareType, options)
      out.append(" tell ")
      out.append(link: senderHardware, hardwareType, options)
    case 4:
      out.append(link: targetHardware, hardwareType, options)
      out.append(" at ")
      out.append(target, of: protocolType, "<wrong len>", options)
    case 9:
      out.append(link: senderHardware, hardwareType, options)
      out.append(" at ")
      out.append(sender, of: protocolType, "<wrong len>", options)
    default: return false
    }
    return true
  }
}

extension ATMARPPacket {
  /// Writes the packet; returns whether its operation is known.
  fileprivate func append(
    _ bytes: RawSpan, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Bool {
    try bytes.require(targetProtocol.upperBound)
    if !options.showsLinkHeader { out.append("ARP, ") }
    let isVerbose = options.verbosity > 0
    let areUnknown = !protocolType.hasIPv4Addresses || senderProtocol.count != 4 || targetProtocol.count != 4
    if areUnknown || isVerbose {
      out.append("ATM, ")
      out.append(protocolType: protocolType)
      out.append(" (len ")
      out.append(senderProtocol.count)
      out.append("/")
      out.append(targetProtocol.count)
      out.append(")")
      if !isVerbose { return true }
      out.append(", ")
    }
    out.append(operation: operation)
    let sender = bytes.extracting(senderProtocol)
    let target = bytes.extracting(targetProtocol)
    switch operation {
    case 1:
      out.append("who-has ")
      out.append(target, of: protocolType, "<wrong tplen>", options)
      if !targetNumber.isEmpty {
        out.append(" (")
        out.append(number: bytes.extracting(targetNumber), bytes.extracting(targetSubaddress))
        out.append(")")
      }
      out.append(" tell ")
      out.append(sender, of: protocolType, "<wrong splen>", options)
    case 2:
      out.append(sender, of: protocolType, "<wrong splen>", options)
      out.append(" is-at ")
      out.append(number: bytes.extracting(senderNumber), bytes.extracting(senderSubaddress))
    case 8:
      out.append("who-is ")
      out.append(number: bytes.extracting(targetNumber), bytes.extracting(targetSubaddress))
      out.append(" tell ")
      out.append(number: bytes.extracting(senderNumber), bytes.extracting(senderSubaddress))
    case 9:
      out.append(number: bytes.extracting(senderNumber), bytes.extracting(senderSubaddress))
      out.append("at ")
      out.append(sender, of: protocolType, "<wrong splen>", options)
    case 10:
      out.append("for ")
      out.append(sender, of: protocolType, "<wrong splen>", options)
    default: return false
    }
    return true
  }
}

extension EtherType {
  /// Whether the addresses that go with it are IPv4's: IPv4 itself, and IPv4 with trailers.
  fileprivate var hasIPv4Addresses: Bool { self == .ipv4 || rawValue == 0x1000 }
}

extension RawSpan {
  fileprivate var isZero: Bool {
    for at in 0..<byteCount where load8(at) != 0 { return false }
    return true
  }
}

extension TextBuffer {
  private static let frameRelay: UInt16 = 15

  fileprivate mutating func append(hardwareType type: UInt16) {
    if let name = Self.hardwareNames[type] { return append(name) }
    append("Unknown Hardware (")
    append(type)
    append(")")
  }

  fileprivate mutating func append(protocolType type: EtherType) {
    if let name = EtherType.names[type.rawValue] { return append(name) }
    append("Unknown Protocol (0x")
    append(hex: type.rawValue, width: 4)
    append(")")
  }

  fileprivate mutating func append(operation: UInt16) {
    if let name = Self.operationNames[operation] {
      append(name)
    } else {
      append("Unknown (")
      append(operation)
      append(")")
    }
    append(" ")
  }

  /// Appends a protocol address, or why it is none that is known.
  fileprivate mutating func append(
    _ address: RawSpan, of type: EtherType, _ wrongLength: StaticString,
    _ options: borrowing RenderOptions
  ) {
    if !type.hasIPv4Addresses {
      append("<wrong proto type>")
    } else if address.byteCount != 4 {
      append(wrongLength)
    } else {
      append(host: IPv4Address(rawValue: address.load32(0)), options)
    }
  }

  /// Appends a hardware address.
  fileprivate mutating func append(link address: RawSpan, _ type: UInt16, _ options: borrowing RenderOptions) {
    if address.byteCount == 0 {
      append("<empty>")
    } else if type == Self.frameRelay {
      append(frameRelay: address)
    } else if address.byteCount == 6 {
      append(station: MACAddress(rawValue: address.load48(0)), options)
    } else {
      append(octets: address)
    }
  }

  /// Appends the connection that a frame relay address names. Source: ITU-T Q.922 section 3.3.
  private mutating func append(frameRelay address: RawSpan) {
    let length = address.byteCount
    if address.load8(0) & 1 == 1 { return append("<Invalid DLCI>") }
    guard length > 1 else { return append("<Truncated>") }
    var connection = UInt32(address.load8(0) & 0xfc) << 2 | UInt32(address.load8(1) & 0xf0) >> 4
    if address.load8(1) & 1 == 0 {
      guard length > 2 else { return append("<Truncated>") }
      var last = 2
      if address.load8(2) & 1 == 0 {
        connection = connection << 7 | UInt32(address.load8(2) >> 1)
        last = 3
      }
      guard length > last else { return append("<Truncated>") }
      if address.load8(last) & 1 == 0 { return append("<Invalid DLCI>") }
      connection = connection << 6 | UInt32(address.load8(last) >> 2)
    }
    append("DLCI ")
    append(connection)
  }

  private mutating func append(octets address: RawSpan) {
    for at in 0..<address.byteCount {
      if at > 0 { append(":") }
      append(hexByte: address.load8(at))
    }
  }

  /// Appends an ATM address.
  fileprivate mutating func append(number: RawSpan, _ subaddress: RawSpan) {
    guard number.byteCount > 0 else { return append("<No address>") }
    append(octets: number)
    guard subaddress.byteCount > 0 else { return }
    append(",")
    append(octets: subaddress)
  }

  private static let hardwareNames = Tokens([
    1: "Ethernet", 6: "TokenRing", 7: "ArcNet", 15: "FrameRelay", 19: "ATM", 23: "Strip", 24: "IEEE 1394",
    32: "InfiniBand",
  ])

  private static let operationNames = Tokens([
    1: "Request", 2: "Reply", 3: "Reverse Request", 4: "Reverse Reply", 8: "Inverse Request", 9: "Inverse Reply",
    10: "NACK Reply",
  ])
}
