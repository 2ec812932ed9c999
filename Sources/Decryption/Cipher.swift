/// A cipher that libcrypto has.
struct Cipher: Sendable, Equatable {
  /// What the library calls it.
  let name: String
  /// Bytes of initialization vector; 0 when it needs none.
  let vectorLength: Int
  /// What ciphertexts are a multiple of, in bytes; 1 when they may have any length.
  let blockSize: Int
}
