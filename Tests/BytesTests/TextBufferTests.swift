import Bytes
import Testing

@Suite("The text buffer")
struct TextBufferTests {
  private func text(_ write: (inout TextBuffer) -> Void) -> String {
    var buffer = TextBuffer(capacity: 1)
    write(&buffer)
    return string(buffer)
  }

  private func string(_ buffer: borrowing TextBuffer) -> String {
    let bytes = buffer.bytes
    return String(decoding: (0..<bytes.byteCount).map { bytes.load8($0) }, as: UTF8.self)
  }

  @Test(
    "unsigned numbers are written as Swift writes them",
    arguments: [0, 1, 9, 10, 99, 100, 12_345_678, 99_999_999, 100_000_000, 1_000_000_001, UInt64.max])
  func decimal(value: UInt64) { #expect(text { $0.append(value) } == String(value)) }

  @Test("signed numbers are written as Swift writes them", arguments: [0, -1, 42, -99_999_999, Int.min, Int.max])
  func signed(value: Int) { #expect(text { $0.append(value) } == String(value)) }

  @Test("numbers of every length are written as Swift writes them, padded to any width too")
  func numbers() {
    var state: UInt64 = 1
    for length in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = state >> UInt64(length % 64)
      #expect(text { $0.append(value) } == String(value))
      #expect(text { $0.append(UInt32(truncatingIfNeeded: value)) } == String(UInt32(truncatingIfNeeded: value)))
      let (decimal, hexadecimal, width) = (String(value), String(value, radix: 16), length % 21)
      let zeros = String(repeating: "0", count: 20)
      #expect(text { $0.append(value, width: width) } == zeros.prefix(max(0, width - decimal.count)) + decimal)
      #expect(
        text { $0.append(hex: value, width: width) } == zeros.prefix(max(0, width - hexadecimal.count)) + hexadecimal)
    }
  }

  @Test("small numbers are written as larger ones are")
  func small() {
    for value in stride(from: 0, through: UInt32(999_999), by: 101) {
      let (digits, word) = (String(value), UInt16(truncatingIfNeeded: value))
      #expect(text { $0.append(millionths: value) } == "." + String(repeating: "0", count: 6 - digits.count) + digits)
      #expect(text { $0.append(shortHex: value, width: 3) } == text { $0.append(hex: value, width: 3) })
      #expect(text { $0.append(hexWord: word) } == text { $0.append(hex: word, width: 4) })
    }
  }

