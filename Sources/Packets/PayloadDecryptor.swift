/// Keys to what ESP encrypts, for whoever walks through packets.
public protocol PayloadDecryptor: Sendable {
  /// Decrypts what stands behind an ESP header.
  ///
  /// - Parameters:
  ///   - payload: everything behind the header, integrity check value included.
  ///   - securityParametersIndex: the header's number of the security association.
  ///   - destination: whom the IP packet is for.
  ///   - plaintext: gets what was encrypted, padding and trailer included, appended; nothing when it is too short.
  /// - Returns: whether there was a key that fits.
  func decrypt(
    _ payload: RawSpan, securityParametersIndex: UInt32, to destination: IPAddress, into plaintext: inout [UInt8]
  ) -> Bool
}
