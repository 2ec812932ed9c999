/// A secret that signs TCP segments, for whoever checks signatures. Source: RFC 2385.
public protocol SegmentSigner: Sendable {
  /// The MD5 digest of a message and the secret behind it; `nil` when it cannot be computed.
  func signature(of message: [UInt8]) -> [UInt8]?
}
