public import Packets

/// The secret that both sides of a TCP connection sign with.
public struct SharedSecret: SegmentSigner {
  private let library: CryptoLibrary
  private let secret: [UInt8]

  /// A secret as text.
  public init(_ secret: String, library: CryptoLibrary) {
    self.library = library
    self.secret = Array(secret.utf8)
  }

  public func signature(of message: [UInt8]) -> [UInt8]? { library.md5(message + secret) }
}
