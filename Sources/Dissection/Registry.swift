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
    /// Reads its header and tells what is behind it.
    let step: Step
    /// Tells its fields; nothing when the header is not whole.
    public let fields: Fields

    init<View: ProtocolView & ~Escapable>(_ view: View.Type) {
      kind = View.kind
      bindings = View.bindings
      step = { registry, layer, bytes in registry.step(View.self, &layer, bytes) }
      fields = { bytes, visitor in
        guard let header = try? View(bytes) else { return }
        header.fields(into: &visitor)
      }
    }
  }

  /// Reads a layer's header; returns the layer behind it, if one is named.
  typealias Step =
    @Sendable (_ registry: borrowing Registry, _ layer: inout Layer, _ packet: RawSpan) -> Layer?

  /// The table, by the number of the kind; `nil` for a kind that nobody has registered.
  public let entries: [Entry?]

  private let steps: [Step?]
  private var linkTypes = KindTable()
  private var etherTypes = KindTable()
  private var ipProtocols = KindTable()
  private var tcpPorts = KindTable()
  private var udpSources = KindTable()
  private var udpDestinations = KindTable()
  private var rpcCalls = KindTable()
  private var rpcReplies = KindTable()
  private var llcPoints = KindTable()
  private var ciscoProtocols = KindTable()
  private var pppProtocols = KindTable()

  /// What ports are not asked for; `nil` to go by ports.
  public var payloadChoice: PayloadChoice?

  /// Whether frames of IEEE 802.11 are taken to have the control field of a mesh, as an old draft had it.
  public var readsMeshHeaders = false

  /// Every protocol of this program. One table serves all who look into it.
  public static let all = Registry()

  private init() {
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
    case .udpPort(let number):
      udpSources.bind(number, to: kind)
      udpDestinations.bind(number, to: kind)
    case .udpSource(let number): udpSources.bind(number, to: kind)
    case .udpDestination(let number): udpDestinations.bind(number, to: kind)
    case .rpcCall(let number): rpcCalls.bind(number, to: kind)
    case .rpcReply(let number): rpcReplies.bind(number, to: kind)
    case .llc(let number): llcPoints.bind(number, to: kind)
    case .cisco(let number): ciscoProtocols.bind(number, to: kind)
    case .ppp(let number): pppProtocols.bind(number, to: kind)
    }
  }

  /// The protocol that hangs at a key.
  @inline(__always)
  public func kind(at binding: Binding) -> ProtocolKind? {
    switch binding {
    case .linkType(let number): linkTypes[number.rawValue]
    case .etherType(let number): etherTypes[number.rawValue]
    case .ipProtocol(let number): ipProtocols[number.rawValue]
    case .tcpPort(let number): tcpPorts[number]
    case .udpPort(let number), .udpDestination(let number): udpDestinations[number]
    case .udpSource(let number): udpSources[number]
    case .rpcCall(let number): rpcCalls[number]
    case .rpcReply(let number): rpcReplies[number]
    case .llc(let number): llcPoints[number]
    case .cisco(let number): ciscoProtocols[number]
    case .ppp(let number): pppProtocols[number]
    }
  }

  /// The protocol that a header says comes behind it.
  @inline(__always)
  func kind(_ next: NextProtocol) -> ProtocolKind? {
    switch next {
    case .none: nil
    case .at(let binding): kind(at: binding)
    case .tcpPorts(let source, let destination):
      if let payloadChoice { payloadChoice.tcp } else { tcpPorts.first(source, tcpPorts, destination) }
    case .udpPorts(let source, let destination): udpKind(source, destination)
    case .rpcCall(let source, let destination):
      (payloadChoice == nil ? rpcCalls[destination] : nil) ?? udpKind(source, destination)
    case .rpcReply(let source, let destination):
      (payloadChoice == nil ? rpcReplies[source] : nil) ?? udpKind(source, destination)
    case .kind(let kind): kind
    }
  }

  /// The protocol of a datagram by its ports.
  @inline(__always)
  private func udpKind(_ source: UInt16, _ destination: UInt16) -> ProtocolKind? {
    if let payloadChoice { payloadChoice.udp } else { udpSources.first(source, udpDestinations, destination) }
  }

  /// Reads a layer's header; returns the layer behind it, if one is named.
  ///
  /// The layers that most packets have are read directly: it saves a call through the table for each of them.
  @inline(__always)
  func step(_ layer: inout Layer, _ packet: RawSpan) -> Layer? {
    switch layer.kind {
    case .ethernet: return step(EthernetFrame.self, &layer, packet)
    case .ipv4: return step(IPv4Packet.self, &layer, packet)
    case .ipv6: return step(IPv6Packet.self, &layer, packet)
    case .tcp: return step(TCPSegment.self, &layer, packet)
    case .udp: return step(UDPDatagram.self, &layer, packet)
    case .dns: return step(DNSMessage.self, &layer, packet)
    default:
      // A copy goes through the table, so that the layers that are read directly can stay in registers.
      var copy = layer
      let inner = steps[Int(layer.kind.rawValue)]?(self, &copy, packet)
      layer = copy
      return inner
    }
  }

  /// The same for one certain protocol; inlined, so that what a header answers is never more than a register.
  @inline(__always)
  private func step<View: ProtocolView & ~Escapable>(
    _ view: View.Type, _ layer: inout Layer, _ packet: RawSpan
  ) -> Layer? {
    guard let header = try? View(packet.extracting(layer.range)) else {
      layer.fault = .truncated
      return nil
    }
    layer.headerLength = Int32(truncatingIfNeeded: header.headerLength)
    if View.kind == .wlan || View.kind == .paddedWLAN, readsMeshHeaders {
      guard addMeshHeader(to: &layer, packet) else { return nil }
    }
    if header.isMalformed {
      layer.fault = .malformed
      return nil
    }
    guard let kind = kind(header.next) else { return nil }
    return layer.inner(kind, length: header.payloadLength, trailer: header.trailerLength)
  }

  /// Counts the control field of a mesh among a header's bytes; returns whether it can be told.
  private func addMeshHeader(to layer: inout Layer, _ packet: RawSpan) -> Bool {
    let length = Int(layer.headerLength)
    guard let frame = try? WLANFrame(packet.extracting(layer.range)) else { return false }
    guard let more = frame.meshLength(behind: length) else {
      layer.fault = .truncated
      return false
    }
    layer.headerLength += Int32(truncatingIfNeeded: more)
    return true
  }
}
