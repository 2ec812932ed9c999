/// What a pcapng file holds besides packets, on its way into another one.
public enum SideBlock: Equatable, Sendable {
  /// Another section begins.
  case section(PcapngSectionFacts)
  /// An interface of the list is described.
  case interface(Int)
  /// Another block.
  case block(PcapngBlock)

  /// About how many bytes of memory it takes.
  var byteCount: Int {
    if case .block(let block) = self { block.contents.count + 64 } else { 256 }
  }
}
