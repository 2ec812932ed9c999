import Bytes
import Dissection
import Packets
import Testing

@Suite struct DNSMessageTests {
  /// A response with a question for `a.bc` and an answer that points at it.
  private let response = hex(
    "1234 8580 0001 0001 0000 0000 01 61 02 62 63 00 0001 0001 c00c 0001 0001 0000003c 0004 0a000001")

  private func labels(_ bytes: [UInt8], at offset: Int) -> (text: [String], end: Int?, fault: DNSName.Fault?) {
    var name = DNSName(bytes.span.bytes, at: offset)
    var text: [String] = []
    while let label = name.next() {
      switch label {
      case .text(let range, let isCut):
        text.append(String(decoding: bytes[range], as: UTF8.self) + (isCut ? "..." : ""))
      case .bits(let count, let at): text.append("\(count)@\(at)")
      }
    }
    return (text, name.end, name.fault)
  }

  @Test func `The header's fields are read`() throws {
    let message = try DNSMessage(response.span.bytes)
    #expect(message.identification == 0x1234)
    #expect(message.isResponse == true)
    #expect(message.operation == 0)
    #expect(message.isAuthoritative == true)
    #expect(message.isTruncated == false)
    #expect(message.wantsRecursion == true)
    #expect(message.offersRecursion == true)
    #expect(message.responseCode == 0)
    #expect(message.count(of: .question) == 1)
    #expect(message.count(of: .answer) == 1)
    #expect(message.count(of: .additional) == 0)
  }

  @Test func `Fields come in wire order`() {
    let fields = fields(of: .dns, response)
    #expect(fields.isInWireOrder)
    #expect(fields.values["dns.id"] == .unsigned(0x1234))
    #expect(fields.values["dns.count.answers"] == .unsigned(1))
  }

  @Test func `A name is read through its pointer and ends behind it`() {
    let name = labels(response, at: 22)
    #expect(name.text == ["a", "bc"])
    #expect(name.end == 24)
    #expect(name.fault == nil)
  }

  @Test func `A record stands behind its name`() throws {
    let record = try DNSRecord(response.span.bytes, at: 24)
    #expect(record.type == 1)
    #expect(record.recordClass == 1)
    #expect(record.timeToLive == 60)
    #expect(record.data == 34..<38)
  }

  @Test(arguments: [
    ("c000", DNSName.Fault.pointer), ("c005", .pointer), ("0361", .truncated),
    ("8061", .reservedType), ("4203", .extendedType(2)), ("4110ff", .truncated), ("c0", .truncated),
  ])
  func `A name that has no end has a fault`(bytes: String, fault: DNSName.Fault) {
    let name = labels(hex(bytes), at: 0)
    #expect(name.fault == fault)
  }

  @Test(arguments: ["01", "80"]) func `A name that is cut right behind a length ends there`(bytes: String) {
    let name = labels(hex(bytes), at: 0)
    #expect(name.fault == nil)
    #expect(name.end == 1)
  }

  @Test func `Bits are a label`() {
    let name = labels(hex("4109ff8000"), at: 0)
    #expect(name.text == ["9@2"])
    #expect(name.end == 5)
  }

  @Test func `A chain of pointers has an end`() {
    var bytes = hex("0161 00")
    for at in stride(from: 1, to: 1000, by: 2) { bytes += [0xc0 | UInt8((at - 1) >> 8), UInt8((at - 1) & 0xff)] }
    #expect(labels(bytes, at: bytes.count - 2).fault == .pointer)
  }

  @Test func `An OPT record extends the result`() throws {
    let bytes = hex("1234 8003 0000 0000 0000 0001 00 0029 1000 01 00 0000 0000")
    #expect(try DNSMessage(bytes.span.bytes).extendedResponseCode == 0x13)
  }

  @Test func `No prefix of a message traps`() {
    for count in 0...response.count {
      let bytes = Array(response.prefix(count))
      guard let message = try? DNSMessage(bytes.span.bytes) else {
        #expect(count < 12)
        continue
      }
      #expect(message.end(ofNameAt: 12) == (count < 18 ? nil : 18))
      _ = message.extendedResponseCode
      _ = labels(bytes, at: 22)
    }
  }

  @Test func `Over TCP the message is behind its length`() {
    let packet =
      hex("4500 0000 0000 0000 4006 0000 0a000001 0a000002")
      + hex("0400 0035 00000001 00000001 5018 0000 0000 0000") + hex("000c 0000 0100 0000 0000 0000 0000")
    let kinds = layers(of: packet, .ipv4).map(\.kind)
    #expect(kinds == [.ipv4, .tcp, .dnsStream, .dns])
  }
}
