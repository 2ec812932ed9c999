public import Packets
public import System

/// What is known of a savefile before it is written: all that a new one needs but its packets.
public struct SavefileRecipe: Sendable {
  /// That of every packet.
  public var linkType: LinkType
  /// What stands in a pcap header above the link type, see `SavefileReader.linkTypeExtras`.
  public var linkTypeExtras: UInt32
  /// What the header tells; packets are not cut to it.
  public var snapshotLength: Int
  /// How fine timestamps are.
  public var precision: TimestampPrecision

  /// A savefile for packets of a link type.
  public init(
    linkType: LinkType, linkTypeExtras: UInt32 = 0, snapshotLength: Int, precision: TimestampPrecision = .microseconds
  ) {
    self.linkType = linkType
    self.linkTypeExtras = linkTypeExtras
    self.snapshotLength = snapshotLength
    self.precision = precision
  }

  /// A writer of such a file.
  public func writer(to file: consuming FileDescriptor) -> PcapWriter {
    PcapWriter(
      file, linkType: linkType, linkTypeExtras: linkTypeExtras, snapshotLength: snapshotLength, precision: precision)
  }
}
