import Bytes
import Dissection
import Packets
import Testing

@Suite struct CarrierTests {
  private static let ip = "4500 0014 0001 0000 40 63 0000 01020304 0a000002"
  private static let stations = "020000000002 020000000001"

  private static func zeros(_ count: Int) -> String { String(repeating: "00", count: count) }

  @Test(arguments: [
    (LinkType.ipoib, zeros(40) + "0800 0000" + ip, [ProtocolKind.ipoib, .ipv4]),
    (.symantecFirewall, zeros(6) + "0800" + zeros(36) + ip, [.symantec, .ipv4]),
    (.appleIPOVERIeee1394, zeros(16) + "0800" + ip, [.fireWire, .ipv4]),
    (.ipOVERFC, zeros(16) + "aaaa03 000000 0800" + ip, [.ipOverFibreChannel, .llc, .snap, .ipv4]),
    (.atmCLIP, ip, [.classicalIP, .ipv4]), (.atmCLIP, "aaaa03 000000 0800" + ip, [.classicalIP, .llc, .snap, .ipv4]),
    (.enc, "02000000 00000001 00000000" + ip, [.encapsulation, .ipv4]),
    (.enc, "00000002 00000001 00000000" + ip, [.encapsulation, .ipv4]),
    (.dsaTAGDSA, stations + "c0080000 0800" + ip, [.dsa, .ipv4]),
    (.dsaTAGEDSA, stations + "dada0000 c0080000 0800" + ip, [.edsa, .ipv4]),
    (.dsaTAGBRCM, stations + "00002005 8100 0005 0800" + ip, [.broadcomTagged, .vlan, .ipv4]),
    (.dsaTAGBRCMPrepend, "00002005" + stations + "0800" + ip, [.broadcomTag, .ethernet, .ipv4]),
    (.ipnet, "0102" + zeros(22) + ip, [.ipnet, .ipv4]), (.vsock, zeros(32), [.vsock]),
    (.pktap, "6c000000 01000000 0c000000" + zeros(96) + ip, [.pktap, .ipv4]),
    (.pktap, "6c000000 00000000 0c000000" + zeros(96) + ip, [.pktap]),
    (.arcnet, "0102f0" + ip, [.arcnet, .ipv4]), (.arcnet, "0102d4 020007" + ip, [.arcnet]),
    (.arcnet, "0102d4 ffffff d4 00 0007" + ip, [.arcnet, .ipv4]),
    (.arcnetLinux, "01020000d4 000007" + ip, [.linuxARCNET, .ipv4]),
    (.ieee802154, "6188 07 3412 0100 0200", [.wpan]),
    (.ieee802154TAP, "00000400 6188 07 3412 0100 0200", [.wpanTap, .wpan]),
  ])
  func `The layers behind a small header are told`(link: LinkType, bytes: String, kinds: [ProtocolKind]) {
    let whole = hex(bytes)
    #expect(layers(of: whole, link).map(\.kind) == kinds)
    for length in 0..<whole.count {
      #expect(layers(of: Array(whole.prefix(length)), link, originalLength: whole.count).count <= kinds.count)
    }
  }

  @Test(arguments: [
    (ProtocolKind.fireWire, zeros(16) + "0800"), (.ipOverFibreChannel, zeros(16)), (.encapsulation, zeros(12)),
    (.dsa, stations + "c0080000 0800"), (.edsa, stations + "dada0000 c0080000 0800"),
    (.broadcomTagged, stations + "00002005 0800"),
    (.ipnet, zeros(24)), (.vsock, zeros(32)), (.pktap, zeros(108)), (.arcnet, "0102d4 000007"),
    (.linuxARCNET, "01020000d4 000007"),
    (.wpan, "6188 07"), (.wpanTap, "00000400"),
  ])
  func `Fields are told in wire order`(kind: ProtocolKind, bytes: String) {
    let all = fields(of: kind, hex(bytes))
    #expect(all.isInWireOrder)
    #expect(all.names.count >= 2)
  }

  @Test(
    arguments: [
      ("0108", 0, 2, (false, true)), ("4188", 2, 2, (true, false)), ("0188", 2, 2, (true, true)),
      ("41ec", 8, 8, (false, false)),
      ("01ec", 8, 8, (true, false)), ("4120", 0, 0, (true, false)),
    ] as [(String, Int, Int, (Bool, Bool))])
  func `Networks are told apart by version and compression`(
    control: String, destination: Int, source: Int, networks: (Bool, Bool)
  ) throws {
    let bytes = hex(control)
    let frame = try WPANFrame(bytes.span.bytes)
    let found = frame.hasNetworks(destination: destination, source: source)
    #expect(found == networks)
  }
}
