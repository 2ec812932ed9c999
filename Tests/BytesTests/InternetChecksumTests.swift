import Bytes
import Testing

@Suite("The internet checksum")
struct InternetChecksumTests {
  /// The sum word by word, as RFC 1071 section 1 defines it.
  private static func reference(_ bytes: [UInt8]) -> UInt16 {
    var sum: UInt32 = 0
    for index in stride(from: 0, to: bytes.count, by: 2) {
      let low = index + 1 < bytes.count ? bytes[index + 1] : 0
      sum += UInt32(bytes[index]) << 8 | UInt32(low)
      sum = (sum & 0xffff) + (sum >> 16)
    }
    return ~UInt16(sum)
  }

  @Test("the example of RFC 1071 section 3")
  func example() {
    var sum = InternetChecksum()
    let bytes: [UInt8] = [0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7]
    sum.add(bytes.span.bytes)
    #expect(sum.folded == 0xddf2)
    #expect(sum.value == ~0xddf2)
  }

  @Test("every length agrees with the definition", arguments: 0...167)
  func lengths(length: Int) {
    let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ 250) }
    var sum = InternetChecksum()
    sum.add(bytes.span.bytes)
    #expect(sum.value == Self.reference(bytes))
  }

  @Test("nothing but ones, and nothing but zeros, of any length", arguments: [UInt8.max, 0])
  func extremes(byte: UInt8) {
    for length in 0...99 {
      let bytes = [UInt8](repeating: byte, count: length)
      var sum = InternetChecksum()
      sum.add(bytes.span.bytes)
      #expect(sum.value == Self.reference(bytes))
    }
  }

  @Test("data that hold their own checksum sum to all ones")
  func ownChecksum() {
    var bytes: [UInt8] = [0x45, 0, 0, 0x73, 0, 0, 0x40, 0, 0x40, 0x11, 0, 0, 0xc0, 0xa8, 0, 1, 0xc0, 0xa8, 0, 0xc7]
    let checksum = Self.reference(bytes)
    bytes[10] = UInt8(checksum >> 8)
    bytes[11] = UInt8(checksum & 0xff)
    var sum = InternetChecksum()
    sum.add(bytes.span.bytes)
    #expect(sum.folded == 0xffff)
    #expect(sum.value == 0)
  }

  @Test("words count like the bytes they are")
  func words() {
    var whole = InternetChecksum()
    let bytes: [UInt8] = [0xfe, 0xdc, 0xba, 0x98, 0x76, 0x54]
    whole.add(bytes.span.bytes)
    var pieces = InternetChecksum()
    pieces.add(UInt32(0xfedc_ba98))
    pieces.add(UInt16(0x7654))
    #expect(whole.value == pieces.value)
  }
}
