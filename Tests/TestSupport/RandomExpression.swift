/// Expressions as anybody might write them, with values that the packets of the tests have, or nearly.
public struct RandomExpression: Sendable {
  private var random: SplitMix

  /// Expressions that depend on the seed alone.
  public init(seed: UInt64) { random = SplitMix(seed: seed) }

  /// The next expression.
  public mutating func next() -> String {
    random.next(below: 12) == 0 ? list() : expression(depth: random.next(below: 4))
  }

  private mutating func one<T>(of choices: [T]) -> T { choices[random.next(below: choices.count)] }

  private mutating func expression(depth: Int) -> String {
    guard depth > 0 else { return primitive() }
    switch random.next(below: 7) {
    case 0: return "not " + expression(depth: depth - 1)
    case 1, 2: return "(" + expression(depth: depth - 1) + ") and " + expression(depth: depth - 1)
    case 3, 4: return "(" + expression(depth: depth - 1) + ") or " + expression(depth: depth - 1)
    case 5: return expression(depth: depth - 1) + " and not (" + expression(depth: depth - 1) + ")"
    default: return "(" + expression(depth: depth - 1) + ")"
    }
  }

  /// A list that is long enough to become a search.
  private mutating func list() -> String {
    let count = 5 + random.next(below: 40)
    let kind = random.next(below: 7)
    let parts = (0..<count).map { _ in
      switch kind {
      case 0: return "host \(ipv4())"
      case 1: return "\(one(of: ["src", "dst", ""])) net \(network())"
      case 2: return "port \(port())"
      case 3: return "ether host \(mac())"
      case 4: return "host \(ipv6())"
      case 5: return "portrange \(range())"
      default: return primitive()
      }
    }
    let joined = parts.joined(separator: " or ")
    return random.next(below: 3) == 0 ? "not (\(joined))" : random.next(below: 3) == 0 ? "tcp and (\(joined))" : joined
  }

  private mutating func primitive() -> String {
    switch random.next(below: 22) {
    case 0...2: return one(of: ["ip", "ip6", "arp", "tcp", "udp", "icmp", "icmp6", "sctp", "igmp", "rarp"])
    case 3...5: return "\(side())host \(ipv4())"
    case 6: return "\(side())host \(ipv6())"
    case 7: return "\(side())net \(network())"
    case 8...10: return "\(one(of: ["tcp ", "udp ", "", ""]))\(side())port \(port())"
    case 11: return "\(one(of: ["tcp ", "udp ", ""]))\(side())portrange \(range())"
    case 12: return "\(one(of: ["less", "greater"])) \(random.next(below: 200))"
    case 13:
      return one(of: ["vlan", "vlan \(random.next(below: 60))", "mpls", "pppoes", "vlan and ip", "vlan and vlan"])
    case 14: return "ether \(one(of: ["src", "dst", "host"])) \(mac())"
    case 15: return one(of: ["broadcast", "multicast", "ip multicast", "ip6 multicast", "ether multicast"])
    case 16: return "\(one(of: ["ip", "ip6"])) proto \(one(of: [1, 6, 17, 44, 50, 58]))"
    default: return relation()
    }
  }

  private mutating func side() -> String { one(of: ["src ", "dst ", "src or dst ", "src and dst ", "", ""]) }

  private mutating func ipv4() -> String {
    random.next(below: 2) == 0
      ? "10.0.\(random.next(below: 4)).\(random.next(below: 250))" : "192.0.2.\(random.next(below: 250))"
  }

  private mutating func ipv6() -> String {
    "2001:db8:\(1 + random.next(below: 2))::\(String(random.next(below: 250), radix: 16))"
  }

  private mutating func network() -> String {
    one(of: [
      "10.0.0.0/8", "10.0.\(random.next(below: 8)).0/24", "192.0.2.\(random.next(below: 8) * 32)/27", "192.0.2.0/24",
      "0.0.0.0/0", "10.0.\(random.next(below: 4)).\(random.next(below: 64) * 4)/30", "172.16.0.0/12",
      "\(random.next(below: 256)).0.0.0/8", "2001:db8:1::/48", "2001:db8::/32",
    ])
  }

  private mutating func port() -> Int {
    one(of: [53, 7443, 5000, 6000, 1024 + random.next(below: 200), random.next(below: 65_536)])
  }

  private mutating func range() -> String {
    let first = port()
    return "\(first)-\(min(65_535, first + random.next(below: 300)))"
  }

  private mutating func mac() -> String {
    "02:00:00:00:0\(random.next(below: 2)):" + (random.next(below: 2) == 0 ? "0" : "1")
      + String(random.next(below: 10), radix: 16)
  }

  // MARK: Arithmetic

  private mutating func relation() -> String {
    switch random.next(below: 8) {
    case 0: return "tcp[tcpflags] & (tcp-syn|tcp-push) != 0"
    case 1: return "ip[2:2] - ((ip[0] & 0xf) << 2) - ((tcp[12] & 0xf0) >> 2) != 0"
    case 2: return "icmp[icmptype] = icmp-echo"
    default:
      return
        "\(field()) \(one(of: ["+", "-", "&"])) \(number(depth: 2)) \(one(of: ["=", "!=", "<", ">", "<=", ">="])) \(number(depth: 1))"
    }
  }

  private mutating func number(depth: Int) -> String {
    guard depth > 0, random.next(below: 3) > 0 else {
      return random.next(below: 4) == 0 ? "len" : "\(one(of: [0, 1, 4, 6, 17, 64, 80, 1400, random.next(below: 256)]))"
    }
    switch random.next(below: 4) {
    case 0:
      return "(\(number(depth: depth - 1)) \(one(of: ["+", "-", "*", "&", "|", "^"])) \(number(depth: depth - 1)))"
    case 1: return "(\(number(depth: depth - 1)) \(one(of: ["<<", ">>", "/", "%"])) \(1 + random.next(below: 9)))"
    default: return field()
    }
  }

  private mutating func field() -> String {
    let proto = one(of: ["ether", "ip", "ip6", "tcp", "udp", "icmp", "ip"])
    return "\(proto)[\(random.next(below: 24)):\(one(of: [1, 2, 4]))]"
  }
}
