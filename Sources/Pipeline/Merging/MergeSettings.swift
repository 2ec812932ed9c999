public import Savefiles

/// How several savefiles are read as one.
public struct MergeSettings {
  /// Whether packets come file after file and not in the order of their times.
  public var isConcatenation = false
  /// Whether what files hold besides packets is wanted.
  public var wantsSideBlocks = false
  /// A descriptor that ends waiting for a pipe when it can be read.
  public var wakeDescriptor: Int32?
  /// Files that are kept open at most while they are not read from.
  public var openFiles = 64
  /// Bytes that are read ahead of all files together, more or less.
  public var readAhead = 32 << 20
  /// Gets what is passed over of a damaged file; `nil` where a file ends at its damage.
  public var onSkip: ((SkippedBytes, String) -> Void)?

  /// The order of times.
  public init() {}
}
