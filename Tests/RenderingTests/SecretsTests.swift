import Bytes
import Dissection
import Packets
import Rendering
import Testing

/// Decrypts by adding one to each byte.
private struct AddingDecryptor: PayloadDecryptor {
  func decrypt(
    _ payload: RawSpan, securityParametersIndex: UInt32, to destination: IPAddress, into plaintext: inout [UInt8]
  ) -> Bool {
    guard securityParametersIndex == 7, destination == .ipv4(IPv4Address(10, 0, 0, 2)) else { return false }
    for at in 0..<payload.byteCount { plaintext.append(payload.load8(at) &+ 1) }
    return true
  }
}

/// Signs with zeros.
private struct ZeroSigner: SegmentSigner {
  func signature(of message: [UInt8]) -> [UInt8]? { [UInt8](repeating: 0, count: 16) }
}

@Suite("Lines of what secrets open")
struct SecretsTests {
  private var options: RenderOptions {
    var options = RenderOptions()
    options.decryptor = AddingDecryptor()
    options.signer = ZeroSigner()
    return options
  }

  private func esp(_ index: UInt8, _ plaintext: [UInt8]) -> [UInt8] {
    ipv4(50, [0, 0, 0, index, 0, 0, 0, 1] + plaintext.map { $0 &- 1 })
  }

  private let inner = udp(1000, 2000, [1, 2, 3]) + [1, 2] + [2, 4]

  @Test("a decrypted packet is told behind its header")
  func whole() {
    #expect(
      line(esp(7, inner), options: options)
        == "IP 10.0.0.1 > 10.0.0.2: ESP(spi=0x00000007,seq=0x1), length 43: IP 10.0.0.1.1000 > 10.0.0.2.2000: UDP, length 3"
    )
  }

  @Test("a packet in a packet is decrypted too")
  func nested() {
    let text = line(esp(7, esp(7, inner) + [0, 4]), options: options)
    #expect(
      text.hasSuffix(
        "length 73: IP 10.0.0.1 > 10.0.0.2: ESP(spi=0x00000007,seq=0x1), length 43: IP 10.0.0.1.1000 > 10.0.0.2.2000: UDP, length 3"
      ))
  }

  @Test("padding beyond the packet and packets that are cut are not told")
  func damaged() {
    #expect(line(esp(7, [1, 2, 3, 9, 4]), options: options).hasSuffix("length 13 [|esp]"))
    #expect(line(esp(7, [4]), options: options).hasSuffix("length 9 [|esp]"))
    #expect(line(esp(6, inner), options: options).hasSuffix("length 43"))
    let cut = Array(esp(7, inner).dropLast())
    #expect(line(cut, originalLength: cut.count + 1, options: options).hasSuffix("length 43"))
  }

  @Test("every prefix has a line")
  func prefixes() {
    let packet = esp(7, esp(7, inner) + [0, 4])
    for length in 1...packet.count {
      #expect(!line(Array(packet.prefix(length)), originalLength: packet.count, options: options).isEmpty)
    }
  }

  @Test("a signature is valid or not", arguments: [(UInt8(0), "md5 valid"), (1, "md5  (invalid)")])
  func signature(byte: UInt8, expected: String) {
    let header = hex("03e8 07d0 00000001 00000001 a018 0064 0000 0000 1312")
    let segment = header + [UInt8](repeating: byte, count: 16) + hex("0101")
    #expect(line(ipv4(6, segment), options: options).contains("options [\(expected),nop,nop]"))
  }

  @Test("a chosen payload is looked for at any port")
  func payloadChoice() {
    var options = RenderOptions()
    options.payloadChoice = PayloadChoice(udp: .tftp)
    let request: [UInt8] = [0, 1] + Array("a".utf8) + [0] + Array("octet".utf8) + [0]
    #expect(line(udp(1000, 2000, request), options: options).hasSuffix("TFTP, length 10, RRQ \"a\" octet"))
    options.payloadChoice = PayloadChoice(tcp: .resp)
    #expect(line(udp(1000, 2000, request), options: options) == "IP ")
    #expect(line(tcp(1000, 2000, Array("+OK\r\n".utf8)), options: options).hasSuffix("RESP \"OK\""))
  }
}