  @Test("every number of eight or sixteen bits is written as Swift writes it")
  func everySmallNumber() {
    for value in UInt8.min...UInt8.max { #expect(text { $0.append(value) } == String(value)) }
    for value in UInt16.min...UInt16.max where text({ $0.append(value) }) != String(value) {
      Issue.record("\(value)")
    }
  }

  @Test("four bytes are written as numbers with dots between")
  func dotted() {
    for value in 0...UInt32(255) {
      let text = text { $0.append(dotted: value << 24 | (255 - value) << 16 | (value ^ 0x5a) << 8 | value) }
      #expect(text == "\(value).\(255 - value).\(value ^ 0x5a).\(value)")
    }
  }

  @Test(
    "eight bytes are four times a blank and four hexadecimal digits",
    arguments: [
      (0, " 0000 0000 0000 0000"), (0x1234_5678_9abc_def0, " 1234 5678 9abc def0"),
      (0xf0a9_ffff_0001_8000, " f0a9 ffff 0001 8000"),
    ] as [(UInt64, String)])
  func hexPairs(eight: UInt64, expected: String) {
    #expect(text { $0.append(hexPairs: eight) } == expected)
  }

  @Test("eight bytes are characters where they are printable and no blank, else points", arguments: 0...255)
  func graphic(byte: Int) {
    let eight = UInt64(byte) << 40 | 0x4100_0000_0000_007e
    let character = byte > 0x20 && byte < 0x7f ? String(UnicodeScalar(UInt8(byte))) : "."
    #expect(text { $0.append(graphic: eight) } == "A.\(character)....~")
  }

  @Test("a width pads with zeros and never cuts", arguments: [(0, 6), (12, 6), (999_999, 6), (1_234_567, 6), (5, 0)])
  func zeros(value: UInt64, width: Int) {
    let plain = String(value)
    let expected = String(repeating: "0", count: max(0, width - plain.count)) + plain
    #expect(text { $0.append(value, width: width) } == expected)
  }

  @Test("a padding puts blanks in front", arguments: [(1, 5), (99_999, 5), (100_000, 5)])
  func blanks(value: UInt64, width: Int) {
    let plain = String(value)
    let expected = String(repeating: " ", count: max(0, width - plain.count)) + plain
    #expect(text { $0.append(value, padded: width) } == expected)
  }

  @Test("hexadecimal numbers have at least the digits asked for", arguments: [0, 1, 0xf, 0x10, 0xabc, UInt32.max])
  func hexadecimal(value: UInt32) {
    let plain = String(value, radix: 16)
    #expect(text { $0.append(hex: value) } == plain)
    let padded = String(repeating: "0", count: max(0, 4 - plain.count)) + plain
    #expect(text { $0.append(hex: value, width: 4) } == padded)
  }

  @Test("a hexadecimal width beyond the type's digits is zeros")
  func wideHexadecimal() { #expect(text { $0.append(hex: UInt8(0xa5), width: 5) } == "000a5") }

  @Test("the buffer grows and keeps what was written")
  func growth() {
    let long = text { buffer in
      for number in 0..<10_000 {
        buffer.append(UInt32(number))
        buffer.append(",")
      }
    }
    #expect(long == (0..<10_000).map { "\($0)," }.joined())
  }

  @Test("bytes, literals, strings and runs are appended as they are")
  func pieces() {
    let bytes: [UInt8] = [0x61, 0x62, 0x63]
    let result = text { buffer in
      buffer.append("<")
      buffer.append(bytes.span.bytes)
      buffer.append(string: "déf")
      buffer.append(repeating: 0x2e, count: 3)
      buffer.append(repeating: 0x2e, count: -1)
      buffer.append(byte: 0x3e)
    }
    #expect(result == "<abcdéf...>")
  }

  @Test("truncating forgets the end, and nothing when it is longer")
  func truncation() {
    let result = text { buffer in
      buffer.append("abcdef")
      buffer.truncate(to: 10)
      buffer.truncate(to: 3)
      buffer.append("!")
    }
    #expect(result == "abc!")
  }

  @Test("no control byte stays as it is", arguments: UInt8.min...UInt8.max)
  func visible(byte: UInt8) {
    let written = text { $0.append(visible: byte) }
    #expect(written.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7f })
    if byte >= 0x20, byte < 0x7f { #expect(written.utf8.elementsEqual([byte])) }
  }

  @Test("bytes in a row are written as one by one", arguments: 0...255)
  func visibleRow(seed: UInt8) {
    let row = (0..<40).map { UInt8(ascii: "a") &+ UInt8($0 % 20) } + [seed] + (0..<19).map { seed &+ UInt8($0) }
    for start in 0..<17 {
      let bytes = Array(row[start...])
      let expected = text { for byte in bytes { $0.append(visible: byte) } }
      #expect(text { $0.append(visible: bytes.span.bytes) } == expected)
    }
  }

  @Test("eight bytes are told apart by what the worst of them is", arguments: UInt8.min...UInt8.max)
  func kindsOfBytes(byte: UInt8) {
    for place in 0..<8 {
      let eight = 0x2178_617e_3041_5a7a & ~(0xff << UInt64(place * 8)) | UInt64(byte) << UInt64(place * 8)
      #expect(TextBuffer.isPlain(eight) == (0x20..<0x7f ~= byte))
      #expect(TextBuffer.isGraphic(eight) == (0x21..<0x7f ~= byte))
    }
  }

  @Test("control bytes are written as they are typed")
  func controlBytes() {
    #expect(text { $0.append(visible: 0x1b) } == "^[")
    #expect(text { $0.append(visible: 0x7f) } == "^?")
    #expect(text { $0.append(visible: 0x9b) } == "M-^[")
    #expect(text { $0.append(visible: 0xc3) } == "M-C")
  }
}
