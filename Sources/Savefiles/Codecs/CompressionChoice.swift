public import System

/// How a savefile is to be compressed.
public struct CompressionChoice: Equatable, Sendable {
  /// The format; not `xz`, which is read only.
  public let format: Compression
  /// How hard to try, in the format's own numbers.
  public let level: Int

  /// A format with its usual level, or another one; `nil` for what is not written, or for a level that it has not.
  public init?(_ format: Compression, level: Int? = nil) {
    let (usual, levels): (Int, ClosedRange<Int>)
    switch format {
    case .zstd: (usual, levels) = (3, 1...19)
    case .gzip: (usual, levels) = (6, 1...9)
    case .lz4: (usual, levels) = (1, 1...12)
    case .xz: return nil
    }
    guard levels.contains(level ?? usual) else { return nil }
    self.format = format
    self.level = level ?? usual
  }

  /// Opens the library that it needs, which then stays open.
  ///
  /// - Throws: `DynamicLibrary.Failure` when it is not installed or too old.
  public func openLibrary() throws(DynamicLibrary.Failure) {
    switch format {
    case .gzip: _ = try GzipWritingFunctions()
    case .lz4: _ = try LZ4WritingFunctions()
    case .zstd, .xz: _ = try ZstdWritingFunctions()
    }
  }

  /// An encoder, whose library is opened if it is not open yet.
  ///
  /// - Throws: `CodecFault` when the library is not there.
  func newEncoder() throws(CodecFault) -> any Encoder {
    do throws(DynamicLibrary.Failure) {
      switch format {
      case .gzip: return try GzipEncoder(GzipWritingFunctions(), level: level)
      case .lz4: return try LZ4Encoder(LZ4WritingFunctions(), level: level)
      case .zstd, .xz:
        return try ZstdEncoder(
          ZstdWritingFunctions(), level: level, cores: ProcessEnvironment.availableCores)
      }
    } catch {
      throw .library(error)
    }
  }
}
