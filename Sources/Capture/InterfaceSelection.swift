internal import Glibc

/// Which interfaces a capture on several takes packets from.
public struct InterfaceSelection: Sendable, Equatable {
  /// Names, or patterns of names with `*`, `?` or `[...]`, as the shell has them; `any` is all interfaces as one.
  public var names: [String]
  /// Whether an interface that is not there yet is waited for.
  public var waits = false
  /// Rings of each interface, between which the kernel spreads its packets (`PACKET_FANOUT`); at least 1.
  public var ringCount = 1
  /// Whether interfaces whose link type is not that of the first are refused.
  public var needsOneLinkType = false

  /// These interfaces.
  public init(_ names: [String]) { self.names = names }

  /// Whether a text is a pattern of names.
  public static func isPattern(_ text: String) -> Bool { text.contains { "*?[".contains($0) } }

  /// Whether a name is among them, or one that a pattern stands for; no pattern stands for `any`.
  func contains(_ name: String) -> Bool {
    // SAFETY: both texts live during the call.
    names.contains { $0 == name || (Self.isPattern($0) && (unsafe fnmatch($0, name, 0)) == 0) }
  }

  /// The names that are no patterns, each once.
  var plainNames: [String] {
    names.enumerated().filter { !Self.isPattern($1) && names.firstIndex(of: $1) == $0 }.map(\.element)
  }

  var hasPatterns: Bool { names.contains(where: Self.isPattern) }
}
