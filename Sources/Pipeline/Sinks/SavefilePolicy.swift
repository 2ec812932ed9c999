/// How savefiles are written, whatever is in them.
public struct SavefilePolicy: Sendable, Equatable {
  /// When what was written is put on the disk.
  public enum Sync: Sendable, Equatable {
    /// When the system likes to.
    case never
    /// When a file is complete.
    case file
    /// Then, and after so many seconds each time.
    case interval(seconds: Int)
  }

  /// Whether no pause leaves a packet unwritten. Otherwise none stays unwritten for longer than a second.
  public var isPacketBuffered = false
  /// With that, whether each packet is written before anybody else gets it.
  public var isWrittenThrough = false
  /// Whether a file has another name until it is complete.
  public var isAtomic = false
  /// When what was written is put on the disk.
  public var sync = Sync.never
  /// Whether a file that another one follows is finished beside that, because packets do not wait.
  public var endsAside = false
  /// Whether the bytes of files are counted for reports.
  public var countsBytes = false

  /// The usual way.
  public init() {}

  /// The path at which a file is written that is to be at `path` when it is complete.
  public func writtenPath(of path: String) -> String { isAtomic && path != "-" ? path + ".part" : path }
}
