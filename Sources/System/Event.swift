internal import CLinux
internal import Glibc

/// Something that one thread tells another: set until it is cleared, and to be waited for.
public struct Event: ~Copyable, Sendable {
  /// Readable while the event is set: to be polled beside other descriptors.
  public let descriptor: Int32

  /// An event that is not set.
  ///
  /// - Throws: `SystemCallError` when there is no descriptor left.
  public init() throws(SystemCallError) {
    let event = clinux_eventfd()
    let code = errno
    guard event >= 0 else { throw SystemCallError("eventfd", code: code) }
    descriptor = event
  }

  // SAFETY is the owner's: nobody polls the descriptor of an event that is gone.
  deinit { _ = close(descriptor) }

  /// Sets it and wakes who waits.
  public func set() {
    var one: UInt64 = 1
    // SAFETY: an eventfd takes eight bytes, which `one` has. A full one is set already.
    _ = unsafe write(descriptor, &one, MemoryLayout<UInt64>.size)
  }

  /// Takes it back.
  public func clear() {
    var discarded: UInt64 = 0
    // SAFETY: an eventfd gives eight bytes, which `discarded` has room for.
    _ = unsafe read(descriptor, &discarded, MemoryLayout<UInt64>.size)
  }

  /// Waits until it is set, or the other descriptor can be read, or the time is over; at most for `milliseconds`
  /// (-1: for ever).
  ///
  /// - Returns: whether it was set.
  /// - Throws: `SystemCallError` when the kernel refuses to poll.
  @discardableResult
  public func wait(orFor wakeDescriptor: Int32? = nil, milliseconds: Int32 = -1) throws(SystemCallError) -> Bool {
    try Poller.wait(for: descriptor, orFor: wakeDescriptor, milliseconds: milliseconds).isReadable
  }
}
