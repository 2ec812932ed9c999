internal import Synchronization

/// Something that one thread leaves for another: whoever comes first takes it.
public final class Parcel<Contents: ~Copyable & Sendable>: Sendable {
  // A class because both threads have it, and what cannot be copied cannot be captured to be taken.
  private let contents: Mutex<Contents?>

  /// Leaves something.
  public init(_ contents: consuming Contents) { self.contents = Mutex(contents) }

  /// Takes it; `nil` when it has been taken.
  public func take() -> Contents? { contents.withLock { $0.take() } }
}
