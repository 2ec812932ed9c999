/// What tells which call of RX a reply answers. The addresses are the words at the place where IPv4 has them, which over
/// IPv6 are parts of the sender's, as tcpdump has it.
struct RXCallKey: Equatable {
  let call: UInt32
  let client: UInt32
  let server: UInt32
  let service: UInt16
  /// The port of the service.
  let port: UInt16
}
