import BPF
import Glibc
import Packets
import Testing

@testable import Capture

@Suite("Devices and what they give")
struct DeviceTests {
  static let hardware: [(Int, LinkType, Bool)] = [
    (772, .ethernet, false), (0xfffe, .raw, false), (776, .raw, false), (768, .raw, false), (512, .linuxSLL, true),
    (801, .ieee80211, false), (803, .ieee80211Radio, false), (280, .canSocketcan, false), (774, .fddi, false),
    (804, .ieee802154Nofcs, false), (824, .netlink, true), (783, .linuxIRDA, true), (826, .vsock, false),
  ]

  @Test("A kind of device has libpcap's link type", arguments: hardware)
  func linkTypes(_ hardware: Int, _ linkType: LinkType, _ isCooked: Bool) {
    let layer = LinkLayer(hardware: hardware, name: "x0", isWireless: false, switchTag: nil)
    #expect(layer.linkType == linkType)
    #expect(layer.offered == [linkType])
    #expect(layer.isCooked == isCooked)
    #expect(layer.unknownHardware == nil)
  }

  @Test("An unknown kind of device is taken without its headers, and told")
  func unknown() {
    let layer = LinkLayer(hardware: 778, name: "gre1", isWireless: false, switchTag: nil)
    #expect(layer.linkType == .linuxSLL && layer.isCooked && layer.unknownHardware == 778)
  }

  @Test("Ethernet may carry DOCSIS unless it is wireless; a switch chip's tag goes before it")
  func ethernet() {
    let wired = LinkLayer(hardware: 1, name: "eth0", isWireless: false, switchTag: "none")
    #expect(wired.offered == [.ethernet, .docsis])
    #expect(LinkLayer(hardware: 1, name: "wlan0", isWireless: true, switchTag: nil).offered == [.ethernet])
    #expect(LinkLayer(hardware: 1, name: "eth0", isWireless: false, switchTag: "edsa").linkType == .dsaTAGEDSA)
    #expect(LinkLayer(hardware: 1, name: "cdma_rmnet0", isWireless: false, switchTag: nil).linkType == .raw)
    #expect(LinkLayer(hardware: 1, name: "isdn0", isWireless: false, switchTag: nil).isCooked)
  }

  @Test("A ring has whole blocks that hold the largest usual packet", arguments: [nil, 1, 512 << 10, 8 << 20, 1 << 30])
  func geometry(_ byteCount: Int?) {
    for (snapshotLength, isImmediate) in [(262_144, false), (262_144, true), (64, false), (64, true)] {
      let ring = RingGeometry(byteCount: byteCount, snapshotLength: snapshotLength, isImmediate: isImmediate)
      #expect(ring.blockSize.nonzeroBitCount == 1 && ring.blockSize >= 1 << 14 && ring.blockSize <= 1 << 20)
      #expect(ring.blockCount >= 8)
      #expect(ring.byteCount >= byteCount ?? 8 << 20)
      #expect(snapshotLength < 262_144 || ring.blockSize > 1 << 16)
    }
  }

  @Test("Timestamp types have the names that options take")
  func timestampTypes() {
    for type in TimestampType.allCases { #expect(TimestampType(name: type.name) == type) }
    #expect(TimestampType(name: "adapter_unsynced") == .adapterUnsynced)
    #expect(TimestampType(name: "sundial") == nil)
  }

  @Test("Devices are listed with those in use first and the loopback behind all of them")
  func order() {
    let up: CaptureInterface.Flags = [.up, .running]
    let list = [
      CaptureInterface(name: "lo", flags: up.union(.loopback), connection: .notApplicable),
      CaptureInterface(name: "eth0", flags: [.up], connection: .disconnected),
      CaptureInterface(name: "down", flags: [], connection: .disconnected),
      CaptureInterface(name: "eth2", flags: up, connection: .connected),
      CaptureInterface(name: "eth1", flags: up, connection: .connected),
      .any,
    ]
    #expect(InterfaceList.sorted(list).map(\.name) == ["eth2", "eth1", "any", "lo", "eth0", "down"])
    #expect(InterfaceList.interface(2, in: list)?.name == "eth0")
    #expect(InterfaceList.interface(0, in: list) == nil)
    #expect(InterfaceList.interface(7, in: list) == nil)
  }
}
