internal import Packets
internal import Savefiles
internal import System

/// A savefile that is being written, to its end.
struct OpenSavefile: ~Copyable {
  private var writer: SavefileWriter?
  /// The file once more, to be asked when the writer has closed it; not open when there is nothing to ask.
  private let handle: FileDescriptor
  private let policy: SavefilePolicy
  private(set) var report: SavefileReport

  /// Begins a file.
  ///
  /// - Throws: `SystemCallError` when what is needed to write it cannot be had.
  init(
    _ file: consuming FileDescriptor, path: String, _ recipe: SavefileRecipe, _ policy: SavefilePolicy
  ) throws(SystemCallError) {
    let handle = policy.countsBytes || policy.sync != .never ? try file.duplicate() : FileDescriptor(borrowing: -1)
    let writer = try recipe.writer(to: file)
    self.handle = consume handle
    self.writer = consume writer
    self.policy = policy
    report = SavefileReport(path: path)
  }

  /// The path that it has now.
  private var writtenPath: String { policy.writtenPath(of: report.path) }

  /// Bytes written so far, in the buffer or out.
  var byteCount: Int { mutating get { writer?.byteCount ?? 0 } }

  mutating func write(_ packet: borrowing CapturedPacket) throws(OutputError) {
    do throws(SavefileWriteError) {
      try writer?.write(packet)
      if policy.isWrittenThrough { try writer?.flush() }
    } catch {
      throw .savefile(error, path: writtenPath)
    }
    report.add(packet.timestamp)
  }

  /// Takes packets as they stand in a source, see `OutputSink.copyRecords`.
  @inline(__always)
  mutating func copyRecords<Source: PacketSource & ~Copyable>(
    of source: inout Source, isLast: (borrowing CapturedPacket) -> Bool
  ) throws(OutputError) -> Bool? {
    do throws(SavefileWriteError) {
      return try writer?.copyRecords(of: &source) { packet in
        report.add(packet.timestamp)
        return isLast(packet)
      } ?? nil
    } catch {
      throw .savefile(error, path: writtenPath)
    }
  }

  mutating func flush() throws(OutputError) {
    do throws(SavefileWriteError) {
      try writer?.flush()
    } catch {
      throw .savefile(error, path: writtenPath)
    }
  }

  /// Writes what is there besides packets.
  mutating func takeSideBlocks() throws(OutputError) {
    do throws(SavefileWriteError) {
      try writer?.takeSideBlocks()
    } catch {
      throw .savefile(error, path: writtenPath)
    }
  }

  mutating func write(records: inout GatherBuffer, _ run: RecordRun) throws(OutputError) {
    do throws(SavefileWriteError) {
      try writer?.write(records: &records)
    } catch {
      throw .savefile(error, path: writtenPath)
    }
    report.add(run)
  }

  mutating func note(_ statistics: PcapngStatistics, of interface: Int) { writer?.note(statistics, of: interface) }

  /// Has what was written put on the disk, while the file is written on. What a thread has still to write is for the next
  /// time: nobody waits for a disk that stalls.
  mutating func sync(by syncer: FileSyncer) throws(OutputError) {
    do throws(SavefileWriteError) {
      try writer?.flush()
    } catch {
      throw .savefile(error, path: writtenPath)
    }
    do throws(SystemCallError) {
      try syncer.request(handle.number)
    } catch {
      throw .savefile(SavefileWriteError(cause: error, wholePackets: nil), path: report.path)
    }
  }

  /// Hands over the rest.
  ///
  /// - Returns: the file, to be finished by whoever has the time for it.
  consuming func end() throws(OutputError) -> EndingSavefile {
    let path = writtenPath
    do throws(SavefileWriteError) {
      return EndingSavefile(try writer.take()?.end(), handle, policy, report)
    } catch {
      throw .savefile(error, path: path)
    }
  }
}
