internal import CLinux

/// Rights that a process can have one by one (capabilities(7)).
public struct Capabilities: OptionSet, Sendable {
  public let rawValue: UInt64
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// CAP_CHOWN.
  public static let changeOwners = Capabilities(rawValue: 1 << 0)
  /// CAP_DAC_OVERRIDE.
  public static let overrideFileRights = Capabilities(rawValue: 1 << 1)
  /// CAP_DAC_READ_SEARCH.
  public static let readEverything = Capabilities(rawValue: 1 << 2)
  /// CAP_FOWNER.
  public static let actAsOwner = Capabilities(rawValue: 1 << 3)
  /// CAP_SETGID and CAP_SETUID.
  public static let becomeUsers = Capabilities(rawValue: 1 << 6 | 1 << 7)
  /// CAP_NET_BIND_SERVICE, CAP_NET_BROADCAST, CAP_NET_ADMIN and CAP_NET_RAW.
  public static let network = Capabilities(rawValue: 0xf << 10)
  /// Those that there are and will be.
  public static let all = Capabilities(rawValue: .max)

  /// Those that the process has.
  public static var current: Capabilities { Capabilities(rawValue: clinux_capabilities()) }

  /// Keeps only these of those that the process has.
  static func keep(_ kept: Capabilities) {
    // What has none may always say so, and what has some may give them up.
    _ = clinux_keep_capabilities(kept.rawValue)
  }

  /// Sees to it that no program started from here on has others, where the process may.
  public static func bound(to kept: Capabilities) { clinux_bound_capabilities(kept.rawValue) }
}
