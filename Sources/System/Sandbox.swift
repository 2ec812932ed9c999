internal import CLinux
internal import Glibc

/// What a process gives up for good before it looks at packets: capabilities, new privileges, files, programs and calls.
public struct Sandbox: Sendable, Equatable {
  /// What keeps a process in, besides being without capabilities.
  public enum Layer: String, Sendable, CaseIterable {
    case noNewPrivileges = "no_new_privs"
    case landlock = "Landlock"
    case callFilter = "seccomp"
  }

  /// A layer that this kernel does not have, or that is refused.
  public struct Gap: Sendable, Equatable {
    /// Which one.
    public var layer: Layer
    /// Why.
    public var error: SystemCallError
  }

  /// Whether files may still be opened to be read.
  public var mayRead = false
  /// Whether sockets may be connected, where system calls are not filtered.
  public var mayConnect = false
  /// The capabilities that are kept, of those that there are.
  public var kept: Capabilities = []
  /// Whether system calls are filtered too, in all threads: that costs the kernel a tenth of a millisecond. Without it
  /// threads that run already are not kept in.
  public var filtersCalls = true

  /// One that leaves nothing but what is open.
  public init() {}

  /// Closes it around this process.
  ///
  /// - Returns: what is missing of it.
  public func close() -> [Gap] {
    var gaps: [Gap] = []
    func note(_ code: Int32, _ layer: Layer, _ call: String) {
      if code != 0 { gaps.append(Gap(layer: layer, error: SystemCallError(call, code: code))) }
    }
    Capabilities.keep(kept)
    note(clinux_no_new_privileges(), .noNewPrivileges, "prctl")
    note(clinux_landlock(mayRead, mayConnect), .landlock, "landlock_restrict_self")
    if filtersCalls { note(SystemCallFilter(mayRead: mayRead).apply(), .callFilter, "seccomp") }
    return gaps
  }
}
