internal import Bytes
public import Packets

/// Secrets of security associations, as they were told. Source: tcpdump(1), `-E`.
public struct ESPKeys: PayloadDecryptor {
  private let library: CryptoLibrary
  /// What was told last comes first.
  private var keys: [ESPKey] = []
  private var anyPacketsKey: ESPKey?

  /// No keys yet.
  public init(library: CryptoLibrary) { self.library = library }

  /// Whether there is none.
  public var isEmpty: Bool { keys.isEmpty && anyPacketsKey == nil }

  /// Adds a secret: `SPI@ADDRESS ALGORITHM:SECRET`, or `ALGORITHM:SECRET` for all packets that no other is for.
  ///
  /// - Throws: `ESPKeyError` when it makes no sense or the library has no such algorithm.
  public mutating func add(_ text: String) throws(ESPKeyError) {
    let words = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == " " || $0 == "\t" }
    guard words.count == 2 else {
      anyPacketsKey = try ESPKey(text, for: nil, library)
      return
    }
    // Secrets of key exchanges are not for ESP packets.
    if words[0].lowercased() == "ikev2" { throw ESPKeyError(.keyExchange, in: text) }
    let association = try ESPAssociation(String(words[0]))
    let algorithm = words[1].drop { $0 == " " || $0 == "\t" }
    keys.insert(try ESPKey(String(algorithm), for: association, library), at: 0)
  }

  public func decrypt(
    _ payload: RawSpan, securityParametersIndex: UInt32, to destination: IPAddress, into plaintext: inout [UInt8]
  ) -> Bool {
    let association = ESPAssociation(securityParametersIndex: securityParametersIndex, destination: destination)
    guard let key = keys.first(where: { $0.association == association }) ?? anyPacketsKey else { return false }
    let front = key.cipher.vectorLength
    let length = payload.byteCount - front - key.checkLength
    // Too short for its own vector and check value: nothing is in it.
    guard length >= 0 else { return true }
    guard length % key.cipher.blockSize == 0 else { return false }
    var vector: [UInt8] = []
    vector.append(contentsOf: payload.prefix(front, from: 0))
    var ciphertext: [UInt8] = []
    ciphertext.append(contentsOf: payload.prefix(length, from: front))
    return library.decrypt(ciphertext, key.cipher, key: key.secret, vector: vector, into: &plaintext)
  }
}
