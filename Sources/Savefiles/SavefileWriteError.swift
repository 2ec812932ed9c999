public import System

/// A savefile could not be written.
///
/// The facts only; the words, and the file's name, are the tool's.
public struct SavefileWriteError: Error, Equatable {
  /// The call that failed, and why.
  public var cause: SystemCallError
  /// Packets of which every byte was handed to the kernel, in whole frames where it is compressed. A file of those alone
  /// is left where a file can be cut. `nil` when the file was written before that.
  public var wholePackets: Int?

  /// A failure of `cause` with so many packets safe.
  public init(cause: SystemCallError, wholePackets: Int?) {
    self.cause = cause
    self.wholePackets = wholePackets
  }
}
