internal import Glibc

extension SystemCallError {
  /// Whether a pipe or a connection is closed at its other end.
  public var isBrokenPipe: Bool { code == EPIPE }

  /// Whether a symbolic link was met that may not be followed.
  public var isLinkLoop: Bool { code == ELOOP }

  /// A process that was to do something has ended before.
  public static let processGone = SystemCallError("wait", code: ECHILD)

  /// The helper process that makes files has ended before.
  public static let helperGone = SystemCallError("recvmsg", code: EPIPE)

  /// There is no memory for what `call` is to do.
  public static func noMemory(_ call: String) -> SystemCallError { SystemCallError(call, code: ENOMEM) }

  /// A path is longer than any may be.
  public static let nameTooLong = SystemCallError("open", code: ENAMETOOLONG)
}
