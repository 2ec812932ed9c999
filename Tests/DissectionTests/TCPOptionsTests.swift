import Bytes
import Dissection
import Testing

@Suite struct TCPOptionsTests {
  private func walk(_ text: String, length: Int? = nil) -> (options: [TCPOption], fault: TCPOptions.Fault?) {
    let bytes = hex(text)
    var options = TCPOptions(bytes.span.bytes, length: length ?? bytes.count)
    var all: [TCPOption] = []
    while let option = options.next() { all.append(option) }
    return (all, options.fault)
  }

  @Test func `Every option is told with its place and length`() {
    let (options, fault) = walk("020405b4 01 030307 0402 00 ffff")
    #expect(options.map(\.kind) == [2, 1, 3, 4, 0])
    #expect(options.map(\.offset) == [0, 4, 5, 8, 10])
    #expect(options.map(\.length) == [4, 1, 3, 2, 1])
    #expect(options.map(\.dataLength) == [2, 0, 1, 0, 0])
    #expect(options.allSatisfy { $0.hasRightLength })
    #expect(fault == nil)
  }

  @Test(arguments: ["0200", "0201", "0205aabb"])
  func `An option shorter than its octets or longer than the header is a fault`(text: String) {
    #expect(walk(text).fault == .malformed)
  }

  @Test func `What was not captured is told apart from what is wrong`() {
    #expect(walk("", length: 4).fault == .truncated)
    #expect(walk("02", length: 4).fault == .truncated)
  }

  @Test func `A kind of fixed size is stepped over by that size`() {
    let (options, _) = walk("0302 07 01")
    #expect(options.map(\.kind) == [3, 1])
    #expect(!options[0].hasRightLength)
  }

  @Test func `The parts of a data sequence signal stand where its flags say`() {
    let bytes = hex("0000000000000005 00000009 00000001 0014 beef")
    let data = MPTCPOption.DataSequence(bytes.span.bytes, flags: 0x17)
    #expect(data.isFinal == true)
    #expect(data.acknowledgment == 5)
    #expect(data.sequence == 9)
    #expect(data.subflowSequence == 1)
    #expect(data.dataLength == 20)
    #expect(data.checksum == 0xbeef)
    #expect(data.excess == 0)
  }

  @Test func `A data sequence signal that is too short lacks its last parts`() {
    let bytes = hex("00000005 0000")
    let data = MPTCPOption.DataSequence(bytes.span.bytes, flags: 0x05)
    #expect(data.acknowledgment == 5)
    #expect(data.sequence == nil)
    #expect(data.excess < 0)
  }
}
