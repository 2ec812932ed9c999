import Bytes
import Dissection
import Packets
import Testing

@Suite struct RouterMessageTests {
  private static let samples: [(ProtocolKind, String, [String])] = [
    (.osi, "83", ["osi.nlpid"]),
    (.osiPadding, "30 83", ["osi.padding"]),
    (
      .clnp, "81 0f 01 11 1c 0013 1234",
      ["clnp.len", "clnp.version", "clnp.ttl", "clnp.type", "clnp.pdu.len", "clnp.checksum"]
    ),
    (
      .esis, "82 0e 01 00 02 001e 1234",
      ["esis.length", "esis.ver", "esis.type", "esis.htime", "esis.chksum"]
    ),
    (
      .isis, "83 1b 01 00 0f 01 00 00",
      ["isis.len", "isis.version", "isis.sysid_len", "isis.type", "isis.version2", "isis.max_area_adr"]
    ),
    (.bgp, "ffffffffffffffff ffffffffffffffff 0013 04", ["bgp.marker", "bgp.length", "bgp.type"]),
    (
      .bfd, "20c80318 00000001 00000002 000f4240 000493e0 0000c350",
      [
        "bfd.version", "bfd.flags", "bfd.detect_time_multiplier", "bfd.message_length", "bfd.my_discriminator",
        "bfd.your_discriminator", "bfd.desired_min_tx_interval", "bfd.required_min_rx_interval",
        "bfd.required_min_echo_interval",
      ]
    ),
    (
      .hsrp, "00001003 0a640100 636973636f000000 0a000001",
      [
        "hsrp.version", "hsrp.opcode", "hsrp.state", "hsrp.hellotime", "hsrp.holdtime", "hsrp.priority", "hsrp.group",
        "hsrp.reserved", "hsrp.virt_ip",
      ]
    ),
    (
      .lisp, "3a000101 0000000000000000 0001 0004",
      ["lisp.type", "lisp.records", "lisp.nonce", "lisp.keyid", "lisp.authlen"]
    ),
    (.telnet, "ff", ["telnet.cmd"]),
    (.msdp, "04 0003", ["msdp.type", "msdp.length"]),
    (.aodv, "01", ["aodv.type"]),
    (
      .ahcp, "2b 01 05 06 deadbeef 0001020304050607 ffffffffffffffff",
      [
        "ahcp.magic", "ahcp.version", "ahcp.hopcount", "ahcp.original_hopcount", "ahcp.nonce", "ahcp.source_id",
        "ahcp.destination_id",
      ]
    ),
    (
      .rsvp, "11 01 1234 40 00 0008",
      ["rsvp.version", "rsvp.flags", "rsvp.msg", "rsvp.checksum", "rsvp.sending_ttl", "rsvp.length"]
    ),
    (
      .pgm, "03e8 07d0 04 01 1234 a1a2a3a4a5a6 0005",
      [
        "pgm.hdr.sport", "pgm.hdr.dport", "pgm.hdr.type", "pgm.hdr.opts", "pgm.hdr.cksum", "pgm.hdr.gsi",
        "pgm.hdr.tsdulen",
      ]
    ),
    (.babel, "2a02 0000", ["babel.magic", "babel.version", "babel.bodylen"]),
    (.olsr, "0004 0009", ["olsr.packet_len", "olsr.packet_seq_num"]),
    (
      .ldp, "0001 0006 0a000001 0000",
      ["ldp.hdr.version", "ldp.hdr.pdu_len", "ldp.hdr.ldpid.lsr", "ldp.hdr.ldpid.lsid"]
    ),
    (
      .lspPing, "0001 0000 01 02 03 01 11223344 00000005 e900000080000000 0000000000000000",
      [
        "mpls_echo.version", "mpls_echo.msg_type", "mpls_echo.reply_mode", "mpls_echo.return_code",
        "mpls_echo.return_subcode", "mpls_echo.sender_handle", "mpls_echo.sequence", "mpls_echo.timestamp_sent",
        "mpls_echo.timestamp_rec",
      ]
    ),
  ]

  @Test(arguments: samples.indices) func `Fields are told in wire order`(index: Int) {
    let (kind, bytes, names) = Self.samples[index]
    let all = fields(of: kind, hex(bytes))
    #expect(all.names == names)
    #expect(all.isInWireOrder)
  }

  @Test(arguments: samples.indices) func `Of a cut header nothing is told`(index: Int) {
    let (kind, bytes, _) = Self.samples[index]
    let whole = hex(bytes)
    let least = kind == .osiPadding ? 1 : whole.count
    for length in 0..<least { #expect(fields(of: kind, Array(whole.prefix(length))).names.isEmpty) }
  }

  @Test func `A byte of padding stands before OSI's packets behind an EtherType`() {
    let frame = hex("020000000002 020000000001 fefe 00 83 1b 01 00 0f 01 00 00")
    #expect(layers(of: frame, .ethernet).map(\.kind) == [.ethernet, .osiPadding, .osi, .isis])
  }

  @Test func `IP behind an OSI number begins with the next byte`() {
    let frame = hex("0180c2000014 020000000001 0018 fefe03 cc 4500001400000000401100000a0000010a000002")
    #expect(layers(of: frame, .ethernet).map(\.kind).prefix(4) == [.ethernet, .llc, .osi, .ipv4])
  }

  @Test func `A message of sources carries a packet behind its entries`() {
    let segment = hex("01 0020 01 0a000001 000000 20 ef000001 0a000002 450000140000000040110000 0a000001")
    let header = hex("45000048 00000000 4006 0000 0a000001 0a000002 9c40 027f 00000000 00000000 5000 0000 00000000")
    #expect(layers(of: header + segment, .raw).map(\.kind).contains(.msdp))
  }
}
