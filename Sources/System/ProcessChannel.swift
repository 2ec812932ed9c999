internal import CLinux

/// Short messages between two processes of which one is a copy of the other.
public final class ProcessChannel: Sendable {
  private let channel: HelperChannel

  private init(_ channel: HelperChannel) { self.channel = channel }

  /// Both ends of a way.
  ///
  /// - Throws: `SystemCallError` when there is no descriptor left.
  public static func pair() throws(SystemCallError) -> (near: ProcessChannel, far: ProcessChannel) {
    var ends: (Int32, Int32) = (-1, -1)
    // SAFETY: the function sets both of what is pointed to.
    let code = unsafe clinux_channel(&ends.0, &ends.1)
    guard code == 0 else { throw SystemCallError("socketpair", code: code) }
    return (ProcessChannel(HelperChannel(owning: ends.0)), ProcessChannel(HelperChannel(owning: ends.1)))
  }

  /// The number of the descriptor.
  public var descriptor: Int32 { channel.descriptor }

  /// Sends a message; who is gone gets none.
  public func send(_ message: [UInt8]) { channel.send(message) }

  /// Waits for the next message; `nil` when the other process is gone.
  public func receive() -> [UInt8]? {
    while true {
      switch channel.receive() {
      case .message(let message, _): return message
      case .nothing: continue
      case .end: return nil
      }
    }
  }
}
