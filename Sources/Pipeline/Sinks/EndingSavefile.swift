internal import Savefiles
internal import System

/// A savefile that has all its packets: what is left is to see them written, to close it and to give it its name.
struct EndingSavefile: ~Copyable, Sendable {
  private let end: SavefileEnd?
  private let handle: FileDescriptor
  private let policy: SavefilePolicy
  private let report: SavefileReport

  init(
    _ end: consuming SavefileEnd?, _ handle: consuming FileDescriptor, _ policy: SavefilePolicy,
    _ report: SavefileReport
  ) {
    self.end = end
    self.handle = handle
    self.policy = policy
    self.report = report
  }

  /// Brings it to its end, which takes as long as the disk does.
  ///
  /// - Returns: what there is to tell of it.
  consuming func finish(by syncer: FileSyncer?, in files: any FileKeeper) throws(OutputError) -> SavefileReport {
    var report = report
    let (path, written) = (report.path, policy.writtenPath(of: report.path))
    do throws(SavefileWriteError) {
      try end?.close()
    } catch {
      throw .savefile(error, path: written)
    }
    do throws(SystemCallError) {
      try syncer?.finish()
      if policy.sync != .never { try handle.sync() }
      if written != path { try files.rename(written, to: path) }
      if policy.sync != .never, path != "-" { try files.syncDirectory(of: path) }
    } catch {
      throw .savefile(SavefileWriteError(cause: error, wholePackets: nil), path: written)
    }
    if policy.countsBytes, case .regular(let size) = try? handle.kind() { report.bytes = size }
    return report
  }
}
