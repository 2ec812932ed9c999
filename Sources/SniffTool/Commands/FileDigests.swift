internal import Decryption
internal import System

/// What tells whether a file is, byte for byte, another one.
struct FileDigests {
  /// Digests by the names of their algorithms, in hexadecimal digits.
  let digests: [(name: String, digits: String)]

  /// Reads a file.
  ///
  /// - Throws: `ToolError` when it cannot be read, or there is no libcrypto.
  init(of path: String) throws(ToolError) {
    var sha256 = try Self.begin(.sha256)
    var sha1 = try Self.begin(.sha1)
    var buffer = ReadBuffer(capacity: 256 << 10)
    do throws(SystemCallError) {
      let file = try FileDescriptor(reading: path)
      while try buffer.fill(from: file) > 0 {
        sha256.update(buffer.unread)
        sha1.update(buffer.unread)
        buffer.drop(buffer.count)
      }
    } catch {
      throw .create(error, path: path)
    }
    digests = [(Digest.Algorithm.sha256, sha256.finish()), (.sha1, sha1.finish())].compactMap { algorithm, bytes in
      bytes.map { (algorithm.rawValue, Self.hexadecimal($0)) }
    }
  }

  private static func begin(_ algorithm: Digest.Algorithm) throws(ToolError) -> Digest {
    do throws(DynamicLibrary.Failure) {
      return try Digest(algorithm)
    } catch {
      throw .missingDigests(error)
    }
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
