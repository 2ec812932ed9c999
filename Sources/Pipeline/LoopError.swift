/// Why packets stopped before their end.
public enum LoopError<SourceFailure: Error>: Error {
  /// They could not be read.
  case source(SourceFailure)
  /// They could not be written.
  case output(OutputError)
}
