public import CPrefetch

extension RawSpan {
  /// Asks the memory for what lies behind the span, so that it is at hand when it is read: the next packet's beginning
  /// where packets lie one behind the other. It reads nothing, and changes nothing but the time that takes.
  @inlinable @inline(__always)
  public func prefetchBehind() {
    // SAFETY: an address is all that is used, and prefetching one that is not ours has no effect.
    unsafe withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      unsafe cprefetch_read(start + bytes.count + 28)
      unsafe cprefetch_read(start + bytes.count + 56)
    }
  }
}
