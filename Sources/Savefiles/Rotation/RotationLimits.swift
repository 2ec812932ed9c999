/// When a savefile is over and another one begins; `nil` where there is no such limit.
public struct RotationLimits: Sendable, Equatable {
  /// Bytes after which another file begins: the packet that goes past them is still in the file.
  public var byteCount: Int?
  /// Seconds after which another file begins, on the clock.
  public var seconds: Int?
  /// With a size, files that are written in turns; with seconds alone, files after which it ends.
  public var fileCount: Int?
  /// Files after which it ends, however they follow each other.
  public var totalCount: Int?

  /// Limits; at least one of size and seconds.
  public init(byteCount: Int? = nil, seconds: Int? = nil, fileCount: Int? = nil) {
    self.byteCount = byteCount
    self.seconds = seconds
    self.fileCount = fileCount
  }
}
