/// The promise that packets stay where they lie and as they are until whoever gathers them has written them.
///
/// Only who has the memory can give it, and keeps it from then on.
public struct PacketPromise: Sendable {
  /// Gives the promise, which nobody can check.
  @unsafe
  public init() {}
}
