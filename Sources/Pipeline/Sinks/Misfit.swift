public import Packets
internal import Savefiles

/// A packet that a pcap file has no room for.
public struct Misfit: Error, Equatable {
  /// What it has and the file cannot tell.
  public enum Reason: Equatable, Sendable {
    /// Another link type than the file.
    case linkType(LinkType, file: LinkType)
    /// More bytes than the file's snapshot length.
    case length(Int, snapshotLength: Int)
    /// A time that 32 bits of seconds since 1970 do not hold.
    case time(Timestamp)
  }

  /// The packet's number among those that were to be written, from 1 on.
  public var number: Int
  public var reason: Reason

  init(_ packet: borrowing CapturedPacket, number: Int, _ recipe: SavefileRecipe) {
    self.number = number
    if packet.linkType != recipe.linkType {
      reason = .linkType(packet.linkType, file: recipe.linkType)
    } else if packet.bytes.byteCount > recipe.snapshotLength {
      reason = .length(packet.bytes.byteCount, snapshotLength: recipe.snapshotLength)
    } else {
      reason = .time(packet.timestamp)
    }
  }
}
