import Bytes

extension Optional where Wrapped: BitwiseCopyable {
  /// A field of a header that may be cut. - Throws: `Truncation` when it was not captured.
  func captured() throws(Truncation) -> Wrapped {
    guard let self else { throw Truncation() }
    return self
  }
}
