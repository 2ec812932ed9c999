internal import CLinux
internal import Glibc

/// One end of the way between a process and its helper.
final class HelperChannel: Sendable {
  // A class because several threads of the helper answer through it.

  let descriptor: Int32

  /// Takes over an end.
  init(owning descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Sends a message, and a descriptor with it when there is one.
  ///
  /// - Returns: 0, or the error number.
  @discardableResult
  func send(_ message: [UInt8], descriptor attached: Int32 = -1) -> Int32 {
    // SAFETY: the array's bytes are told with their count, for this call only.
    unsafe message.withUnsafeBytes { unsafe clinux_send_message(descriptor, $0.baseAddress, $0.count, attached) }
  }

  /// What `receive` finds.
  enum Reception {
    case message([UInt8], descriptor: FileDescriptorNumber?)
    /// Nothing has come, or a signal ended the waiting.
    case nothing
    /// The other process is gone.
    case end
  }

  /// Takes the next message.
  func receive(waits: Bool = true) -> Reception {
    var message = [UInt8](repeating: 0, count: HelperRequest.capacity)
    var attached: Int32 = -1
    // SAFETY: the array's bytes are told with their count, for this call only.
    let count = unsafe message.withUnsafeMutableBytes {
      unsafe clinux_receive_message(descriptor, $0.baseAddress, $0.count, &attached, waits)
    }
    let code = errno
    guard count >= 0 else { return code == EINTR || code == EAGAIN ? .nothing : .end }
    guard count > 0 else { return .end }
    message.removeLast(message.count - count)
    return .message(message, descriptor: attached < 0 ? nil : FileDescriptorNumber(rawValue: attached))
  }
}

/// A descriptor that came with a message, and that whoever got it has to own.
struct FileDescriptorNumber: RawRepresentable { let rawValue: Int32 }
