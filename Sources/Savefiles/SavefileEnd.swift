/// A savefile that has all its packets and is still to be closed.
public struct SavefileEnd: ~Copyable, Sendable {
  private let output: SavefileOutput

  init(_ output: consuming SavefileOutput) { self.output = output }

  /// Waits until all is written, and closes the file.
  ///
  /// - Throws: `SavefileWriteError` when writing or closing fails.
  public consuming func close() throws(SavefileWriteError) { try output.close() }
}
