import Bytes
import Dissection
import Testing

@Suite struct RESPMessageLineTests {
  @Test(arguments: [
    ("+OK\r\n", "RESP \"OK\""), ("$3\r\nabc\r\n:12\r\n", "RESP \"abc\" \"12\""), ("$0\r\n\r\n", "RESP empty"),
    ("$-1\r\n", "RESP null"), ("*2\r\n$1\r\na\r\n*1\r\n+b\r\n", "RESP \"a\" \"b\""), ("*0\r\n", "RESP empty"),
    ("PING\r\n", "RESP \"PING\""), ("$-2\r\n", "RESP length negative and not -1"),
    ("$9999999999\r\n", "RESP length too large"), ("*2\r\n+a\r\n", "RESP \"a\" [|resp]"), ("$3\r\nab", "RESP [|resp]"),
    ("*1000000\r\n", "RESP [|resp]"),
  ])
  func `Values are told in quotes`(text: String, expected: String) {
    #expect(line(tcp(1024, 6379, Array(text.utf8))).hasSuffix(", length \(text.utf8.count): \(expected)"))
  }

  @Test func `Arrays in arrays nest as deep as they like`() {
    let bytes = Array(String(repeating: "*1\r\n", count: 10_000).utf8)
    #expect(line(tcp(1024, 6379, bytes)).hasSuffix("RESP [|resp]"))
  }

  @Test func `RADIUS tells what is asked`() {
    let message = hex("01 0a 0014") + [UInt8](repeating: 0x11, count: 16)
    #expect(line(udp(1024, 1812, message)).hasSuffix(": RADIUS, Access-Request (1), id: 0x0a length: 20"))
    #expect(line(udp(1024, 1812, [7, 7, 0, 3] + message.dropFirst(4))).hasSuffix(":  [|radius]"))
  }
}
