/// How many packets a filter has turned away without having looked into what they are in.
public struct OverlookedCounts: Equatable, Sendable {
  private var tagged = 0
  private var labelled = 0
  private var inSessions = 0

  /// None yet.
  public init() {}

  /// All of them.
  public var total: Int { tagged + labelled + inSessions }

  /// Those that are in one kind of encapsulation.
  public subscript(kind: Encapsulation) -> Int {
    switch kind {
    case .vlan: tagged
    case .mpls: labelled
    case .pppoes: inSessions
    }
  }

  /// Counts one more.
  public mutating func add(_ kind: Encapsulation) {
    switch kind {
    case .vlan: tagged += 1
    case .mpls: labelled += 1
    case .pppoes: inSessions += 1
    }
  }

  /// Adds what was counted elsewhere.
  public static func += (a: inout OverlookedCounts, b: OverlookedCounts) {
    a.tagged += b.tagged
    a.labelled += b.labelled
    a.inSessions += b.inSessions
  }
}
