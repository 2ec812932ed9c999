import Packets
import Testing

@Suite struct DCCPLineTests {
  private let start = "IP6 2001:db8::1.1000 > 2001:db8::2.2000: DCCP "

  @Test(arguments: [
    ("05 30 1234 01 00 000000000105 00000007", "DCCP-Request (service=7) "),
    ("05 30 1234 06 000105 00 000103 00000000", "DCCP-Ack (ack=259) "),
    ("06 30 1234 0e 000105 00 000103 00000000 03000000", "DCCP-Reset (code=no_connection) (ack=259) "),
    ("03 30 1234 04 000105 61626364", "DCCP-Data "), ("03 30 1234 06 000105", "truncated-DCCP-Ack - 8 bytes missing!"),
    ("03 30 1234 1c 000105", "unknown-type-14  [|dccp]"),
  ])
  func `A packet is told by its type`(bytes: String, text: String) {
    #expect(line(ipv6(33, hex("03e8 07d0") + hex(bytes)), .ipv6) == start + text)
  }

  @Test(arguments: [
    ("20 04 0102", "change_l ccid 2"), ("29 06 00000007 0000", "timestamp 7, nop, nop"),
    ("2a 08 00000001 0002", "timestamp_echo 1 (elapsed time 2)"),
    ("2b 05 000100 000000", "elapsed_time [optlen != 4 or 6], nop, nop, nop"),
    ("26 04 6162", "ack_vector0 0x6162"), ("80 04 0001", "CCID option 128 1"),
    ("90 20 0000", "CCID option 144 optlen goes past header length"),
    ("25 01 0000", "ndp_count optlen too short"),
  ])
  func `Options are told with -vv`(options: String, text: String) {
    let option = hex(options)
    let packet = hex("03e8 07d0") + [UInt8(3 + option.count / 4), 0] + hex("0000 04 000105") + option
    #expect(line(ipv6(33, packet), .ipv6, verbosity: 2).hasSuffix("DCCP-Data seq 261 <" + text + ">"))
  }
}

@Suite struct SCTPLineTests {
  private let start = "IP6 2001:db8::1.1000 > 2001:db8::2.2000: sctp"
  private let header = hex("03e8 07d0 deadbeef 12345678")

  @Test(arguments: [
    ("", ""), ("0b000004", " (1) [COOKIE ACK] "),
    (
      "0003 0011 00000064 0001 0002 00000012 68 000000 0e000004",
      " (1) [DATA] (B)(E) [TSN: 100] [SID: 1] [SSEQ 2] [PPID S1AP] , (2) [SHUTDOWN COMPLETE] "
    ),
    (
      "0100 0014 00000001 0000ffff 000a 0014 000003e8",
      " (1) [INIT] [init tag: 1] [rwnd: 65535] [OS: 10] [MIS: 20] [init TSN: 1000] "
    ),
    (
      "0300 0018 00000064 0000ffff 0001 0001 0002 0003 00000063",
      " (1) [SACK] [cum ack 100] [a_rwnd 65535] [#gap acks 1] [#dup tsns 1] "
        + "\n\t\t[gap ack block #1: start = 102, end = 103] \n\t\t[dup TSN #1: 99] "
    ),
    ("0003 0008 00000064", " (1) [DATA] (B)(E) bogus chunk length 8]"),
    ("0b000003", " (1) [Bad chunk length 3, < size of chunk descriptor]"),
    ("0b00", " (1) [chunk descriptor cut off at end of packet]"), ("80000004", " (1) [Unknown chunk type: 0x80] "),
    ("0b000008", " [|sctp]"),
  ])
  func `Chunks are told one after the other`(chunks: String, text: String) {
    #expect(line(ipv6(132, header + hex(chunks)), .ipv6) == start + text)
  }

  @Test func `Chunks have a line each with -vv, and their payload`() {
    let chunks = hex("0003 0011 00000064 0001 0002 00000000 68 000000 0e000004")
    let told = line(ipv6(132, header + chunks), .ipv6, verbosity: 2)
    #expect(told.contains("sctp\n\t1) [DATA] (B)(E) [TSN: 100] [SID: 1] [SSEQ 2] [PPID 0x0] [Payload:\n\t0x0000:  68"))
    #expect(told.hasSuffix("]\n\t2) [SHUTDOWN COMPLETE] "))
  }
}
