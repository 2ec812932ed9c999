import Testing

@Suite struct TCPOptionsLineTests {
  /// A segment with flags and options, padded with no-operations to whole words.
  private func segment(_ flags: UInt8, _ options: String) -> [UInt8] {
    var bytes = hex(options)
    while bytes.count % 4 != 0 { bytes.append(1) }
    let offset = UInt8(20 + bytes.count) << 2
    return ipv4(6, hex("03e8 07d0 00000001 00000002") + [offset, flags] + hex("0064 0000 0000") + bytes)
  }

  @Test(arguments: [
    ("0103 0307", "nop,wscale 7]"), ("060400000000", "echo 0[len 4],nop,nop"),
    ("0d0600000007 0101", " 7,nop,nop"), ("1404 2a05", "scps cap 2a id 5"), ("1c04 0005", "uto 0x5 120"),
    ("1d06 0102 aabb 0101", "tcp-ao keyid 1 rnextkeyid 2 mac 0xaabb,nop,nop"), ("1d03 01 01", "tcp-ao (invalid),nop"),
    ("2202 0101", "tfo  cookiereq,nop,nop"), ("fe04 f989", "exp-tfo cookiereq"), ("fe04 0102", "exp-0102"),
    ("6304 abcd", "unknown-99 0xabcd"), ("0506 00000000 0101", "sack invalid sack,nop,nop"), ("0101 0209", "nop,nop,"),
  ])
  func `An option is told in brackets`(options: String, expected: String) {
    let text = line(segment(0x10, options))
    #expect(text.contains(", options [\(expected)"))
  }

  @Test(arguments: [
    (0x02, "1e0c 0081 0000000000000001", "mptcp 12 capable v0 csum {0x1}"),
    (0x02, "1e0c 1102 00000001 00000002", "mptcp 12 join backup id 2 token 0x1 nonce 0x2"),
    (0x10, "1e14 2005 00000005 00000009 00000001 0014 beef", "mptcp 20 dss ack 5 seq 9 subseq 1 len 20 csum 0xbeef"),
    (0x10, "1e0a 3003 0a000009 0050", "mptcp 10 add-addr v1 id 3 10.0.0.9:80"),
    (0x10, "1e05 4001 02", "mptcp 5 rem-addr id 1 2"), (0x10, "1e03 51", "mptcp 3 prio backup"),
    (0x10, "1e0c 6000 0000000000000007", "mptcp 12 fail seq 7"),
    (0x10, "1e0c 7000 0000000000000007", "mptcp 12 fast-close key 0x7"), (0x10, "1e04 8000", "mptcp 4 unknown"),
  ])
  func `A Multipath TCP option is told by its subtype`(flags: Int, options: String, expected: String) {
    #expect(line(segment(UInt8(flags), options)).contains(", options [\(expected)"))
  }

  @Test func `A bad option ends the line`() {
    #expect(line(segment(0x10, "0209 0000")).hasSuffix(", options [[bad opt]"))
    #expect(line(segment(0x10, "0101 0209")).hasSuffix(", options [nop,nop,[bad opt]]"))
    #expect(line(segment(0x10, "1e04 0001")).hasSuffix(", options [mptcp 4 capable[bad opt]"))
  }

  @Test func `A signature that cannot be checked says why`() {
    let whole = segment(0x10, "1312 00112233445566778899aabbccddeeff")
    #expect(line(whole).contains("md5 shared secret not supplied with -M, can't check - 00112233"))
  }

  @Test func `A mark tells where the capture was cut`() {
    let whole = segment(0x10, "0101 0402 080a 00000001 00000002")
    #expect(line(Array(whole.prefix(40)), originalLength: whole.count).hasSuffix(", options [ [|tcp]"))
    #expect(line(Array(whole.prefix(50)), originalLength: whole.count).hasSuffix("nop,nop,sackOK,TS [|tcp]>"))
  }

  @Test func `Every prefix of a segment renders`() {
    let whole = segment(0x12, "1e14 2005 00000005 00000009 00000001 0014 beef")
    for length in 1...whole.count {
      #expect(!line(Array(whole.prefix(length)), originalLength: whole.count).isEmpty)
    }
  }
}
