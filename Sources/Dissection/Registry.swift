import Bytes
import Packets

/// All protocols that this program knows, and which of them hangs where.
public struct Registry: Sendable {
  /// Tells a layer's fields to a visitor.
  public typealias Fields = @Sendable (_ bytes: RawSpan, _ visitor: inout any FieldVisitor) -> Void

  /// A line of the table: what the walk and the structured outputs need of a protocol.
  public struct Entry: Sendable {
    /// Which protocol.
    public let kind: ProtocolKind
    /// Where it hangs.
    public let bindings: [Binding]
    /// Reads its header.
    let step: @Sendable (_ bytes: RawSpan) throws(Truncation) -> Step
    /// Tells its fields; nothing when the header is not whole.
    public let fields: Fields

    init<View: ProtocolView & ~Escapable>(_ view: View.Type) {
      kind = View.kind
      bindings = View.bindings
      step = { (bytes) throws(Truncation) in
        let header = try View(bytes)
        return Step(
          headerLength: header.headerLength, payloadLength: header.payloadLength, next: header.next,
          isMalformed: header.isMalformed)
      }
      fields = { bytes, visitor in
        guard let header = try? View(bytes) else { return }
        header.fields(into: &visitor)
      }
    }
  }

  /// What the walk needs to know of a header to go on.
  struct Step {
    let headerLength: Int
    let payloadLength: Int?
    let next: NextProtocol
    let isMalformed: Bool
  }

  /// The table, by the number of the kind; `nil` for a kind that nobody has registered.
  public let entries: [Entry?]

  private var linkTypes: [LinkType: ProtocolKind] = [:]
  private var keys: [Binding: ProtocolKind] = [:]
  private let tcpPorts: [UInt8]
  private let udpPorts: [UInt8]
  private static let nobody = UInt8.max

  /// Every protocol of this program.
  public init() {
    var entries = [Entry?](repeating: nil, count: ProtocolKind.allCases.count)
    // The first kind to hang at a port keeps it: the table is filled from the last to the first.
    var tcp = [UInt8](repeating: Self.nobody, count: 65_536)
    var udp = tcp
    for entry in Self.protocols.sorted(by: { $0.kind > $1.kind }) {
      entries[Int(entry.kind.rawValue)] = entry
      for binding in entry.bindings {
        switch binding {
        case .tcpPort(let port): tcp[Int(port)] = entry.kind.rawValue
        case .udpPort(let port): udp[Int(port)] = entry.kind.rawValue
        default: keys[binding] = entry.kind
        }
      }
    }
    self.entries = entries
    tcpPorts = tcp
    udpPorts = udp
  }

  /// The protocol that hangs at a key.
  public func kind(at binding: Binding) -> ProtocolKind? {
    switch binding {
    case .tcpPort(let port): ProtocolKind(rawValue: tcpPorts[Int(port)])
    case .udpPort(let port): ProtocolKind(rawValue: udpPorts[Int(port)])
    case .etherType(.ipv4): .ipv4
    case .etherType(.ipv6): .ipv6
    case .ipProtocol(.tcp): .tcp
    case .ipProtocol(.udp): .udp
    default: keys[binding]
    }
  }

  /// The protocol that a header says comes behind it.
  func kind(_ next: NextProtocol) -> ProtocolKind? {
    switch next {
    case .none: nil
    case .at(let binding): kind(at: binding)
    case .tcpPorts(let a, let b): ProtocolKind(rawValue: min(tcpPorts[Int(a)], tcpPorts[Int(b)]))
    case .udpPorts(let a, let b): ProtocolKind(rawValue: min(udpPorts[Int(a)], udpPorts[Int(b)]))
    case .kind(let kind): kind
    }
  }
}
