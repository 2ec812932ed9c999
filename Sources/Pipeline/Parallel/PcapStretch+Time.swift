internal import Packets
internal import Savefiles
internal import System

extension PcapStretch {
  /// Bytes that are looked at for a record.
  private static let probeLength = 128 << 10

  /// When a packet was captured whose record seems to begin at an offset of the file or soon behind it.
  ///
  /// - Returns: `nil` when nothing there looks like a record.
  func time(near offset: Int, of file: borrowing FileDescriptor) -> Timestamp? {
    var window = FileWindow(capacity: Self.probeLength)
    guard (try? window.open(file, at: offset, count: Self.probeLength)) != nil,
      let place = guess(window.bytes, limit: window.count), case .record(let record, _) = look(window.bytes, at: place)
    else { return nil }
    return timestamp(of: record)
  }
}
