import Bytes
import Testing

@Suite("Loads from raw bytes")
struct RawSpanLoadTests {
  private static let bytes: [UInt8] = Array(0x01...0x14)

  @Test("integers are read in network order")
  func networkOrder() {
    let span = Self.bytes.span.bytes
    #expect(span.load8(0) == 0x01)
    #expect(span.load16(1) == 0x0203)
    #expect(span.load24(0) == 0x010203)
    #expect(span.load32(2) == 0x0304_0506)
    #expect(span.load48(0) == 0x0102_0304_0506)
    #expect(span.load64(0) == 0x0102_0304_0506_0708)
    #expect(span.load128(0) >> 64 == 0x0102_0304_0506_0708)
    #expect(UInt64(truncatingIfNeeded: span.load128(0)) == 0x090a_0b0c_0d0e_0f10)
  }

  @Test("integers are read in either order where the format says so")
  func eitherOrder() throws {
    let span = Self.bytes.span.bytes
    #expect(span.load(fromByteOffset: 0, as: UInt32.self, .littleEndian) == 0x0403_0201)
    #expect(try span.integer(at: 0, as: UInt16.self, .littleEndian) == 0x0201)
    #expect(try span.integer(at: 0, as: UInt16.self, .bigEndian) == 0x0102)
  }

  @Test(
    "a checked load throws wherever an integer is not whole",
    arguments: [-1, 17, 18, 19, 20, 21, Int.max, Int.min])
  func checkedLoads(offset: Int) {
    let span = Self.bytes.span.bytes
    #expect(throws: Truncation.self) { try span.uint32(at: offset) }
    #expect(span.uint32(ifAt: offset) == nil)
    #expect(throws: Truncation.self) { _ = try span.bytes(at: offset, count: 4) }
  }

  @Test("a checked load reads up to the last byte")
  func lastByte() throws {
    let span = Self.bytes.span.bytes
    #expect(try span.uint8(at: 19) == 0x14)
    #expect(try span.uint16(at: 18) == 0x1314)
    #expect(try span.uint24(at: 17) == 0x121314)
    #expect(try span.uint32(at: 16) == 0x1112_1314)
    #expect(try span.uint48(at: 14) == 0x0f10_1112_1314)
    #expect(try span.uint64(at: 12) == 0x0d0e_0f10_1112_1314)
    #expect(try span.uint128(at: 4) == span.load128(4))
    #expect(span.uint8(ifAt: 20) == nil)
    #expect(span.uint16(ifAt: 19) == nil)
    #expect(span.uint64(ifAt: 12) == 0x0d0e_0f10_1112_1314)
  }

  @Test(
    "a prefix is cut to what there is",
    arguments: [
      (0, 4, 0, 4), (18, 4, 18, 2), (20, 4, 20, 0), (25, 4, 20, 0), (-3, 4, 0, 4), (0, -1, 0, 0), (5, Int.max, 5, 15),
    ])
  func prefixes(offset: Int, count: Int, start: Int, length: Int) {
    let span = Self.bytes.span.bytes
    let part = span.prefix(count, from: offset)
    let (partLength, first) = (part.byteCount, part.uint8(ifAt: 0))
    #expect(partLength == length)
    #expect(first == (length == 0 ? nil : UInt8(start + 1)))
  }
}
