import Bytes

/// Number to text, for lines: names of addresses and ports as the machine's own files and resolver know them.
///
/// An answer that is `nil` is written as a number. Answers are cached by the source.
public protocol NameSource: AnyObject, Sendable {
  /// The name of a host.
  func name(of address: IPv4Address) -> String?
  /// The name of a host.
  func name(of address: IPv6Address) -> String?
  /// The name of a host in ethers(5).
  func name(of address: MACAddress) -> String?
  /// The name of a TCP port in services(5).
  func name(ofTCPPort port: UInt16) -> String?
  /// The name of a UDP port in services(5).
  func name(ofUDPPort port: UInt16) -> String?
}
