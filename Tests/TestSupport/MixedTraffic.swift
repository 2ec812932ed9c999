/// Ethernet packets as a busy network has them: mostly TCP over IPv4, some IPv6, DNS, ICMP, ARP and tagged frames.
///
/// The same seed makes the same packets. Lengths are right; IPv4 header checksums are, the others are not.
public struct MixedTraffic: Sendable {
  private var random: SplitMix

  public init(seed: UInt64 = 1) { random = SplitMix(seed: seed) }

  /// The next packet.
  public mutating func next() -> [UInt8] {
    var packet: [UInt8] = [2, 0, 0, 0, 0, UInt8(random.next(below: 20)), 2, 0, 0, 0, 1, UInt8(random.next(below: 20))]
    if random.next(below: 10) == 0 { packet += [0x81, 0x00, 0x00, UInt8(1 + random.next(below: 50))] }
    switch random.next(below: 100) {
    case 0..<65: packet += [0x08, 0x00] + ipv4(6, tcp())
    case 65..<75: packet += [0x86, 0xdd] + ipv6(6, tcp())
    case 75..<83: packet += [0x08, 0x00] + ipv4(17, dns())
    case 83..<90: packet += [0x08, 0x00] + ipv4(17, udp(payload(upTo: 900), 5000, 6000))
    case 90..<93: packet += [0x86, 0xdd] + ipv6(17, udp(payload(upTo: 500), 5000, 6000))
    case 93..<97:
      packet += [0x08, 0x00] + ipv4(1, [8, 0, 0, 0, 0, 1, 0, UInt8(random.next(below: 256))] + payload(upTo: 56))
    default:
      packet += [0x08, 0x06, 0, 1, 8, 0, 6, 4, 0, 1, 2, 0, 0, 0, 1, 1, 10, 0, 0, 1, 0, 0, 0, 0, 0, 0, 10, 0, 0, 2]
    }
    return packet
  }

  /// `count` packets one behind the other as a classic pcap file with microseconds in this machine's byte order.
  public static func pcapFile(packets count: Int, seed: UInt64 = 1) -> [UInt8] {
    var traffic = MixedTraffic(seed: seed)
    var file: [UInt8] = []
    func put(_ value: UInt32, _ file: inout [UInt8]) { withUnsafeBytes(of: value) { file.append(contentsOf: $0) } }
    for word in [0xa1b2_c3d4, 0x0004_0002, 0, 0, 262_144, 1] as [UInt32] { put(word, &file) }
    for index in 0..<count {
      let packet = traffic.next()
      put(1_700_000_000 + UInt32(index / 20_000), &file)
      put(UInt32(index % 20_000) * 50, &file)
      put(UInt32(packet.count), &file)
      put(UInt32(packet.count), &file)
      file += packet
    }
    return file
  }

  private mutating func payload(upTo limit: Int) -> [UInt8] {
    let byte = UInt8(truncatingIfNeeded: random.next())
    return [UInt8](repeating: byte, count: random.next(below: limit))
  }

  private func big(_ value: Int) -> [UInt8] { [UInt8(value >> 8 & 0xff), UInt8(value & 0xff)] }

  private mutating func ipv4(_ number: UInt8, _ body: [UInt8]) -> [UInt8] {
    var header: [UInt8] =
      [0x45, 0] + big(20 + body.count) + big(random.next(below: 65_536)) + [0x40, 0, 64, number, 0, 0]
    header += [10, 0, UInt8(random.next(below: 4)), UInt8(random.next(below: 250))]
    header += [192, 0, 2, UInt8(random.next(below: 250))]
    var sum = 0
    for at in stride(from: 0, to: 20, by: 2) { sum += Int(header[at]) << 8 | Int(header[at + 1]) }
    while sum > 0xffff { sum = (sum >> 16) + (sum & 0xffff) }
    header.replaceSubrange(10..<12, with: big(~sum & 0xffff))
    return header + body
  }

  private mutating func ipv6(_ number: UInt8, _ body: [UInt8]) -> [UInt8] {
    var header: [UInt8] = [0x60, 0, 0, 0] + big(body.count) + [number, 64]
    for network in [UInt8(1), 2] {
      header += [0x20, 0x01, 0x0d, 0xb8, 0, network, 0, 0, 0, 0, 0, 0, 0, 0, 0, UInt8(random.next(below: 250))]
    }
    return header + body
  }

  private mutating func tcp() -> [UInt8] {
    let client = 1024 + random.next(below: 200)
    let ports = random.next(below: 2) == 0 ? big(client) + big(7443) : big(7443) + big(client)
    var segment = ports
    for _ in 0..<4 { segment += big(random.next(below: 65_536)) }
    segment += [0x80, random.next(below: 3) == 0 ? 0x18 : 0x10] + big(64_240) + [0, 0, 0, 0]
    segment += [1, 1, 8, 10] + big(0) + big(random.next(below: 65_536)) + big(0) + big(random.next(below: 65_536))
    return segment + payload(upTo: random.next(below: 2) == 0 ? 1 : 1400)
  }

  private mutating func udp(_ body: [UInt8], _ source: Int, _ destination: Int) -> [UInt8] {
    big(source) + big(destination) + big(8 + body.count) + [0, 0] + body
  }

  private mutating func dns() -> [UInt8] {
    var message = big(random.next(below: 65_536)) + [1, 0, 0, 1, 0, 0, 0, 0, 0, 0]
    for label in ["host\(random.next(below: 1000))", "example", "test"] {
      message += [UInt8(label.utf8.count)] + Array(label.utf8)
    }
    message += [0, 0, 1, 0, 1]
    return udp(message, 1024 + random.next(below: 60_000), 53)
  }
}
