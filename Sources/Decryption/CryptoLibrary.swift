internal import Bytes
public import System

/// What this program needs of libcrypto. The library is opened by the initializer and never closed.
public struct CryptoLibrary: Sendable {
  private let functions: CryptoFunctions

  /// Opens the library.
  ///
  /// - Throws: `DynamicLibrary.Failure` when it is not installed or too old.
  public init() throws(DynamicLibrary.Failure) { functions = try CryptoFunctions() }

  /// A cipher that the library has, by its name there; `nil` when it has none of that name.
  func cipher(named name: String) -> Cipher? {
    guard let cipher = unsafe functions.cipherByName(name) else { return nil }
    // SAFETY: the cipher is the library's own and lives as long as that.
    let vectorLength = unsafe Int(functions.vectorLength(cipher))
    let blockSize = unsafe Int(functions.blockSize(cipher))
    guard vectorLength >= 0, blockSize > 0 else { return nil }
    return Cipher(name: name, vectorLength: vectorLength, blockSize: blockSize)
  }

  /// Decrypts whole blocks without looking at padding.
  ///
  /// - Parameters:
  ///   - key: at least as long as any cipher's key.
  ///   - vector: as long as the cipher's initialization vector.
  ///   - plaintext: gets as many bytes as there are in `ciphertext`, appended.
  /// - Returns: whether the library did it.
  func decrypt(
    _ ciphertext: [UInt8], _ cipher: Cipher, key: [UInt8], vector: [UInt8], into plaintext: inout [UInt8]
  ) -> Bool {
    guard let context = unsafe functions.newContext() else { return false }
    defer { unsafe functions.freeContext(context) }
    guard let method = unsafe functions.cipherByName(cipher.name) else { return false }
    // SAFETY: key and vector have at least the bytes that the cipher reads, which its lengths tell; the result has room
    // for a block more than goes in.
    let isReady = unsafe key.withUnsafeBufferPointer { key in
      unsafe vector.withUnsafeBufferPointer { vector in
        unsafe functions.initialize(context, method, nil, key.baseAddress, vector.baseAddress, 0) == 1
      }
    }
    guard isReady else { return false }
    var result = [UInt8](repeating: 0, count: ciphertext.count + cipher.blockSize)
    let status = unsafe result.withUnsafeMutableBufferPointer { result in
      unsafe ciphertext.withUnsafeBufferPointer { ciphertext in
        unsafe functions.transform(
          context, result.baseAddress, ciphertext.baseAddress, UInt32(truncatingIfNeeded: ciphertext.count))
      }
    }
    guard status > 0 || ciphertext.isEmpty else { return false }
    plaintext += result[..<ciphertext.count]
    return true
  }

  /// The MD5 digest of some bytes; `nil` when the library cannot compute it.
  func md5(_ bytes: [UInt8]) -> [UInt8]? {
    var digest = [UInt8](repeating: 0, count: 64)
    // SAFETY: no digest is longer than 64 bytes (EVP_MAX_MD_SIZE).
    let isDone = unsafe digest.withUnsafeMutableBufferPointer { digest in
      unsafe bytes.withUnsafeBytes { bytes in
        unsafe functions.digest(bytes.baseAddress, bytes.count, digest.baseAddress, nil, functions.md5(), nil) == 1
      }
    }
    return isDone ? Array(digest[..<16]) : nil
  }
}
