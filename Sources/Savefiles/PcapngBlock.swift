/// A block of a pcapng file that is not looked into: names, secrets, statistics, and whatever others have put there
/// (draft-ietf-opsawg-pcapng section 4).
public struct PcapngBlock: Equatable, Sendable {
  /// Its number, which tells what is in it.
  public var type: UInt32
  /// What stands between its header and its trailer.
  public var contents: [UInt8]
  /// Whether integers in it are of the other byte order.
  public var isSwapped: Bool
  /// The interface that it is about, as a number in the list; its own number for it stands first in `contents`.
  public var interface: Int?

  /// A block.
  public init(type: UInt32, contents: [UInt8], isSwapped: Bool, interface: Int? = nil) {
    self.type = type
    self.contents = contents
    self.isSwapped = isSwapped
    self.interface = interface
  }
}
