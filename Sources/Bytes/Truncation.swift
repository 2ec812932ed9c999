/// The captured bytes end before what was asked for.
///
/// This says only that *we* have less than the packet had, or less than it promised; whether a packet lies about its
/// lengths is for a decoder to say.
public struct Truncation: Error, Equatable {
  /// Nothing to tell but that.
  @inlinable public init() {}
}
