public import Packets

/// The interfaces that packets come from: filled by a reader as it meets them, and read by a writer.
public final class PcapngInterfaceList {
  // A class because a reader and the writer of its packets share it, and it grows between them.

  /// One of a section's interfaces: those that look alike are told apart by their order.
  private struct Key: Hashable {
    let facts: PcapngInterfaceFacts
    let occurrence: Int
  }

  private var facts: [PcapngInterfaceFacts] = []
  private var numbers: [Key: Int] = [:]
  /// How often facts have stood in the section so far.
  private var occurrences: [PcapngInterfaceFacts: Int] = [:]
  /// Whether all packets are of the first, whatever they say.
  let isSingle: Bool

  /// No interfaces yet.
  public init() { isSingle = false }

  /// One interface, which all packets are of.
  public init(_ facts: PcapngInterfaceFacts) {
    self.facts = [facts]
    isSingle = true
  }

  /// Adds an interface whatever it looks like.
  ///
  /// - Returns: its number.
  @discardableResult
  public func append(_ new: PcapngInterfaceFacts) -> Int {
    facts.append(new)
    return facts.count - 1
  }

  /// How many there are so far.
  public var count: Int { facts.count }

  /// An interface; `nil` when there is none of the number.
  public subscript(number: Int) -> PcapngInterfaceFacts? { facts.indices.contains(number) ? facts[number] : nil }

  /// The link types of all, each once, in the order in which they came.
  public var linkTypes: [LinkType] {
    facts.reduce(into: []) { types, facts in
      if !types.contains(facts.linkType) { types.append(facts.linkType) }
    }
  }

  /// Another section begins, which describes its interfaces anew.
  func beginSection() { occurrences.removeAll() }

  /// Adds an interface that the section describes, when no earlier section has.
  ///
  /// - Returns: its number.
  func add(_ new: PcapngInterfaceFacts) -> Int {
    let key = Key(facts: new, occurrence: occurrences[new, default: 0])
    occurrences[new, default: 0] += 1
    if let number = numbers[key] { return number }
    numbers[key] = facts.count
    facts.append(new)
    return facts.count - 1
  }
}
