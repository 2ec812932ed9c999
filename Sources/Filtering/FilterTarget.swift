public import Packets

/// What a filter is compiled for.
public struct FilterTarget: Sendable, Equatable {
  /// Where what a packet's bytes do not show is looked for.
  public enum Layout: Sendable, Equatable {
    /// Packets are read from a file: everything is in their bytes.
    case savefile
    /// The kernel filters: 802.1Q tags, the direction and the interface are ancillary data.
    case kernel
    /// Nobody has packets yet (`-y DLT -d`): tags are in the bytes, the direction and the interface ancillary data.
    case unattached
  }

  /// What the packets are.
  public var linkType: LinkType
  /// Bytes of a matching packet to keep.
  public var snapshotLength: Int
  /// The network's mask, which `ip broadcast` needs; `nil` when nobody knows it.
  public var netmask: UInt32?
  /// Who runs the filter.
  public var layout: Layout
  /// Whether the program is made shorter.
  public var optimizes: Bool
  /// Whether the 32-bit numbers in the machine's byte order that some link types begin with are in the other order: a
  /// savefile written on another machine.
  public var isSwapped: Bool

  /// A target; unless said otherwise a savefile's, optimised.
  public init(
    linkType: LinkType, snapshotLength: Int = 262144, netmask: UInt32? = 0, layout: Layout = .savefile,
    optimizes: Bool = true, isSwapped: Bool = false
  ) {
    self.linkType = linkType
    self.snapshotLength = snapshotLength
    self.netmask = netmask
    self.layout = layout
    self.optimizes = optimizes
    self.isSwapped = isSwapped
  }
}
