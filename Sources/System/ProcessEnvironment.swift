internal import Glibc

/// What the process was started with.
public enum ProcessEnvironment {
  /// The value of an environment variable, `nil` when it is not set.
  public static func value(of name: String) -> String? {
    // SAFETY: nothing in this program changes the environment, so the string stays; it is copied at once.
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  /// Whether standard output goes to a terminal.
  public static var writesToTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
}
