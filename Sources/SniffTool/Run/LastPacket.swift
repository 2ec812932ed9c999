internal import Filtering
internal import Packets

/// Tells of each packet whether it is the one that ends a run (`--stop-when`), whatever its link type.
final class LastPacket {
  // A class because the loop asks it packet by packet, and it learns of link types meanwhile.
  private let make: (LinkType) -> CompiledFilter?
  private var filters: [LinkType: CompiledFilter?] = [:]

  /// - Parameter make: the filter for a link type; `nil` when there is none.
  init(_ make: @escaping (LinkType) -> CompiledFilter?) { self.make = make }

  /// Whether a packet is the last one.
  func holds(for packet: borrowing CapturedPacket) -> Bool {
    if let known = filters[packet.linkType] { return known?.matches(packet) ?? false }
    let filter = make(packet.linkType)
    filters[packet.linkType] = .some(filter)
    return filter?.matches(packet) ?? false
  }
}
