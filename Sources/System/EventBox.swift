/// An event that several threads own together.
public final class EventBox: Sendable {
  /// The event.
  public let event: Event

  /// An event that is not set.
  ///
  /// - Throws: `SystemCallError` when there is no descriptor left.
  public init() throws(SystemCallError) { event = try Event() }
}
