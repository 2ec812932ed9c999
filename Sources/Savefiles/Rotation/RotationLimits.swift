/// When a savefile is over and another one begins; `nil` where there is no such limit.
public struct RotationLimits: Sendable, Equatable {
  /// How savefiles that follow each other are called.
  public enum Naming: Sendable, Equatable {
    /// As with tcpdump's -C, -G and -W, see `ClassicRotation`.
    case classic
    /// With a number and a time in each, as with dumpcap, see `NumberedRotation`.
    case numbered
  }

  /// How the files are called, and with that what limits mean.
  public var naming = Naming.classic
  /// Bytes after which another file begins: the packet that goes past them is still in the file.
  public var byteCount: Int?
  /// Packets after which another file begins; for numbered files only.
  public var packetCount: Int?
  /// Seconds after which another file begins, on the clock.
  public var seconds: Int?
  /// Seconds of which the clock shows a whole multiple when another file begins; for numbered files only.
  public var intervalSeconds: Int?
  /// Of classic names with a size, files that are written in turns; with seconds alone, files after which it ends. Of
  /// numbered ones, files that are kept, the one being written among them.
  public var fileCount: Int?
  /// Files after which it ends, however they follow each other.
  public var totalCount: Int?

  /// Limits of files with classic names; at least one of size and seconds.
  public init(byteCount: Int? = nil, seconds: Int? = nil, fileCount: Int? = nil) {
    self.byteCount = byteCount
    self.seconds = seconds
    self.fileCount = fileCount
  }

  /// Packets and bytes behind which it is to be looked whether a file is over that has so many: the packet that comes to
  /// the bytes is in it. One packet at least, since a file that is full is over when one comes.
  public func room(behind byteCount: Int, packetCount: Int) -> (packets: Int, bytes: Int) {
    // Files with classic names may have all bytes of the limit.
    let bytes = self.byteCount.map { $0 - byteCount + (naming == .classic ? 1 : 0) }
    let packets = naming == .numbered ? self.packetCount.map { $0 - packetCount } : nil
    return (max(packets ?? .max, 1), max(bytes ?? .max, 1))
  }

  /// Whether there is one at all.
  public var areAny: Bool { byteCount != nil || packetCount != nil || followClock }

  /// Whether one of them is the clock's.
  public var followClock: Bool { seconds != nil || intervalSeconds != nil }
}
