internal import CLinux

/// The network namespaces of this machine (network_namespaces(7)).
public enum NetworkNamespace {
  /// Moves the thread into a namespace: what it opens from here on is of that one, as is what threads do that it starts.
  ///
  /// - Parameter name: one that ip-netns(8) knows, the number of a process that is in it, or a path.
  /// - Throws: `SystemCallError` when there is none or the process may not.
  public static func enter(_ name: String) throws(SystemCallError) {
    let path =
      name.contains("/") ? name : Int32(name) != nil ? "/proc/\(name)/ns/net" : "/run/netns/\(name)"
    // SAFETY: the path lives during the call.
    let code = unsafe clinux_enter_network(path)
    guard code == 0 else { throw SystemCallError("setns", code: code) }
  }
}
