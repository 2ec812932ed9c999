/// A walk over IPv6 extension headers, or over authentication headers behind IPv4, up to a given protocol.
///
/// This is the only loop in the language; the kernel does not take it.
struct ProtocolChain: Hashable, Sendable {
  /// Whether the headers are those of IPv6.
  var isIPv6: Bool
  /// Where the IP header begins.
  var networkOffset: UInt32
  /// The protocol to stop at.
  var wanted: UInt32
}
