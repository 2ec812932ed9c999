/// What the payload of every datagram or segment is taken for, whatever its ports.
public struct PayloadChoice: Sendable {
  /// What TCP carries; `nil` for nothing that is known.
  public var tcp: ProtocolKind?
  /// What UDP carries; `nil` for nothing that is known.
  public var udp: ProtocolKind?
  /// What PGM carries; `nil` for nothing that is known.
  public var pgm: ProtocolKind?

  /// A choice for all of them.
  public init(tcp: ProtocolKind? = nil, udp: ProtocolKind? = nil, pgm: ProtocolKind? = nil) {
    self.tcp = tcp
    self.udp = udp
    self.pgm = pgm
  }
}
