/// Several threads that do the same, joined together.
public struct ThreadGroup: ~Copyable {
  private final class Member {
    var thread: Thread?
    init(_ thread: consuming Thread) { self.thread = consume thread }
  }

  private var members: [Member] = []

  /// Starts up to `count` threads; fewer when the process may not have so many.
  ///
  /// - Throws: `SystemCallError` when it may not have a single one.
  public init(count: Int, _ body: @escaping @Sendable () -> Void) throws(SystemCallError) {
    for _ in 0..<max(1, count) {
      do throws(SystemCallError) {
        members.append(Member(try Thread(body)))
      } catch {
        if members.isEmpty { throw error }
        return
      }
    }
  }

  /// Waits until all of them have returned.
  public consuming func join() {
    for member in members { member.thread.take()?.join() }
  }
}
