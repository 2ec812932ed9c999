import Bytes
import Decryption
import Testing

@Suite struct `A digest` {
  /// The message "abc", see FIPS 180-4's examples.
  @Test(arguments: [
    (Digest.Algorithm.sha1, [0xa9, 0x99, 0x3e, 0x36] as [UInt8], 20), (.sha256, [0xba, 0x78, 0x16, 0xbf], 32),
  ])
  func `is that of all pieces together`(algorithm: Digest.Algorithm, start: [UInt8], length: Int) throws {
    var digest = try Digest(algorithm)
    for piece in ["a", "", "bc"] {
      let bytes = Array(piece.utf8)
      digest.update(bytes.rawSpan)
    }
    let bytes = digest.finish()
    let result = try #require(bytes)
    #expect(result.count == length && result.prefix(4) == start[...])
  }
}
