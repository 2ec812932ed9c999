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
    let step: Step.Read
    /// Tells its fields; nothing when the header is not whole.
    public let fields: Fields

    init<View: ProtocolView & ~Escapable>(_ view: View.Type) {
      kind = View.kind
      bindings = View.bindings
      step = { (bytes) throws(Truncation) in try Step(View(bytes)) }
      fields = { bytes, visitor in
        guard let header = try? View(bytes) else { return }
        header.fields(into: &visitor)
      }
    }
  }

  /// What the walk needs to know of a header to go on.
  struct Step {
    /// Reads a header.
    typealias Read = @Sendable (_ bytes: RawSpan) throws(Truncation) -> Step

    let headerLength: Int
    let payloadLength: Int?
    let next: NextProtocol
    let isMalformed: Bool

    @inline(__always)
    init<View: ProtocolView & ~Escapable>(_ header: borrowing View) {
      headerLength = header.headerLength
      payloadLength = header.payloadLength
      next = header.next
      isMalformed = header.isMalformed
    }
  }

  /// The table, by the number of the kind; `nil` for a kind that nobody has registered.
  public let entries: [Entry?]

  private let steps: [Step.Read?]
  private var linkTypes = KindTable()
  private var etherTypes = KindTable()
  private var ipProtocols = KindTable()
  private var tcpPorts = KindTable()
  private var udpPorts = KindTable()
  private var llcPoints = KindTable()
  private var pppProtocols = KindTable()

  /// Every protocol of this program.
  public init() {
    var entries = [Entry?](repeating: nil, count: ProtocolKind.allCases.count)
    for entry in Self.protocols { entries[Int(entry.kind.rawValue)] = entry }
    self.entries = entries
    steps = entries.map { $0?.step }
    // The first kind to hang at a port keeps it: the tables are filled from the last to the first.
    for entry in entries.reversed() {
      for binding in entry?.bindings ?? [] { bind(binding, entry?.kind) }
    }
  }

  private mutating func bind(_ binding: Binding, _ kind: ProtocolKind?) {
    guard let kind else { return }
    switch binding {
    case .linkType(let number): linkTypes.bind(number.rawValue, to: kind)
    case .etherType(let number): etherTypes.bind(number.rawValue, to: kind)
    case .ipProtocol(let number): ipProtocols.bind(number.rawValue, to: kind)
    case .tcpPort(let number): tcpPorts.bind(number, to: kind)
    case .udpPort(let number): udpPorts.bind(number, to: kind)
    case .llc(let number): llcPoints.bind(number, to: kind)
    case .ppp(let number): pppProtocols.bind(number, to: kind)
    }
  }

  /// The protocol that hangs at a key.
  public func kind(at binding: Binding) -> ProtocolKind? {
    switch binding {
    case .linkType(let number): linkTypes[number.rawValue]
    case .etherType(let number): etherTypes[number.rawValue]
    case .ipProtocol(let number): ipProtocols[number.rawValue]
    case .tcpPort(let number): tcpPorts[number]
    case .udpPort(let number): udpPorts[number]
    case .llc(let number): llcPoints[number]
    case .ppp(let number): pppProtocols[number]
    }
  }

  /// The protocol that a header says comes behind it.
  func kind(_ next: NextProtocol) -> ProtocolKind? {
    switch next {
    case .none: nil
    case .at(let binding): kind(at: binding)
    case .tcpPorts(let a, let b): tcpPorts.first(a, b)
    case .udpPorts(let a, let b): udpPorts.first(a, b)
    case .kind(let kind): kind
    }
  }

  /// Reads the header of a layer; `nil` for a kind that nobody has registered.
  ///
  /// The layers that most packets have are read directly: it saves a call through the table for each of them.
  func step(_ kind: ProtocolKind, _ bytes: RawSpan) throws(Truncation) -> Step? {
    switch kind {
    case .ethernet: return try Step(EthernetFrame(bytes))
    case .ipv4: return try Step(IPv4Packet(bytes))
    case .ipv6: return try Step(IPv6Packet(bytes))
    case .tcp: return try Step(TCPSegment(bytes))
    case .udp: return try Step(UDPDatagram(bytes))
    default: return try steps[Int(kind.rawValue)]?(bytes)
    }
  }
}
