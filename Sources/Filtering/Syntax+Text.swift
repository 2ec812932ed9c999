import Packets

/// Syntax as text that means the same when it is read again; qualifiers that were carried over are written out.
extension Syntax: CustomStringConvertible {
  var description: String {
    switch self {
    case .primitive(let primitive, _): primitive.description
    case .not(let inner): "not " + inner.operandText
    case .chain(let first, let links):
      links.reduce(first.operandText) { text, link in
        text + (link.connective == .and ? " and " : " or ") + link.syntax.operandText
      }
    }
  }

  private var operandText: String {
    if case .primitive = self { return description }
    return "(" + description + ")"
  }
}

extension Primitive: CustomStringConvertible {
  var description: String {
    switch self {
    case .proto(let keyword), .trafficKind(let keyword): keyword.rawValue
    case .qualified(let qualifiers, let identifier): "\(qualifiers) \(identifier)"
    case .relation(let left, let relation, let right): "\(left) \(relation.rawValue) \(right)"
    case .broadcast(let keyword): keyword.map { $0.rawValue + " broadcast" } ?? "broadcast"
    case .multicast(let keyword): keyword.map { $0.rawValue + " multicast" } ?? "multicast"
    case .less(let length): "less \(length)"
    case .greater(let length): "greater \(length)"
    case .byte(let index, let operation, let value): "byte \(index) \(operation.rawValue) \(value)"
    case .inbound: "inbound"
    case .outbound: "outbound"
    case .ifindex(let index): "ifindex \(index)"
    case .vlan(let number): Self.text("vlan", number)
    case .mpls(let number): Self.text("mpls", number)
    case .pppoed: "pppoed"
    case .pppoes(let number): Self.text("pppoes", number)
    case .geneve(let number): Self.text("geneve", number)
    case .llc(let kind): kind.map { "llc " + ($0 == "rnr" ? $0 : Identifier.text(ofName: $0)) } ?? "llc"
    case .wlan(let match): match.description
    case .firewallName(let field, let name): field.rawValue + " " + Identifier.text(ofName: name)
    case .firewallNumber(let field, let number): "\(field.rawValue) \(number)"
    case .field(let field, let relation, let value): "\(field.rawValue) \(relation.rawValue) \(value)"
    case .fieldList(let field, let values):
      "\(field.rawValue) (" + values.map { "\($0)" }.joined(separator: " or ") + ")"
    }
  }

  private static func text(_ word: String, _ number: UInt32?) -> String { number.map { "\(word) \($0)" } ?? word }
}

extension Qualifiers: CustomStringConvertible {
  var description: String {
    [proto?.rawValue, direction?.rawValue, kind?.rawValue].compactMap(\.self).joined(separator: " ")
  }
}

extension Identifier: CustomStringConvertible {
  var description: String {
    switch self {
    case .name(let name): Self.text(ofName: name)
    case .number(let number): "\(number)"
    case .dotted(let text): text
    case .dottedPrefix(let text, let length): "\(text)/\(length)"
    case .dottedMask(let text, let mask): "\(text) mask \(mask)"
    case .ipv6(let address): Self.text(of: address)
    case .ipv6Prefix(let address, let length): Self.text(of: address) + "/\(length)"
    case .mac(let address): Self.text(of: address)
    case .arcnet(let address): "$" + String(address & 0xf, radix: 16)
    }
  }

  private static func text(of address: IPv6Address) -> String {
    (0..<8).map { String(address.group($0), radix: 16) }.joined(separator: ":")
  }

  private static func text(of address: MACAddress) -> String {
    (0..<6).map { String(UInt8(truncatingIfNeeded: address.rawValue >> UInt64(40 - 8 * $0)), radix: 16) }
      .joined(separator: ":")
  }

  /// A name, with a backslash before it when it would be something else without.
  static func text(ofName name: String) -> String {
    let tokens = try? Lexer.tokens(of: name)
    return tokens?.map(\.kind) == [.word(name), .end] ? name : "\\" + name
  }
}

extension WLANMatch: CustomStringConvertible {
  var description: String {
    switch self {
    case .type(let value, WLANNames.typeMask): "type \(value)"
    case .type(let value, _): "type \(value & WLANNames.typeMask) subtype \(value & WLANNames.subtypeMask)"
    case .direction(let value): "dir \(value)"
    }
  }
}

extension Arithmetic: CustomStringConvertible {
  var description: String {
    switch self {
    case .constant(let number): "\(number)"
    case .length: "len"
    case .load(let keyword, let offset, let size, _): "\(keyword.rawValue)[\(offset):\(size)]"
    case .operation(let operation, let a, let b, _): "(\(a) \(operation.rawValue) \(b))"
    case .negated(let inner): "-\(inner)"
    }
  }
}
