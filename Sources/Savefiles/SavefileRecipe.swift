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
    /// Whether packets bring options of the other byte order.
    public var optionsAreSwapped: Bool

    /// A pcapng file of packets from these interfaces.
    public init(section: PcapngSectionFacts, interfaces: PcapngInterfaceList, optionsAreSwapped: Bool = false) {
      self.section = section
      self.interfaces = interfaces
      self.optionsAreSwapped = optionsAreSwapped
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
  /// What makes it a pcapng file; `nil` for pcap.
  public var pcapng: Pcapng?

  /// How it is compressed; `nil` for not at all.
  public var compression: CompressionChoice?

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
    let output = try SavefileOutput(file, pcapng == nil ? .pcap : .pcapng, compression)
    guard let pcapng else {
      return SavefileWriter(
        PcapWriter(
          output, linkType: linkType, linkTypeExtras: linkTypeExtras, snapshotLength: snapshotLength,
          precision: precision))
    }
    return SavefileWriter(
      PcapngWriter(
        output, section: pcapng.section, interfaces: pcapng.interfaces, optionsAreSwapped: pcapng.optionsAreSwapped))
  }
}
