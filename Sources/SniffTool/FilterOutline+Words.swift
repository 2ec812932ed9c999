import Filtering

extension FilterOutline {
  /// The expression in plain words, a line a term, and below it the questions that it comes to.
  var words: String {
    guard !lines.isEmpty else { return "every packet\n" }
    let width = lines.map { 2 * $0.depth + $0.item.text.utf8.count }.max() ?? 0
    var text = ""
    for line in lines {
      let head = Self.indent(line.depth) + line.item.text
      guard let meaning = line.item.meaning else {
        text += head + "\n"
        continue
      }
      let gap = String(repeating: " ", count: max(2, min(width, 40) + 2 - head.utf8.count))
      text += head + gap + meaning + "\n"
    }
    text += "\nasked of a packet, [offset:size] being its bytes:\n"
    for question in questions { text += Self.indent(question.depth + 1) + question.text + "\n" }
    return text
  }

  private static func indent(_ depth: Int) -> String { String(repeating: "  ", count: min(depth, 40)) }
}

extension FilterOutline.Item {
  fileprivate var text: String {
    switch self {
    case .all: "all of"
    case .any: "any of"
    case .not: "not"
    case .term(let text, _): text
    }
  }

  fileprivate var meaning: String? {
    if case .term(_, let term) = self { term.words } else { nil }
  }
}

extension FilterTerm {
  /// What packets are meant.
  var words: String {
    switch self {
    case .packets(let name): "\(name) packets"
    case .endpoint(let kind, let name, let side, let proto): Self.endpoint(kind, name, side, proto)
    case .comparison: "packets that have all bytes compared, and for which it is true"
    case .atMost(let length): "packets of at most \(length) bytes"
    case .atLeast(let length): "packets of at least \(length) bytes"
    case .broadcast(let name): "packets to everybody" + (name.map { " in \($0)" } ?? " on the link")
    case .multicast(let name): "packets to a group" + (name.map { " in \($0)" } ?? " on the link")
    case .encapsulation(let name, let number): Self.encapsulation(name, number)
    case .inbound: "packets that come in"
    case .outbound: "packets that go out"
    case .linkSpecific: "packets whose link header says so"
    }
  }

  private static func endpoint(_ kind: Kind, _ name: String, _ side: Side, _ proto: String?) -> String {
    let packets = proto.map { "\($0) packets" } ?? "packets"
    let what: String
    switch kind {
    case .protocolNumber: return "\(packets) that carry protocol \(name)"
    case .protocolChain: return "\(packets) that carry protocol \(name) behind any extension headers"
    case .host: what = "host \(name)"
    case .network: what = "a host in network \(name)"
    case .port: what = "port \(name)"
    case .portRange: what = "a port in \(name)"
    case .gateway: what = "gateway \(name)"
    }
    switch side {
    case .either: return "\(packets) from or to \(what)"
    case .source: return "\(packets) from \(what)"
    case .destination: return "\(packets) to \(what)"
    case .both: return "\(packets) from and to \(what)"
    case .address(let field): return "\(packets) whose \(field) is \(what)"
    }
  }

  private static func encapsulation(_ name: String, _ number: UInt32?) -> String {
    let inside = "; what follows is looked for inside"
    let which = number.map { " \($0)" } ?? ""
    switch name {
    case "vlan": return "packets with a VLAN tag" + which + inside
    case "mpls": return "packets with an MPLS label" + which + inside
    case "pppoes": return "packets of a PPPoE session" + which + inside
    default: return "packets in a \(name) tunnel" + which + inside
    }
  }
}
