extension [UInt8] {
  /// Appends bytes that another owner holds.
  public mutating func append(contentsOf bytes: RawSpan) {
    // SAFETY: the pointer is used for this call only, with the span's own count.
    unsafe bytes.withUnsafeBytes { unsafe append(contentsOf: $0) }
  }

  /// The bytes in place.
  public var rawSpan: RawSpan {
    @_lifetime(borrow self)
    get {
      // SAFETY: every bit pattern is a value of `UInt8`, and all elements are initialised.
      let bytes = unsafe span.bytes
      return unsafe _overrideLifetime(bytes, borrowing: self)
    }
  }
}
