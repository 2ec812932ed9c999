/// What the payload of every datagram or segment is taken for, whatever its ports.
public struct PayloadChoice: Sendable {
  /// What TCP carries; `nil` for nothing that is known.
  public var tcp: ProtocolKind?
  /// What UDP carries; `nil` for nothing that is known.
  public var udp: ProtocolKind?

  /// A choice for both.
  public init(tcp: ProtocolKind? = nil, udp: ProtocolKind? = nil) {
    self.tcp = tcp
    self.udp = udp
  }
}
