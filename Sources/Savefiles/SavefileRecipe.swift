internal import Bytes
public import Packets
public import System

/// What is known of a savefile before it is written: all that a new one needs but its packets.
public struct SavefileRecipe {
  /// What only a pcapng file tells.
  public struct Pcapng {
    /// Where it was made.
    public var section: PcapngSectionFacts
    /// What the packets were captured on.
    public var interfaces: PcapngInterfaceList
    /// What else is to be written; `nil` for nothing.
    public var sideBlocks: SideBlocks?
    /// Whether a new section among these begins one in the file.
    public var keepsSections: Bool
    /// Whether times stay as packets bring them, or are made of their timestamps.
    public var keepsClocks: Bool
    /// What else packets get.
    public var extras = PcapngPacketExtras()

    /// A pcapng file of packets from these interfaces.
    public init(
      section: PcapngSectionFacts, interfaces: PcapngInterfaceList, sideBlocks: SideBlocks? = nil,
      keepsSections: Bool = true, keepsClocks: Bool = true
    ) {
      self.section = section
      self.interfaces = interfaces
      self.sideBlocks = sideBlocks
      self.keepsSections = keepsSections
      self.keepsClocks = keepsClocks
    }
  }

  /// That of every packet of a pcap file.
  public var linkType: LinkType
  /// What stands in a pcap header above the link type, see `SavefileReader.linkTypeExtras`.
  public var linkTypeExtras: UInt32
  /// What a pcap header tells; packets are not cut to it.
  public var snapshotLength: Int
  /// How fine the timestamps of a pcap file are.
  public var precision: TimestampPrecision
  /// Whether packets may come that do not suit the file: of other link types, or longer than the snapshot length.
  public var mayMisfit = false
  /// What makes it a pcapng file; `nil` for pcap.
  public var pcapng: Pcapng?

  /// How it is compressed; `nil` for not at all.
  public var compression: CompressionChoice?
  /// Whether packets come in their own time: then what is compressed can be read a second later.
  public var isPaced = false
  /// Room for what waits for a file that stalls, which a thread of its own then writes; `nil` for none.
  public var queue: QueueRoom?

  /// A pcap file for packets of a link type.
  public init(
    linkType: LinkType, linkTypeExtras: UInt32 = 0, snapshotLength: Int, precision: TimestampPrecision = .microseconds
  ) {
    self.linkType = linkType
    self.linkTypeExtras = linkTypeExtras
    self.snapshotLength = snapshotLength
    self.precision = precision
  }

  /// A writer of such a file.
  ///
  /// - Throws: `SystemCallError` when what is needed to compress it cannot be had.
  public func writer(to file: consuming FileDescriptor) throws(SystemCallError) -> SavefileWriter {
    let layout = pcapng.map { RecordLayout.pcapng($0.section.isSwapped ? ByteOrder.native.swapped : .native) }
    let output = try SavefileOutput(file, layout ?? .pcap, compression, isPaced: isPaced, queue: queue)
    guard let pcapng else {
      return SavefileWriter(
        PcapWriter(
          output, linkType: linkType, linkTypeExtras: linkTypeExtras, snapshotLength: snapshotLength,
          precision: precision))
    }
    return SavefileWriter(PcapngWriter(output, pcapng))
  }
}
