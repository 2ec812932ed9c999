import Bytes
import Dissection
import Packets

/// The transport protocols whose lines have ports behind the addresses.
enum PortFamily {
  case tcp
  case udp
  /// Written as numbers always.
  case plain
}

extension DissectedPacket {
  /// Writes who sends and who receives what a transport layer carries: addresses with ports when an IP header stands
  /// directly in front of it, the ports alone when something else is between.
  ///
  /// - Parameter ports: `nil` when they were not captured.
  func appendEndpoints(
    of index: Int, _ ports: (source: UInt16, destination: UInt16)?, _ family: PortFamily, to out: inout TextBuffer,
    _ options: borrowing RenderOptions
  ) {
    // A segment without ports belongs to the nearest IP header, whatever stands between.
    var at = index - 1
    if ports == nil, family == .tcp { while at > 0, layers[at].kind != .ipv4, layers[at].kind != .ipv6 { at -= 1 } }
    let below = at >= 0 ? layers[at] : nil
    if let below, below.kind == .ipv4, let header = try? IPv4Packet(bytes(of: below)) {
      if options.names == nil, let ports {
        let (source, destination) = (header.source, header.destination)
        return out.write(atMost: 48) { cursor in
          cursor.append(source)
          cursor.append(port: ports.source, " > ")
          cursor.append(destination)
          cursor.append(port: ports.destination, ": ")
        }
      }
      out.append(host: header.source, options)
      out.append(port: ports?.source, family, options)
      out.append(" > ")
      out.append(host: header.destination, options)
      out.append(port: ports?.destination, family, options)
    } else if let below, below.kind == .ipv6, let header = try? IPv6Packet(bytes(of: below)) {
      out.append(host: header.source, options)
      out.append(port: ports?.source, family, options)
      out.append(" > ")
      out.append(host: header.destination, options)
      out.append(port: ports?.destination, family, options)
    } else if let ports {
      out.append(bare: ports.source, family, options)
      out.append(" > ")
      out.append(bare: ports.destination, family, options)
    } else {
      return
    }
    out.append(":")
    if ports != nil || family != .tcp { out.append(" ") }
  }

  /// What a datagram carries, to the end of the IP packet: some lines do not end where the datagram says it does.
  @_lifetime(copy self)
  func bytesBehindDatagram(_ index: Int) -> RawSpan {
    let start = Int(layers[index].start)
    guard index > 0, layers[index - 1].kind == .udp else { return bytes(of: layers[index]) }
    return packet.bytes.extracting(start..<max(start, Int(layers[index - 1].end)))
  }

  /// Whether the IP packet around a layer is a fragment, so that its checksum cannot be checked.
  func isFragmented(around index: Int) -> Bool {
    var at = index - 1
    while at >= 0 {
      switch layers[at].kind {
      case .fragment: return true
      case .ipv4: return (try? IPv4Packet(bytes(of: layers[at])).moreFragments) ?? false
      case .ipv6: return false
      default: at -= 1
      }
    }
    return false
  }

  /// The checksum over a transport layer and its pseudo-header, folded; `nil` when it was not captured whole.
  ///
  /// Source: RFC 9293 section 3.1, RFC 8200 section 8.1.
  ///
  /// - Parameter covered: bytes that the checksum is over, when that is not the whole layer.
  func transportSum(of index: Int, length: Int, _ number: IPProtocol, covering covered: Int? = nil) -> UInt16? {
    let bytes = bytes(of: layers[index])
    guard bytes.has(length, at: 0) else { return nil }
    var at = index - 1
    while at >= 0, layers[at].kind != .ipv4, layers[at].kind != .ipv6 { at -= 1 }
    guard at >= 0 else { return nil }
    var sum = InternetChecksum()
    if layers[at].kind == .ipv4, let header = try? IPv4Packet(self.bytes(of: layers[at])) {
      sum.add(header.source.rawValue)
      sum.add(header.finalDestination.rawValue)
    } else if let header = try? IPv6Packet(self.bytes(of: layers[at])) {
      let destination = header.finalDestination
      for group in 0..<8 {
        sum.add(header.source.group(group))
        sum.add(destination.group(group))
      }
    }
    sum.add(UInt32(truncatingIfNeeded: length))
    sum.add(UInt16(number.rawValue))
    sum.add(bytes.prefix(covered ?? length, from: 0))
    return sum.folded
  }
}

extension TextBuffer {
  fileprivate mutating func append(port: UInt16?, _ family: PortFamily, _ options: borrowing RenderOptions) {
    guard let port else { return }
    append(byte: UInt8(ascii: "."))
    append(bare: port, family, options)
  }

  fileprivate mutating func append(bare port: UInt16, _ family: PortFamily, _ options: borrowing RenderOptions) {
    switch family {
    case .tcp: append(tcpPort: port, options)
    case .udp: append(udpPort: port, options)
    case .plain: append(port)
    }
  }
}

extension TextCursor {
  /// Appends a dot, a port as a number, and what follows.
  @inline(__always)
  mutating func append(port: UInt16, _ separator: StaticString) {
    append(byte: UInt8(ascii: "."))
    append(port)
    append(separator)
  }
}
