public import System

/// Why compressed bytes cannot be read or made.
public enum CodecFault: Error, Equatable, Sendable {
  /// The library is not installed or too old.
  case library(DynamicLibrary.Failure)
  /// The library has no memory for it, or the file wants more than it gets.
  case memory
  /// The bytes are not what the format allows.
  case damaged
  /// The file ends before its compressed data does.
  case cut
  /// The compressed file cannot be read or written.
  case system(SystemCallError)
}
