internal import CLinux
internal import Glibc

/// This program once more, as a process that keeps some rights for another one that gives them up.
public enum HelperProcess {
  /// Whether a command line, without the program's name, is that of a helper.
  public static func isMeant(by arguments: [String]) -> Bool { arguments.first == HelperRole.mark }

  /// Serves the process that has started this one, until that ends.
  public static func serve(_ arguments: [String]) {
    guard let role = HelperRole(arguments) else { return }
    clinux_settle_helper()
    HelperServer(role)?.run()
  }

  /// Starts a helper.
  ///
  /// - Throws: `SystemCallError` when it cannot be started.
  static func start(_ role: HelperRole) throws(SystemCallError) -> HelperChannel {
    var arguments = unsafe (["sniff"] + role.arguments).map { unsafe strdup($0) }
    unsafe arguments.append(nil)
    // SAFETY: the strings are freed once, behind their last use.
    defer { unsafe arguments.forEach { unsafe free($0) } }
    var channel: Int32 = -1
    // SAFETY: the array ends with a null pointer, and lives as long as the call.
    let process = unsafe arguments.withUnsafeBufferPointer { arguments -> pid_t in
      guard let start = arguments.baseAddress else { return -ENOMEM }
      return unsafe clinux_start_helper(start, &channel)
    }
    guard process > 0 else { throw SystemCallError("posix_spawn", code: -process) }
    return HelperChannel(owning: channel)
  }
}
