/// How the packets of an association are encrypted.
struct ESPKey: Sendable {
  /// Bytes that a secret has at most, and that one is filled up to with zeros.
  private static let secretLength = 256

  /// What it is for; `nil` for all packets.
  let association: ESPAssociation?
  let cipher: Cipher
  /// Bytes of integrity check value at the end of a packet.
  let checkLength: Int
  let secret: [UInt8]

  /// Reads `ALGORITHM:SECRET`, the algorithm with `-cbc` and `-hmac96` behind it or without, the secret as text or in
  /// hexadecimal behind `0x`.
  ///
  /// - Throws: `ESPKeyError` when it is something else, or the library has no such algorithm.
  init(_ text: String, for association: ESPAssociation?, _ library: CryptoLibrary) throws(ESPKeyError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw ESPKeyError(.algorithm, in: text) }
    var name = String(parts[0])
    checkLength = name.dropSuffix("-hmac96") ? 12 : 0
    _ = name.dropSuffix("-cbc")
    guard let cipher = library.cipher(named: name == "3des" ? "des-ede3-cbc" : name) else {
      throw ESPKeyError(.unknownAlgorithm, in: name)
    }
    self.association = association
    self.cipher = cipher
    var secret = try Self.bytes(String(parts[1]))
    secret += [UInt8](repeating: 0, count: max(0, Self.secretLength - secret.count))
    self.secret = secret
  }

  private static func bytes(_ text: String) throws(ESPKeyError) -> [UInt8] {
    guard text.hasPrefix("0x") else { return Array(text.utf8.prefix(secretLength)) }
    let digits = Array(text.dropFirst(2))
    guard 1...secretLength ~= digits.count / 2 else { throw ESPKeyError(.secretLength, in: text) }
    var bytes: [UInt8] = []
    for at in stride(from: 0, to: digits.count - 1, by: 2) {
      guard let high = digits[at].hexDigitValue, let low = digits[at + 1].hexDigitValue else {
        throw ESPKeyError(.secretDigit, in: text)
      }
      bytes.append(UInt8(high << 4 | low))
    }
    return bytes
  }
}

extension String {
  /// Drops an end, if it is not all there is; returns whether it did.
  fileprivate mutating func dropSuffix(_ suffix: String) -> Bool {
    guard count > suffix.count, hasSuffix(suffix) else { return false }
    removeLast(suffix.count)
    return true
  }
}
