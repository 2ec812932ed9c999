internal import CLinux
internal import Glibc

/// What the process was started with.
public enum ProcessEnvironment {
  /// How many files the process may have open.
  public static var openFileLimit: Int {
    var limit = rlimit()
    // SAFETY: the kernel fills one `rlimit`, which is all that is pointed to.
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 64 }
    return Int(clamping: limit.rlim_cur)
  }

  /// The value of an environment variable, `nil` when it is not set.
  public static func value(of name: String) -> String? {
    // SAFETY: nothing in this program changes the environment, so the string stays; it is copied at once.
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  /// Whether standard output goes to a terminal.
  public static var writesToTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Whether standard error goes to a terminal.
  public static var complainsToTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}

extension ProcessEnvironment {
  /// The cores that this process may run on, at least 1.
  public static var availableCores: Int { Int(clinux_available_cores()) }

  /// The path of the program that runs, `sniff` when the kernel does not tell.
  public static var executablePath: String {
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX) + 1) { buffer in
      guard let start = buffer.baseAddress else { return "sniff" }
      // SAFETY: at most PATH_MAX bytes are written, and the one behind them is the terminator.
      let length = unsafe readlink("/proc/self/exe", start, Int(PATH_MAX))
      guard length > 0 else { return "sniff" }
      unsafe buffer[length] = 0
      return unsafe String(cString: start)
    }
  }
}
