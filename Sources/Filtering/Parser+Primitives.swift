extension Parser {
  /// The primitive that begins with a reserved word.
  mutating func primitive(_ keyword: Keyword) throws(FilterError) -> Operand {
    let start = current.range.lowerBound
    if keyword.isProtocol {
      if following.kind == .symbol(.openBracket) { return try relation(startingAt: position) }
      advance()
      return try primitive(of: keyword, start)
    }
    if let operand = try qualified(nil, start) { return operand }
    advance()
    let primitive = try simplePrimitive(keyword)
    return .term(.primitive(primitive, start..<previousEnd), nil)
  }

  /// What can follow a protocol's name, which has been taken.
  private mutating func primitive(of proto: Keyword, _ start: Int) throws(FilterError) -> Operand {
    if let operand = try qualified(proto, start) { return operand }
    let primitive: Primitive
    switch current.kind {
    case .keyword(.broadcast):
      advance()
      primitive = .broadcast(proto)
    case .keyword(.multicast):
      advance()
      primitive = .multicast(proto)
    case .keyword(.type), .keyword(.subtype), .keyword(.direction):
      primitive = .wlan(try wlanMatch())
    default: primitive = .proto(proto)
    }
    return .term(.primitive(primitive, start..<previousEnd), nil)
  }

  /// Qualifiers and the names they qualify; `nil` when none begin here.
  private mutating func qualified(_ proto: Keyword?, _ start: Int) throws(FilterError) -> Operand? {
    let direction = try direction()
    let kind = kind(mayStandAlone: direction == nil)
    guard direction != nil || kind != nil else { return nil }
    let qualifiers = Qualifiers(proto: proto, direction: direction, kind: kind, range: start..<previousEnd)
    let names = try nameOperand(qualifiers)
    return .term(Self.widened(names, from: start), qualifiers)
  }

  /// A single name's place begins with its qualifiers.
  private static func widened(_ syntax: Syntax, from start: Int) -> Syntax {
    guard case .primitive(let primitive, let range) = syntax else { return syntax }
    return .primitive(primitive, start..<range.upperBound)
  }

  private mutating func direction() throws(FilterError) -> Qualifiers.Direction? {
    guard case .keyword(let keyword) = current.kind else { return nil }
    let direction: Qualifiers.Direction
    switch keyword {
    case .src, .dst:
      advance()
      return try sides(keyword)
    case .addr1: direction = .address1
    case .addr2: direction = .address2
    case .addr3: direction = .address3
    case .addr4: direction = .address4
    case .ra: direction = .receiver
    case .ta: direction = .transmitter
    default: return nil
    }
    advance()
    return direction
  }

  /// `src`, `dst`, or both of them with a word between.
  private mutating func sides(_ first: Keyword) throws(FilterError) -> Qualifiers.Direction {
    guard let connective = takeConnective() else { return first == .src ? .source : .destination }
    guard current.kind == .keyword(first == .src ? .dst : .src) else { throw unexpected(.otherDirection) }
    advance()
    return connective == .and ? .both : .either
  }

  private mutating func kind(mayStandAlone: Bool) -> Qualifiers.Kind? {
    guard case .keyword(let keyword) = current.kind else { return nil }
    let kind: Qualifiers.Kind
    switch keyword {
    case .host: kind = .host
    case .net: kind = .net
    case .port: kind = .port
    case .portrange: kind = .portRange
    case .proto where mayStandAlone: kind = .proto
    case .protochain where mayStandAlone: kind = .protoChain
    case .gateway where mayStandAlone: kind = .gateway
    default: return nil
    }
    advance()
    return kind
  }

  /// A primitive whose first word, which no protocol's name may precede, has been taken.
  private mutating func simplePrimitive(_ keyword: Keyword) throws(FilterError) -> Primitive {
    switch keyword {
    case .broadcast: return .broadcast(nil)
    case .multicast: return .multicast(nil)
    case .type, .subtype, .direction:
      position -= 1
      return .wlan(try wlanMatch())
    case .less: return .less(try number())
    case .greater: return .greater(try number())
    case .byte: return try byte()
    case .inbound: return .inbound
    case .outbound: return .outbound
    case .ifindex: return .ifindex(try number())
    case .vlan: return .vlan(try optionalNumber())
    case .mpls: return .mpls(try optionalNumber())
    case .pppoed: return .pppoed
    case .pppoes: return .pppoes(try optionalNumber())
    case .geneve: return .geneve(try optionalNumber())
    case .llc: return .llc(try llcKind())
    case .ifname, .ruleset, .action: return .firewallName(keyword, try word())
    case .rulenum, .subrulenum: return .firewallNumber(keyword, try number())
    case .reason:
      if case .number(let value) = current.kind {
        advance()
        return .firewallNumber(keyword, value)
      }
      return .firewallName(keyword, try word())
    case .lane, .metac, .bcc, .oamf4ec, .oamf4sc, .sc, .ilmic, .oam, .oamf4, .connectmsg, .metaconnect, .fisu, .lssu,
      .msu, .hfisu, .hlssu, .hmsu:
      return .trafficKind(keyword)
    case .vpi, .vci, .sio, .opc, .dpc, .sls, .hsio, .hopc, .hdpc, .hsls: return try field(keyword)
    default:
      position -= 1
      throw unexpected(.primitive)
    }
  }

  private mutating func byte() throws(FilterError) -> Primitive {
    let index = try number()
    let operation: Primitive.ByteOperator
    switch current.kind {
    case .symbol(.ampersand): operation = .and
    case .symbol(.bar): operation = .or
    case .symbol(.less): operation = .less
    case .symbol(.greater): operation = .greater
    case .symbol(.equal): operation = .equal
    default: throw unexpected(.relation)
    }
    advance()
    return .byte(index, operation, try number())
  }

  private mutating func llcKind() throws(FilterError) -> String? {
    switch current.kind {
    case .word(let word):
      advance()
      return word
    case .keyword(.rulenum):
      // `rnr` is the name of an LLC frame as well as a field of the PF log.
      advance()
      return "rnr"
    default: return nil
    }
  }

  private mutating func field(_ keyword: Keyword) throws(FilterError) -> Primitive {
    if let relation = relationOperator {
      advance()
      return .field(keyword, relation, try number())
    }
    guard take(.openParenthesis) else { return .field(keyword, .equal, try number()) }
    var values = [try number()]
    while current.kind == .keyword(.or) {
      advance()
      values.append(try number())
    }
    try expect(.closeParenthesis, .closingParenthesis)
    return .fieldList(keyword, values)
  }
}
