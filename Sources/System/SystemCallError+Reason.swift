internal import Glibc

extension SystemCallError {
  /// What the C library says of the error number, beginning with a capital: `No such file or directory`.
  /// The end of a helper is told as that.
  public var reason: String {
    if self == .helperGone { return "The process that makes files has ended" }
    // 256 bytes are more than glibc has for any error in any language.
    // SAFETY: the buffer is used within the closure only.
    return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
      guard let start = buffer.baseAddress else { return "" }
      // SAFETY: the text is written into the buffer with its terminator, or shortened to fit.
      guard unsafe strerror_r(code, start, buffer.count) == 0 else { return "Unknown error \(code)" }
      return unsafe String(cString: start)
    }
  }
}
