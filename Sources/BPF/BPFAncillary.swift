/// Where Linux shows a filter what it knows of a packet besides its bytes: offsets that no packet reaches.
///
/// A load there is answered by the kernel only; over a savefile it lies past the packet and refuses it.
/// Source: `linux/filter.h` (`SKF_AD_OFF`, `SKF_NET_OFF`, `SKF_LL_OFF`).
public enum BPFAncillary {
  /// The first of the offsets: -0x1000.
  public static let base: UInt32 = 0xffff_f000
  /// The packet's EtherType.
  public static let ethertype = base
  /// `PACKET_HOST` to `PACKET_OUTGOING`.
  public static let packetType = base + 4
  /// The index of the interface.
  public static let interfaceIndex = base + 8
  /// The hardware type (`ARPHRD_`) of the interface.
  public static let hardwareType = base + 28
  /// The 802.1Q tag that the kernel has taken out: priority, DEI and VLAN identifier.
  public static let vlanTag = base + 44
  /// Whether the kernel has taken out an 802.1Q tag.
  public static let vlanTagPresent = base + 48
  /// The EtherType of the tag that the kernel has taken out.
  public static let vlanEtherType = base + 60
  /// What is added to an offset from the network header, for sockets without a link header: -0x100000.
  public static let networkHeader: UInt32 = 0xfff0_0000
  /// What is added to an offset from the link header: -0x200000.
  public static let linkHeader: UInt32 = 0xffe0_0000
}
