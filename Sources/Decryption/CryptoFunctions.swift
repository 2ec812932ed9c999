internal import CCrypto
internal import System

/// libcrypto's functions by name and type (`openssl/evp.h`), of a library that stays open as long as the program runs.
@safe
struct CryptoFunctions: Sendable {
  typealias Initializer =
    @convention(c) @Sendable (
      OpaquePointer?, OpaquePointer?, OpaquePointer?, UnsafePointer<UInt8>?, UnsafePointer<UInt8>?, Int32
    ) -> Int32
  typealias Digester =
    @convention(c) @Sendable (
      UnsafeRawPointer?, Int, UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<UInt32>?, OpaquePointer?,
      OpaquePointer?
    ) -> Int32
  typealias Transformer =
    @convention(c) @Sendable (OpaquePointer?, UnsafeMutablePointer<UInt8>?, UnsafePointer<UInt8>?, UInt32) -> Int32

  let cipherByName: @convention(c) @Sendable (UnsafePointer<CChar>?) -> OpaquePointer?
  let vectorLength: @convention(c) @Sendable (OpaquePointer?) -> Int32
  let blockSize: @convention(c) @Sendable (OpaquePointer?) -> Int32
  let newContext: @convention(c) @Sendable () -> OpaquePointer?
  let freeContext: @convention(c) @Sendable (OpaquePointer?) -> Void
  let initialize: Initializer
  let transform: Transformer
  let md5: @convention(c) @Sendable () -> OpaquePointer?
  let digest: Digester

  /// Opens the library and finds all of them.
  ///
  /// - Throws: `DynamicLibrary.Failure` when it is not installed or too old.
  init() throws(DynamicLibrary.Failure) {
    let library = try DynamicLibrary(named: ["libcrypto.so.3", "libcrypto.so"])
    // SAFETY: the types are those that libcrypto's header declares its functions with.
    unsafe cipherByName = try library.function("EVP_get_cipherbyname")
    unsafe vectorLength = try library.function("EVP_CIPHER_get_iv_length")
    unsafe blockSize = try library.function("EVP_CIPHER_get_block_size")
    unsafe newContext = try library.function("EVP_CIPHER_CTX_new")
    unsafe freeContext = try library.function("EVP_CIPHER_CTX_free")
    unsafe initialize = try library.function("EVP_CipherInit_ex")
    unsafe transform = try library.function("EVP_Cipher")
    unsafe md5 = try library.function("EVP_md5")
    unsafe digest = try library.function("EVP_Digest")
    library.keepOpen()
  }
}
