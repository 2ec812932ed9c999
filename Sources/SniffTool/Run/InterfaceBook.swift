internal import Packets
internal import Savefiles
internal import Synchronization

/// What is known of the interfaces of a capture, by their numbers.
final class InterfaceBook {
  // A class because the capture, which meets interfaces, shares it with what is made of their packets.

  /// Names that threads may ask for.
  private final class Names: Sendable {
    let list = Mutex<[String]>([])
  }

  /// What a pcapng file tells of them.
  let facts = PcapngInterfaceList()
  private let names = Names()
  private let filterText: String
  private let snapshotLength: Int

  /// A book without interfaces.
  ///
  /// - Parameter filterText: the expression that packets are chosen by; empty for none.
  init(filterText: String, snapshotLength: Int) {
    self.filterText = filterText
    self.snapshotLength = snapshotLength
  }

  /// Notes an interface that packets will come from; one that is known stays as it is.
  func add(_ number: Int, _ name: String, _ linkType: LinkType) {
    let isNew = names.list.withLock { list in
      guard number >= list.count else { return false }
      list.append(name)
      return true
    }
    guard isNew else { return }
    facts.append(MachineFacts.interface(name, linkType, snapshotLength: snapshotLength, filter: filterText))
  }

  /// The names of all, in their order.
  var allNames: [String] { names.list.withLock { $0 } }

  /// Tells the name of a number.
  var name: @Sendable (UInt32) -> String? {
    { [names] number in names.list.withLock { $0.indices.contains(Int(number)) ? $0[Int(number)] : nil } }
  }
}
