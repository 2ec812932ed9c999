import Bytes
import Dissection
import Packets
import Testing

@Suite struct WLANFrameTests {
  private static let ip = "4500 0014 0001 0000 40 63 0000 01020304 0a000002"
  private static let addresses = "020202020202 040404040404 060606060606 1002"
  private static let snap = "aaaa03 000000 0800" + ip

  @Test(arguments: [
    ("0800", 0x04_0404_0404_04, 0x02_0202_0202_02), ("0801", 0x04_0404_0404_04, 0x06_0606_0606_06),
    ("0802", 0x06_0606_0606_06, 0x02_0202_0202_02), ("0803", 0x08_0808_0808_08, 0x06_0606_0606_06),
  ])
  func `The stations of a data frame are where its way says`(control: String, source: UInt64, destination: UInt64)
    throws
  {
    let bytes = hex(control + "2c00" + Self.addresses + "080808080808")
    let frame = try WLANFrame(bytes.span.bytes)
    #expect(frame.source?.rawValue == source)
    #expect(frame.destination?.rawValue == destination)
  }

  @Test(arguments: [
    ("0800", 24), ("0803", 30), ("8800", 26), ("8803", 32), ("8000", 24), ("d400", 10), ("b400", 16), ("8400", 20),
    ("1400", 0), ("0c00", 0),
  ])
  func `A header is as long as its type says`(control: String, length: Int) throws {
    let bytes = hex(control)
    #expect(try WLANFrame(bytes.span.bytes).headerLength == length)
  }

  @Test(arguments: [
    (LinkType.ieee80211, "0800 2c00" + addresses + snap, [ProtocolKind.wlan, .llc, .snap, .ipv4]),
    (.ieee80211, "0840 2c00" + addresses + snap, [.wlan]), (.ieee80211, "4800 2c00" + addresses, [.wlan]),
    (
      .ieee80211Radio, "0000 0900 02000000 20 8800 2c00" + addresses + "0000 0000" + snap,
      [.radiotap, .paddedWLAN, .llc, .snap, .ipv4]
    ),
    (.ieee80211RadioAVS, "80211001 0000000c 00000000 0800 2c00" + addresses + snap, [.avs, .wlan, .llc, .snap, .ipv4]),
    (.prismHeader, "80211001 00000008 0800 2c00" + addresses + snap, [.prism, .avs, .wlan, .llc, .snap, .ipv4]),
    (.ppi, "0000 0800 69000000 0800 2c00" + addresses + snap, [.ppi, .wlan, .llc, .snap, .ipv4]),
    (.ppi, "0000 0800 0c000000" + ip, [.ppi, .ipv4]), (.ppi, "0000 0700 0c000000" + ip, [.ppi]),
  ])
  func `The layers behind a radio header are told`(link: LinkType, bytes: String, kinds: [ProtocolKind]) {
    let whole = hex(bytes)
    #expect(layers(of: whole, link).map(\.kind) == kinds)
    for length in 0..<whole.count {
      #expect(layers(of: Array(whole.prefix(length)), link, originalLength: whole.count).count <= kinds.count)
    }
  }

  @Test func `The check sequence is no part of a frame`() {
    let bytes = hex("0000 0900 02000000 10 0800 2c00" + Self.addresses + Self.snap + "01020304")
    let found = layers(of: bytes, .ieee80211Radio)
    #expect(found.last?.kind == .ipv4)
    #expect(found.first { $0.kind == .wlan }?.length == 24 + 28)
  }

  @Test(arguments: [
    (ProtocolKind.wlan, "0803 2c00" + addresses + "080808080808"), (.paddedWLAN, "8000 2c00" + addresses),
    (.radiotap, "0000 0900 02000000 20"), (.avs, "80211001 00000008"), (.ppi, "0000 0800 69000000"),
  ])
  func `Fields are told in wire order`(kind: ProtocolKind, bytes: String) {
    let all = fields(of: kind, hex(bytes))
    #expect(all.isInWireOrder)
    #expect(all.names.count >= 2)
  }

  @Test func `Of elements the first that makes sense counts`() {
    let bytes = hex("0002 6162 0100 0101 02 0001 63 0301 06 0301 07 05")
    let elements = WLANElements(bytes.span.bytes, length: bytes.count)
    let lengths = (elements.networkName.byteCount, elements.rates.byteCount)
    #expect(lengths == (2, 1))
    let (channel, isCut) = (elements.channel, elements.isCut)
    #expect(channel == 6)
    #expect(isCut)
  }
}
