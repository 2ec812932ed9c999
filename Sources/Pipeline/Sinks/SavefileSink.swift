public import Packets
public import Savefiles

/// Writes packets to a savefile.
public struct SavefileSink: ~Copyable, OutputSink {
  private var writer: PcapWriter?
  private let isPacketBuffered: Bool

  /// A sink over a writer.
  ///
  /// - Parameter isPacketBuffered: whether no pause leaves a packet unwritten.
  public init(_ writer: consuming PcapWriter, isPacketBuffered: Bool) {
    self.writer = consume writer
    self.isPacketBuffered = isPacketBuffered
  }

  public var preparation: Preparation? { .packets }

  public mutating func write(_ packet: borrowing CapturedPacket) throws(OutputError) {
    do throws(SavefileWriteError) {
      try writer?.write(packet)
    } catch {
      throw .savefile(error)
    }
  }

  public mutating func flush() throws(OutputError) {
    do throws(SavefileWriteError) {
      try writer?.flush()
    } catch {
      throw .savefile(error)
    }
  }

  public mutating func settle(isIdle: Bool) throws(OutputError) {
    if isPacketBuffered { try flush() }
  }

  public mutating func finish(isInterrupted: Bool) throws(OutputError) {
    do throws(SavefileWriteError) {
      try writer.take()?.close()
    } catch {
      throw .savefile(error)
    }
  }
}
