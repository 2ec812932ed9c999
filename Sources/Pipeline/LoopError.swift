public import Filtering
public import Packets

/// Why packets stopped before their end.
public enum LoopError<SourceFailure: Error>: Error {
  /// They could not be read.
  case source(SourceFailure)
  /// They could not be written.
  case output(OutputError)
  /// The filter cannot be had for packets of a link type.
  case filter(FilterError, LinkType)
}
