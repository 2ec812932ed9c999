public import System

/// A digest in the making, of bytes that come piece by piece.
@safe
public struct Digest: ~Copyable {
  /// A way to make one.
  public enum Algorithm: String, CaseIterable, Sendable {
    /// FIPS 180-4.
    case sha256 = "SHA256"
    /// FIPS 180-4; it tells damage, not malice.
    case sha1 = "SHA1"
  }

  private let functions: DigestFunctions
  private let context: OpaquePointer?
  private var isGood: Bool

  /// A digest of nothing yet; the library is opened if it is not open yet.
  ///
  /// - Throws: `DynamicLibrary.Failure` when it is not installed or too old.
  public init(_ algorithm: Algorithm) throws(DynamicLibrary.Failure) {
    functions = try DigestFunctions()
    unsafe context = functions.newContext()
    // SAFETY: the library takes a name that ends with a zero, and refuses what is not there.
    isGood = unsafe functions.begin(context, functions.digestByName(algorithm.rawValue), nil) == 1
  }

  // SAFETY: the context is this value's alone; the library passes over none.
  deinit { unsafe functions.freeContext(context) }

  /// Takes more bytes.
  public mutating func update(_ bytes: RawSpan) {
    guard isGood else { return }
    // SAFETY: the library reads no more than the count says, and only during the call.
    isGood = unsafe bytes.withUnsafeBytes { unsafe functions.update(context, $0.baseAddress, $0.count) == 1 }
  }

  /// The digest; `nil` when the library cannot make it.
  public consuming func finish() -> [UInt8]? {
    guard isGood else { return nil }
    // EVP_MAX_MD_SIZE.
    var digest = [UInt8](repeating: 0, count: 64)
    var length: UInt32 = 0
    // SAFETY: no digest is longer than the array.
    let isDone = unsafe digest.withUnsafeMutableBufferPointer { digest in
      unsafe functions.finish(context, digest.baseAddress, &length) == 1
    }
    return isDone ? Array(digest.prefix(Int(length))) : nil
  }
}
