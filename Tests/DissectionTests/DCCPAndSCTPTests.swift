import Bytes
import Dissection
import Packets
import Testing

@Suite struct DCCPPacketTests {
  private let request = hex("03e8 07d0 05 32 1234 01 00 000000000105 00000007")

  @Test func `The header has its fields in wire order`() {
    let fields = fields(of: .dccp, request)
    #expect(fields.isInWireOrder)
    #expect(fields.values["dccp.seq_raw"] == .unsigned(0x105))
    #expect(fields.values["dccp.x"] == .flag(true))
    #expect(fields.values["dccp.cscov"] == .unsigned(2))
  }

  @Test func `A request has a service, an acknowledgement a number`() throws {
    let packet = try DCCPPacket(request.span.bytes)
    #expect(packet.service == 7)
    #expect(packet.headerLength == 20)
    #expect(packet.coveredLength(of: 100) == 24)
    let bytes = hex("03e8 07d0 05 00 1234 06 000105 00 000103 00000000")
    let acknowledgement = try DCCPPacket(bytes.span.bytes)
    #expect(acknowledgement.sequenceNumber == 0x105)
    #expect(acknowledgement.acknowledgmentNumber == 0x103)
    #expect(acknowledgement.coveredLength(of: 100) == 100)
  }

  @Test func `Every prefix of the fixed header is cut, and a header shorter than its type malformed`() {
    for length in 0..<16 { #expect(fields(of: .dccp, Array(request.prefix(length))).names.isEmpty) }
    var short = request
    short[4] = 4
    #expect((try? DCCPPacket(short.span.bytes).isMalformed) == true)
  }
}

@Suite struct SCTPPacketTests {
  private let header = hex("03e8 07d0 deadbeef 12345678")

  private func walk(_ chunks: String, length: Int? = nil) -> (types: [UInt8], fault: SCTPChunks.Fault?) {
    let bytes = header + hex(chunks)
    guard let packet = try? SCTPPacket(bytes.span.bytes) else { return ([], nil) }
    var chunks = packet.chunks(length: length ?? bytes.count)
    var types: [UInt8] = []
    while let chunk = chunks.next() { types.append(chunk.type) }
    return (types, chunks.fault)
  }

  @Test func `The header has its fields in wire order`() {
    let fields = fields(of: .sctp, header + hex("0b000004"))
    #expect(fields.isInWireOrder)
    #expect(fields.values["sctp.verification_tag"] == .unsigned(0xdead_beef))
    #expect(fields.values["sctp.chunk_type"] == .unsigned(11))
  }

  @Test func `Chunks are walked over their padding`() {
    let (types, fault) = walk("0a00000561 000000 0b000004")
    #expect(types == [10, 11])
    #expect(fault == nil)
  }

  @Test(arguments: [
    ("0b00", nil, SCTPChunks.Fault.cutHeader), ("0b000003", nil, .short(3)), ("0b000005", nil, .truncated),
    ("0b000008", 20, .truncated), ("0a00000561", 20, .truncated), ("0b00", 16, .truncated),
  ])
  func `A chunk that is none stops the walk`(chunks: String, length: Int?, fault: SCTPChunks.Fault) {
    #expect(walk(chunks, length: length).fault == fault)
  }
}
