public import Savefiles
public import System

/// The one of several savefiles that the next packets come from, and all of them for a while.
public struct MergeTurn: Sendable {
  /// The file.
  public let path: String
  /// How stretches of it are read, and from what.
  public let stretches: PcapStretch
  let fileNumber: Int32
  /// Where in the file the first of the packets stands, in bytes.
  public let position: Int
  /// How far they reach; `nil` for the file's end.
  public let bound: TimeBound?

  /// The file, lent as long as the source does nothing else.
  public var file: FileDescriptor { FileDescriptor(borrowing: fileNumber) }
}
