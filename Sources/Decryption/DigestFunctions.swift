internal import CCrypto
internal import System

/// libcrypto's functions that make digests piece by piece, by name and type (`openssl/evp.h`).
@safe
struct DigestFunctions: Sendable {
  typealias Update = @convention(c) @Sendable (OpaquePointer?, UnsafeRawPointer?, Int) -> Int32
  typealias Final =
    @convention(c) @Sendable (OpaquePointer?, UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<UInt32>?) -> Int32

  let digestByName: @convention(c) @Sendable (UnsafePointer<CChar>?) -> OpaquePointer?
  let newContext: @convention(c) @Sendable () -> OpaquePointer?
  let freeContext: @convention(c) @Sendable (OpaquePointer?) -> Void
  let begin: @convention(c) @Sendable (OpaquePointer?, OpaquePointer?, OpaquePointer?) -> Int32
  let update: Update
  let finish: Final

  /// Opens the library, for as long as the program runs, and finds all of them.
  ///
  /// - Throws: `DynamicLibrary.Failure` when it is not installed or too old.
  init() throws(DynamicLibrary.Failure) {
    let library = try DynamicLibrary(named: ["libcrypto.so.3", "libcrypto.so"])
    // SAFETY: the types are those that libcrypto's header declares its functions with.
    unsafe digestByName = try library.function("EVP_get_digestbyname")
    unsafe newContext = try library.function("EVP_MD_CTX_new")
    unsafe freeContext = try library.function("EVP_MD_CTX_free")
    unsafe begin = try library.function("EVP_DigestInit_ex")
    unsafe update = try library.function("EVP_DigestUpdate")
    unsafe finish = try library.function("EVP_DigestFinal_ex")
    library.keepOpen()
  }
}
