import Bytes
import Decryption
import Packets
import Testing

@Suite("Keys for ESP")
struct ESPKeysTests {
  private let library = try? CryptoLibrary()

  private func keys(_ texts: String...) throws -> ESPKeys {
    var keys = ESPKeys(library: try #require(library))
    for text in texts { try keys.add(text) }
    return keys
  }

  /// The vector and the first block of NIST SP 800-38A section F.2.1.
  private let payload: [UInt8] =
    (0..<16).map { UInt8($0) } + [
      0x76, 0x49, 0xab, 0xac, 0x81, 0x19, 0xb2, 0x46, 0xce, 0xe9, 0x8e, 0x9b, 0x12, 0xe9, 0x19, 0x7d,
    ]
  private static let secret = "0x2b7e151628aed2a6abf7158809cf4f3c"

  private func decrypted(_ keys: ESPKeys, _ payload: [UInt8], to destination: IPAddress) -> [UInt8]? {
    var plaintext: [UInt8] = []
    let isDone = keys.decrypt(payload.span.bytes, securityParametersIndex: 17, to: destination, into: &plaintext)
    return isDone ? plaintext : nil
  }

  private let there = IPAddress.ipv4(IPv4Address(192, 0, 2, 1))

  @Test(
    "an algorithm may be named with its mode and check value",
    arguments: [
      "aes128:\(secret)", "aes128-cbc:\(secret)", "17@192.0.2.1 aes128-cbc:\(secret)",
      "0x11@192.0.2.1\taes128:\(secret)",
    ])
  func decrypts(text: String) throws {
    #expect(decrypted(try keys(text), payload, to: there)?.first == 0x6b)
  }

  @Test("a check value is cut off first")
  func checkValue() throws {
    let keys = try keys("aes128-cbc-hmac96:\(Self.secret)")
    #expect(decrypted(keys, payload + [UInt8](repeating: 9, count: 12), to: there)?.first == 0x6b)
  }

  @Test("a key is for its own destination")
  func otherDestination() throws {
    let keys = try keys("17@192.0.2.1 aes128:\(Self.secret)", "17@2001:db8::1 aes128:00")
    #expect(decrypted(keys, payload, to: .ipv4(IPv4Address(192, 0, 2, 2))) == nil)
    #expect(decrypted(keys, payload, to: .ipv6(IPv6Address(rawValue: 0x2001_0db8 << 96 | 1)))?.count == 16)
  }

  @Test("of two keys for the same packets the later one counts")
  func later() throws {
    let keys = try keys("17@192.0.2.1 aes128:other", "17@192.0.2.1 aes128:\(Self.secret)")
    #expect(decrypted(keys, payload, to: there)?.first == 0x6b)
  }

  @Test("what is no multiple of a block is left alone, and what is too short has nothing in it")
  func lengths() throws {
    let keys = try keys("aes128:\(Self.secret)")
    #expect(decrypted(keys, Array(payload.dropLast()), to: there) == nil)
    #expect(decrypted(keys, Array(payload.prefix(15)), to: there)?.isEmpty == true)
    #expect(decrypted(keys, Array(payload.prefix(16)), to: there)?.isEmpty == true)
  }

  @Test(
    "what makes no sense is refused with its reason",
    arguments: [
      ("aes128", ESPKeyError.Reason.algorithm), ("nonsense:1", .unknownAlgorithm), ("aes128:0xzz", .secretDigit),
      ("aes128:0x", .secretLength), ("x@192.0.2.1 aes128:1", .number), ("17 aes128:1", .number),
      ("17@192.0.2 aes128:1", .address), ("ikev2 I 0x1", .keyExchange),
    ])
  func refused(text: String, reason: ESPKeyError.Reason) throws {
    let error = #expect(throws: ESPKeyError.self) { try keys(text) }
    #expect(error?.reason == reason)
  }

  @Test("a signature is the digest of message and secret")
  func signature() throws {
    let secret = SharedSecret("c", library: try #require(library))
    #expect(secret.signature(of: Array("ab".utf8))?.prefix(4) == [0x90, 0x01, 0x50, 0x98])
  }
}
