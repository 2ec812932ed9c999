internal import Glibc

/// Error numbers of system calls, errno(3).
public enum ErrorNumber {
  /// What the C library says of an error number (`Permission denied`).
  public static func text(of code: Int32) -> String {
    guard let text = unsafe strerror(code) else { return "error \(code)" }
    // SAFETY: the text is static, or the thread's own until its next call.
    return unsafe String(cString: text)
  }
}
