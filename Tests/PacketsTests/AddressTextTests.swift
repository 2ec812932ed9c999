import Bytes
import Glibc
import Packets
import Testing

@Suite("Addresses as text")
struct AddressTextTests {
  private func text(_ write: (inout TextBuffer) -> Void) -> String {
    var buffer = TextBuffer()
    write(&buffer)
    let bytes = buffer.bytes
    return String(decoding: (0..<bytes.byteCount).map { bytes.load8($0) }, as: UTF8.self)
  }

  @Test(
    "an IPv4 address is four decimal numbers",
    arguments: [
      (IPv4Address(0, 0, 0, 0), "0.0.0.0"), (IPv4Address(10, 1, 200, 255), "10.1.200.255"),
      (IPv4Address(255, 255, 255, 255), "255.255.255.255"),
    ])
  func ipv4(address: IPv4Address, expected: String) { #expect(text { $0.append(address) } == expected) }

  @Test(
    "an IPv6 address is shortened as RFC 5952 section 4 says",
    arguments: [
      ("20010db8000000000000000000000001", "2001:db8::1"),
      ("00000000000000000000000000000000", "::"),
      ("00000000000000000000000000000001", "::1"),
      ("20010db8000100000000000000000000", "2001:db8:1::"),
      ("20010db8000000010000000000000001", "2001:db8:0:1::1"),
      ("20010000000000010000000000000001", "2001:0:0:1::1"),
      ("20010db8000000010001000100010001", "2001:db8:0:1:1:1:1:1"),
      ("000100020003000400050006000700ab", "1:2:3:4:5:6:7:ab"),
      ("00000000000000000000ffffc0000201", "::ffff:192.0.2.1"),
      ("000000000000000000000000c0000201", "::192.0.2.1"),
      ("00000000000000000001ffffc0000201", "::1:ffff:c000:201"),
      ("ff020000000000000000000000000000", "ff02::"), ("00010000000000000000000000000000", "1::"),
      ("00000000000000010002000300040000", "::1:2:3:4:0"), ("0abc00de000f1000000100000000000a", "abc:de:f:1000:1::a"),
    ])
  func ipv6(digits: String, expected: String) throws {
    let address = IPv6Address(rawValue: try #require(UInt128(digits, radix: 16)))
    #expect(text { $0.append(address) } == expected)
  }

  @Test("an IPv6 address is written as the C library writes it, whichever groups are zero")
  func ipv6Groups() {
    for zeros in 0..<UInt8.max {
      var bytes = (0..<16).map { 0x1f &* UInt8($0) &+ zeros }
      for group in 0..<8 where zeros >> group & 1 == 1 {
        bytes.replaceSubrange(2 * group..<2 * group + 2, with: [0, 0])
      }
      var characters = [CChar](repeating: 0, count: 64)
      _ = inet_ntop(AF_INET6, bytes, &characters, 64)
      let expected = String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let address = IPv6Address(rawValue: bytes.reduce(0) { $0 << 8 | UInt128($1) })
      #expect(text { $0.append(address) } == expected)
    }
  }

  @Test("an Ethernet address is six pairs of digits")
  func mac() {
    #expect(text { $0.append(MACAddress(rawValue: 0x0a00_5e10_ff01)) } == "0a:00:5e:10:ff:01")
    #expect(MACAddress.broadcast.isMulticast)
    #expect(!MACAddress(rawValue: 0x0200_0000_0001).isMulticast)
  }
}
