internal import Glibc

extension FileDescriptor {
  /// Reads what is there, at most `capacity` bytes.
  ///
  /// - Returns: the number of bytes, 0 at the end.
  /// - Throws: `SystemCallError` of `read`.
  @unsafe
  func read(into memory: UnsafeMutableRawPointer, capacity: Int) throws(SystemCallError) -> Int {
    while true {
      // SAFETY: the caller vouches for `capacity` bytes at `memory`.
      let count = unsafe Glibc.read(number, memory, capacity)
      if count >= 0 { return count }
      let code = errno
      switch code {
      case EINTR: continue
      case EAGAIN: try wait(for: POLLIN)
      default: throw SystemCallError("read", code: code)
      }
    }
  }

  /// Writes all bytes, in as many calls as it takes.
  ///
  /// - Parameter written: grows by the bytes that the kernel took, also when this throws.
  /// - Throws: `SystemCallError` of `write`.
  public func write(_ bytes: RawSpan, written: inout Int) throws(SystemCallError) {
    var offset = 0
    while offset < bytes.byteCount {
      let rest = bytes.extracting(offset..<bytes.byteCount)
      // SAFETY: the pointer is used for this call only, with the span's own count.
      let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(number, $0.baseAddress, $0.count) }
      let code = errno
      if count >= 0 {
        offset += count
        written += count
      } else if code == EAGAIN {
        try wait(for: POLLOUT)
      } else if code != EINTR {
        throw SystemCallError("write", code: code)
      }
    }
  }

  /// Writes all bytes, in as many calls as it takes.
  ///
  /// - Throws: `SystemCallError` of `write`.
  public func write(_ bytes: RawSpan) throws(SystemCallError) {
    var written = 0
    try write(bytes, written: &written)
  }

  /// Waits until there is something to read or the end is reached.
  ///
  /// - Parameters:
  ///   - wakeDescriptor: a second descriptor that ends the waiting when it can be read.
  ///   - milliseconds: how long at most; 0 only looks, -1 waits for ever.
  /// - Returns: whether a read would not block; not so when the other descriptor, a signal or the time ended the waiting.
  /// - Throws: `SystemCallError` of `poll`.
  public func waitUntilReadable(
    orFor wakeDescriptor: Int32? = nil, milliseconds: Int32 = -1
  ) throws(SystemCallError) -> Bool {
    // poll(2) passes over a negative descriptor.
    var entries: InlineArray<2, pollfd> = [
      pollfd(fd: number, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wakeDescriptor ?? -1, events: Int16(POLLIN), revents: 0),
    ]
    var span = entries.mutableSpan
    // SAFETY: the pointer is used for this call only, with the count of its elements.
    let count = unsafe span.withUnsafeMutableBufferPointer { entries in
      unsafe poll(entries.baseAddress, nfds_t(entries.count), milliseconds)
    }
    let code = errno
    guard count < 0 else { return entries[0].revents != 0 }
    guard code == EINTR || code == EAGAIN else { throw SystemCallError("poll", code: code) }
    return false
  }

  /// Waits until it takes bytes again, where somebody has set it not to block.
  func waitUntilWritable() throws(SystemCallError) { try wait(for: POLLOUT) }

  /// Waits for the other side of a descriptor that somebody has set not to block.
  private func wait(for event: Int32) throws(SystemCallError) {
    var entry = pollfd(fd: number, events: Int16(event), revents: 0)
    // SAFETY: the pointer is used for this call only and is of one element.
    let count = unsafe poll(&entry, 1, -1)
    let code = errno
    guard count < 0, code != EINTR, code != EAGAIN else { return }
    throw SystemCallError("poll", code: code)
  }
}
