import Dissection
import Packets
import Rendering
import Testing

@Suite struct RPCMessageLineTests {
  private func call(_ transaction: UInt8, _ procedure: UInt8, _ arguments: String = "") -> [UInt8] {
    hex("000000") + [transaction] + hex("00000000 00000002 000186a3 00000003 000000") + [procedure]
      + hex("00000000 00000000 00000000 00000000" + arguments)
  }

  private func reply(_ transaction: UInt8, _ results: String = "") -> [UInt8] {
    hex("000000") + [transaction] + hex("00000001 00000000 00000000 00000000 00000000" + results)
  }

  private func lines(_ packets: [[UInt8]], _ change: (inout RenderOptions) -> Void = { _ in }) -> [String] {
    texts(of: packets, change).map { $0.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? "" }
  }

  @Test func `A reply is told by the call it answers`() {
    let asked = udp(800, 2049, call(7, 0))
    let answered = udp(2049, 800, reply(7))
    #expect(lines([asked])[0] == "NFS request xid 7 40 null\n")
    #expect(lines([answered])[0] == "NFS reply xid 7 reply ok 24\n")
    // The addresses are those of the call's sender, so this one answers nothing.
    #expect(lines([asked, answered])[1] == "NFS reply xid 7 reply ok 24\n")
  }

  @Test func `Names stand in quotes, a handle that nobody knows in hexadecimal`() {
    let packet = udp(800, 2049, call(1, 3, "00000010 01000700 00120000 00000000 87dd7e9f 00000001 61000000"))
    #expect(
      lines([packet])[0] == "NFS request xid 1 68 lookup fh Unkn/01000700001200000000000087DD7E9F \"a\"\n")
    #expect(
      lines([packet]) { $0.showsRawFileHandles = true }[0]
        == "NFS request xid 1 68 lookup fh[1000700:120000:0:87dd7e9f] \"a\"\n")
  }

  @Test func `A length beyond all bounds is refused`() {
    let packet = udp(800, 2049, call(1, 3, "00000000 fffffffe"))
    #expect(lines([packet])[0].contains("[cannot pad to 32-bit boundaries] (invalid)"))
  }

  @Test func `A datagram that is told as one of RPC has the transaction for a port`() {
    let packet = udp(1, 2, call(9, 3))
    var options = RenderOptions()
    options.timestampStyle = .none
    #expect(lines([packet]) { $0.payloadChoice = PayloadChoice(udp: .rpc) }[0] == "40 getport 100003.3\n")
    #expect(lines([packet]) { $0.payloadChoice = PayloadChoice(tcp: .resp) }[0] == "IP \n")
  }
}
