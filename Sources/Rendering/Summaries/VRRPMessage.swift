import Bytes
import Dissection
import Packets

extension Summary {
  static let vrrp = Summary(kind: .vrrp, mark: "vrrp") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    out.append("VRRP")
    let first = try bytes.uint8(at: 0)
    let (version, type) = (first >> 4, first & 0xf)
    out.append("v")
    out.append(version)
    out.append(", ")
    if type == 1 {
      out.append("Advertisement")
    } else {
      out.append("unknown type (")
      out.append(type)
      out.append(")")
    }
    packet.appendHops(below: index, to: &out)
    guard type == 1, version == 2 || version == 3 else { return }
    try bytes.require(3)
    out.append(", vrid ")
    out.append(bytes.load8(1))
    out.append(", prio ")
    out.append(bytes.load8(2))
    if version == 2 {
      let method = try bytes.uint8(at: 4)
      out.append(", authtype ")
      if let name = methods[method] {
        out.append(name)
      } else {
        out.append("#")
        out.append(method)
      }
      let interval = try bytes.uint8(at: 5)
      out.append(", intvl ")
      out.append(interval)
      out.append("s")
    } else {
      let interval = try bytes.uint16(at: 4)
      out.append(", intvl ")
      out.append(interval & 0xfff)
      out.append("cs")
    }
    out.append(", length ")
    out.append(layer.length)
    if options.verbosity > 0 { try packet.appendDetails(bytes, index, to: &out, options) }
  }

  private static let methods = Tokens([0: "none", 1: "simple", 2: "ah"])
}

extension DissectedPacket {
  /// Writes how many hops the IP header below still allows, when they are fewer than a neighbour's.
  fileprivate func appendHops(below index: Int, to out: inout TextBuffer) {
    let hops: UInt8?
    if let layer = layer(.ipv4, below: index) {
      hops = (try? IPv4Packet(bytes(of: layer)))?.timeToLive
    } else if let layer = layer(.ipv6, below: index) {
      hops = (try? IPv6Packet(bytes(of: layer)))?.hopLimit
    } else {
      hops = nil
    }
    guard let hops, hops != 255 else { return }
    out.append(", (ttl ")
    out.append(hops)
    out.append(")")
  }

  fileprivate func appendDetails(
    _ bytes: RawSpan, _ index: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let length = layers[index].length
    let version = bytes.load8(0) >> 4
    if bytes.has(length, at: 0) {
      var sum = InternetChecksum()
      sum.add(bytes.prefix(length, from: 0))
      let isRight =
        version == 2 ? sum.value == 0 : transportSum(of: index, length: length, IPProtocol(rawValue: 112)) == 0xffff
      if !isRight {
        let checksum = try bytes.uint16(at: 6)
        out.append(", (bad vrrp cksum ")
        out.append(hex: checksum)
        out.append(")")
      }
    }
    let count = Int(bytes.load8(3))
    out.append(", addrs")
    if count > 1 {
      out.append("(")
      out.append(count)
      out.append(")")
    }
    out.append(":")
    let isIPv6 = version == 3 && layer(.ipv4, below: index) == nil
    for address in 0..<count {
      try bytes.suffix(from: 8).require((address + 1) * (isIPv6 ? 16 : 4))
      out.append(address == 0 ? " " : ",")
      if isIPv6 {
        out.append(host: IPv6Address(rawValue: bytes.load128(8 + 16 * address)), options)
      } else {
        out.append(host: IPv4Address(rawValue: bytes.load32(8 + 4 * address)), options)
      }
    }
    guard version == 2, bytes.load8(4) == 1 else { return }
    let password = bytes.prefix(8, from: 8 + 4 * count)
    out.append(" auth \"")
    if out.append(untilZero: password) == nil { try password.require(8) }
    out.append("\"")
  }
}
