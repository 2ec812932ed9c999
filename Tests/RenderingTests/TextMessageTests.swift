import Testing

@Suite struct TextMessageLineTests {

  @Test(arguments: [
    (80, "GET / HTTP/1.0\r\nHost: a\r\n\r\n", "HTTP: GET / HTTP/1.0"),
    (8080, "HTTP/1.1 404 Not Found\r\n", "HTTP: HTTP/1.1 404 Not Found"), (80, "\u{1}\u{2}", "HTTP"),
    (80, "GET /cut", "HTTP: GET /cut [|http]"), (25, "some mail\r\n", "SMTP: some mail"),
    (21, "USER x\n", "FTP: USER x"),
    (554, "PLAY rtsp://a RTSP/1.0\r\n", "RTSP: PLAY rtsp://a RTSP/1.0"), (43, "example.org\r\n", "WHOIS: example.org"),
  ])
  func `The first line of a text protocol is told`(port: Int, text: String, expected: String) {
    #expect(line(tcp(1024, port, Array(text.utf8))).hasSuffix(", length \(text.utf8.count): \(expected)"))
  }

  @Test func `All lines are told with -v`() {
    let text = line(tcp(1024, 80, Array("GET / HTTP/1.0\r\nA: b\r\n\r\n\u{1}".utf8)), verbosity: 1)
    #expect(text.hasSuffix(": HTTP, length: 25\n\tGET / HTTP/1.0\n\tA: b\n\t"))
  }

  @Test func `A datagram's text has no colon before it`() {
    #expect(
      line(udp(5060, 5060, Array("BYE sip:a SIP/2.0\r\n".utf8)))
        == "IP 10.0.0.1.5060 > 10.0.0.2.5060: SIP: BYE sip:a SIP/2.0")
  }
}
