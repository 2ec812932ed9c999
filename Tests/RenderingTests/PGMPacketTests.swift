import Bytes
import Dissection
import Packets
import Rendering
import Testing

/// What PGM carries, as tcpdump tells it with `-T pgm_zmtp1`.
@Suite struct `Data in PGM packets` {
  private static let two = "05 00 61626364 03 01 7879"

  /// The lines of a packet of such data behind its first, without dumps of bytes.
  private func told(_ data: String, length: Int, over protocolNumber: UInt8 = 113) -> [Substring] {
    let header = hex("03e8 07d0 04 00 0000 a1a2a3a4a5a6") + [UInt8(length >> 8), UInt8(length & 0xff)]
    let packet = header + hex("00000005 00000006") + hex(data)
    let text = texts(of: [protocolNumber == 17 ? udp(1, 2, packet) : ipv4(protocolNumber, packet)]) {
      $0.verbosity = 1
      $0.payloadChoice = PayloadChoice(udp: .pgm, pgm: .zmtp)
    }
    let lines = text[0].split(separator: "\n").drop { !$0.contains("PGM, length") }
    return lines.filter { !$0.contains("0x0000: ") }
  }

  @Test(arguments: [
    (two, 12, ["0x0000", "(8-bit) length 5, flags 0x00 (", "(8-bit) length 3, flags 0x01 ("]),
    (two, 9, ["0x0000", "(8-bit) length 5, flags 0x00 (", "(8-bit) length 3 (0 captured), flags 0x01 ("]),
    ("05 00 6162", 6, ["0x0000", "(8-bit) length 5 (3 captured), flags 0x00 ("]), ("", 2, ["0x0000"]),
  ])
  func `are frames`(frames: String, length: Int, expected: [String]) {
    for number: UInt8 in [113, 17] {
      let lines = told("0000" + frames, length: length, over: number)
      #expect(lines.count == 1 + expected.count)
      for (line, expected) in zip(lines.dropFirst(), expected) { #expect(line.contains(expected), "\(lines)") }
    }
  }

  @Test func `may begin with the end of a frame, or have nothing else`() {
    #expect(
      told("0002 6d69 0100", length: 6).dropFirst() == [
        "\t frame offset 0x0002", "\t frame intermediate part, 2 bytes, first 2 byte(s):",
        "\t frame flags+body  (8-bit) length 1, flags 0x00 (-|-|-|-|-|-|-|-)",
      ])
    #expect(
      told("ffff 6d6964", length: 8).dropFirst() == [
        "\t frame offset 0xffff", "\t frame intermediate part, 6 bytes (3 captured), first 3 byte(s):",
      ])
    #expect(told("ffff", length: 2).dropFirst() == ["\t frame offset 0xffff"])
  }

  @Test func `that end before the first frame are marked`() {
    #expect(
      told("0005 6d696464", length: 6).dropFirst() == [
        "\t frame offset 0x0005 (exceeds datagram declared length) [|zmtp1]"
      ])
    #expect(told("00", length: 1).first?.hasSuffix("[25] [|zmtp1]") == true)
    #expect(told("", length: 0).first?.hasSuffix("[24] [|zmtp1]") == true)
  }
}
