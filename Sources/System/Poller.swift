internal import Glibc

/// Waits until one of a few descriptors can be read.
public enum Poller {
  /// What was found on a descriptor.
  public struct Readiness: Equatable, Sendable {
    /// Whether reading from it would not block.
    public var isReadable: Bool
    /// Whether it has an error pending or is closed at the other end.
    public var hasFailed: Bool

    /// What was found.
    public init(isReadable: Bool, hasFailed: Bool) {
      self.isReadable = isReadable
      self.hasFailed = hasFailed
    }
  }

  /// Waits until one of several descriptors can be read or has failed, at most for `milliseconds` (-1: for ever).
  ///
  /// - Parameter descriptors: negative ones are passed over.
  /// - Returns: what was found on each; nothing when a signal came or the time is over.
  /// - Throws: `SystemCallError` when the kernel refuses to poll.
  public static func wait(forAny descriptors: [Int32], milliseconds: Int32) throws(SystemCallError) -> [Readiness] {
    var entries = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    // SAFETY: the pointer is used for this call only, with the count of its elements.
    let count = unsafe entries.withUnsafeMutableBufferPointer {
      unsafe poll($0.baseAddress, nfds_t($0.count), milliseconds)
    }
    let code = errno
    if count < 0, code != EINTR, code != EAGAIN { throw SystemCallError("poll", code: code) }
    return entries.map { entry in
      let found = count > 0 ? Int32(entry.revents) : 0
      return Readiness(isReadable: found & POLLIN != 0, hasFailed: found & (POLLERR | POLLHUP | POLLNVAL) != 0)
    }
  }

  /// Waits for the first of `descriptor` and `wakeDescriptor`, at most for `milliseconds` (-1: for ever).
  ///
  /// - Returns: what was found on `descriptor`; nothing when the other one woke it, a signal came or the time is over.
  /// - Throws: `SystemCallError` when the kernel refuses to poll.
  public static func wait(
    for descriptor: Int32, orFor wakeDescriptor: Int32? = nil, milliseconds: Int32 = -1
  ) throws(SystemCallError) -> Readiness {
    // poll(2) passes over a negative descriptor.
    var entries: InlineArray<2, pollfd> = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wakeDescriptor ?? -1, events: Int16(POLLIN), revents: 0),
    ]
    var span = entries.mutableSpan
    // SAFETY: the pointer is used for this call only, with the count of its elements.
    let count = unsafe span.withUnsafeMutableBufferPointer {
      unsafe poll($0.baseAddress, nfds_t($0.count), milliseconds)
    }
    let code = errno
    guard count >= 0 else {
      if code == EINTR || code == EAGAIN { return Readiness(isReadable: false, hasFailed: false) }
      throw SystemCallError("poll", code: code)
    }
    let found = Int32(entries[0].revents)
    return Readiness(isReadable: found & POLLIN != 0, hasFailed: found & (POLLERR | POLLHUP | POLLNVAL) != 0)
  }
}
