import Savefiles
import System
import Testing

@testable import SniffTool

@Suite struct SavefileMessageTests {
  @Test(
    arguments: [
      (.empty, 0, "the file is empty, not even a savefile header is in it"),
      (.unknownFormat, 0, "unknown file format: neither pcap nor pcapng"),
      (.system(SystemCallError("read", code: 5)), 0, "Input/output error"),
      (.fileHeaderCut(needed: 24, found: 20), 0, "truncated file: the header has 20 bytes of 24"),
      (
        .packetCut(needed: 98, found: 20), 1234,
        "at byte 1234: truncated file: a packet has 20 captured bytes of 98"
      ),
      (.unsupportedVersion(.pcap, major: 1, minor: 4), 0, "archaic pcap version 1.4"),
      (.unsupportedVersion(.pcapng, major: 2, minor: 0), 0, "unsupported pcapng version 2.0"),
      (.resolutionTooFine(base: 10, exponent: 30), 28, "at byte 28: timestamp resolution 10^-30 is too fine"),
    ] as [(SavefileError.Reason, Int, String)])
  func `a fault is told in one line`(reason: SavefileError.Reason, offset: Int, message: String) {
    #expect(SavefileError(reason, at: offset).message == message)
  }

  @Test(arguments: [(0, "0 packets"), (1, "1 packet"), (7, "7 packets")])
  func `a failed write tells why and what is safe`(packets: Int, words: String) {
    let error = SavefileWriteError(cause: SystemCallError("write", code: 28), wholePackets: packets)
    #expect(error.message == "No space left on device (\(words) written whole)")
  }
}
