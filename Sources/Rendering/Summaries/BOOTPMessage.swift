import Bytes
import Dissection
import Packets

extension Summary {
  static let bootp = Summary(kind: .bootp, mark: "bootp") { (packet, index, out, options) throws(Truncation) in
    let message = BOOTPMessage.Partial(packet.bytes(of: packet.layers[index]))
    let operation = try message.operation
    out.append("BOOTP/DHCP, ")
    switch operation {
    case 1: out.append("Request")
    case 2: out.append("Reply")
    default:
      out.append("unknown (0x")
      out.append(hexByte: operation)
      out.append(")")
    }
    if operation == 1, try message.hasStation {
      let station = try message.clientStation
      out.append(" from ")
      out.append(station: station, options)
    } else {
      _ = try message.hardwareLength
    }
    out.append(", length ")
    out.append(packet.layers[index].length)
    guard options.verbosity > 0 else { return }
    try message.appendHeader(to: &out, options)
    try message.appendNames(to: &out)
    try message.appendVendor(to: &out, options)
  }
}

extension BOOTPMessage.Partial {
  fileprivate var hasStation: Bool {
    get throws(Truncation) {
      let (type, length) = (try hardwareType, try hardwareLength)
      return type == 1 && length == 6
    }
  }

  fileprivate func appendHeader(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    _ = try seconds
    let isEthernet = try hardwareType == 1
    if !isEthernet {
      out.append(", htype ")
      out.append(try hardwareType)
    }
    if try !hasStation {
      out.append(", hlen ")
      out.append(try hardwareLength)
    }
    if try hops != 0 {
      out.append(", hops ")
      out.append(try hops)
    }
    if try transaction != 0 {
      out.append(", xid 0x")
      out.append(hex: try transaction)
    }
    if try seconds != 0 {
      out.append(", secs ")
      out.append(try seconds)
    }
    let flags = try flags
    out.append(flags & 0x8000 != 0 ? ", Flags [Broadcast]" : ", Flags [none]")
    if options.verbosity > 1 {
      out.append(" (0x")
      out.append(hex: flags, width: 4)
      out.append(")")
    }
    out.append(try client, "\n\t  Client-IP ", options)
    out.append(try your, "\n\t  Your-IP ", options)
    out.append(try server, "\n\t  Server-IP ", options)
    out.append(try gateway, "\n\t  Gateway-IP ", options)
    guard try hasStation else { return }
    let station = try clientStation
    out.append("\n\t  Client-Ethernet-Address ")
    out.append(station: station, options)
  }

  fileprivate func appendNames(to out: inout TextBuffer) throws(Truncation) {
    if try serverName.uint8(at: 0) != 0 { try out.append(name: serverName, "\n\t  sname \"") }
    if try file.uint8(at: 0) != 0 { try out.append(name: file, "\n\t  file \"") }
  }

  fileprivate func appendVendor(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    let magic = try vendor.uint32(at: 0)
    switch magic {
    case DHCPOptions.cookie: try DHCPOptionsText(bytes: vendor).append(to: &out, options)
    case 0x434d_5500: try appendCarnegieMellon(to: &out, options)
    case 0: break
    default:
      out.append("\n\t  Vendor-#0x")
      out.append(hex: magic)
    }
  }

  /// What the clients of Carnegie Mellon University had before there were options.
  private func appendCarnegieMellon(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    out.append(" vend-cmu")
    try vendor.require(4, at: 4)
    let flags = vendor.load8(4)
    if flags & 0xfe != 0 {
      out.append(" F:0x")
      out.append(hex: flags)
    }
    out.append(try vendor.address(at: 12), " DG:", options)
    out.append(try vendor.address(at: 8), flags & 1 != 0 ? " SM:" : " SM*:", options)
    out.append(try vendor.address(at: 16), " NS1:", options)
    out.append(try vendor.address(at: 20), " NS2:", options)
    out.append(try vendor.address(at: 24), " IEN1:", options)
    out.append(try vendor.address(at: 28), " IEN2:", options)
    out.append(try vendor.address(at: 32), " TS1:", options)
    out.append(try vendor.address(at: 36), " TS2:", options)
  }
}

extension RawSpan {
  fileprivate func address(at offset: Int) throws(Truncation) -> IPv4Address {
    IPv4Address(rawValue: try uint32(at: offset))
  }
}

extension TextBuffer {
  /// Appends an address that is not 0.
  fileprivate mutating func append(
    _ address: IPv4Address, _ prefix: StaticString, _ options: borrowing RenderOptions
  ) {
    guard address.rawValue != 0 else { return }
    append(prefix)
    append(host: address, options)
  }

  /// Appends what stands before a zero byte, in quotes.
  fileprivate mutating func append(name: RawSpan, _ prefix: StaticString) throws(Truncation) {
    append(prefix)
    let length = append(untilZero: name)
    append("\"")
    if length == nil { throw Truncation() }
  }
}
