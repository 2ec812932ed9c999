/// The captured bytes end before what was asked for.
///
/// This says only that *we* have less than the packet had, or less than it promised; whether a packet lies about its
/// lengths is for a decoder to say.
public struct Truncation: Error, Equatable {
  /// Whether whoever writes the packet down has marked the place already, so that nobody further out does it again.
  public var isMarked: Bool

  /// A place that nobody has marked yet.
  @inlinable public init(isMarked: Bool = false) { self.isMarked = isMarked }
}

extension Optional {
  /// The value that a partial view has of a field.
  ///
  /// - Throws: `Truncation` when the field was not captured.
  @inlinable
  public func captured() throws(Truncation) -> Wrapped {
    guard let value = self else { throw Truncation() }
    return value
  }
}
