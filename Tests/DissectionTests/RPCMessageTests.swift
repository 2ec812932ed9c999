import Bytes
import Dissection
import Packets
import Testing

@Suite struct RPCMessageTests {
  private let call = hex("00000007 00000000 00000002 000186a3 00000003 00000001 00000000 00000000 00000000 00000000")
  private let reply = hex("00000007 00000001 00000000 00000000 00000000 00000000 00000000")

  private func datagram(_ source: Int, _ destination: Int, _ payload: [UInt8]) -> [UInt8] {
    let length = payload.count + 28
    return hex("4500") + [UInt8(length >> 8), UInt8(length & 0xff)] + hex("00010000 4011 0000 0a000001 0a000002")
      + [source >> 8, source & 0xff, destination >> 8, destination & 0xff].map(UInt8.init)
      + [UInt8((length - 20) >> 8), UInt8((length - 20) & 0xff), 0, 0] + payload
  }

  @Test func `A call and a reply have their fields in wire order`() {
    let asked = fields(of: .rpc, call)
    #expect(asked.isInWireOrder)
    #expect(asked.values["rpc.xid"] == .unsigned(7))
    #expect(asked.values["rpc.program"] == .unsigned(100_003))
    #expect(asked.values["rpc.procedure"] == .unsigned(1))
    #expect(fields(of: .rpc, reply).values["rpc.replystat"] == .unsigned(0))
  }

  @Test func `Every prefix has the fields that are whole`() {
    for count in 0..<8 { #expect(fields(of: .rpc, Array(call.prefix(count))).names.isEmpty) }
    for count in 8..<24 { #expect(fields(of: .rpc, Array(call.prefix(count))).names.count == count / 4) }
  }

  @Test func `A record says how long its part of a message is`() throws {
    let bytes = hex("80000028") + call
    let record = try RPCRecord(bytes.span.bytes)
    let isLast = record.isLast
    #expect(isLast)
    #expect(record.payloadLength == 40)
    #expect(fields(of: .rpcRecord, bytes).names == ["rpc.lastfrag", "rpc.fraglen"])
  }

  @Test(arguments: [(800, 2049, true), (2049, 800, false), (2049, 53, false)])
  func `A call is one only at the receiver's port`(source: Int, destination: Int, isCall: Bool) {
    let kinds = layers(of: datagram(source, destination, call), .ipv4).map(\.kind)
    #expect(kinds.contains(.rpc) == isCall)
    #expect(kinds.contains(.dns) == (destination == 53))
  }

  @Test func `A reply is one only from the sender's port`() {
    #expect(layers(of: datagram(2049, 800, reply), .ipv4).map(\.kind) == [.ipv4, .udp, .rpc])
    #expect(layers(of: datagram(800, 2049, reply), .ipv4).map(\.kind) == [.ipv4, .udp])
  }
}
