internal import Packets
internal import Savefiles
internal import System

/// One of several savefiles that are read as one, and its next packet.
///
/// A file on a disk is open only from its first packet's time to its last packet, and is even then opened anew for each
/// piece that is read when too many are.
final class MergeInput {
  // A class because a queue holds them, which cannot hold what cannot be copied.

  enum State {
    /// The next packet is in `head`.
    case ready
    /// The file was looked at and closed again; the time of its first packet is known.
    case closed
    /// Nothing has come through a pipe yet, or what is there besides packets has to be taken first.
    case dry
    case ended
  }

  let path: String
  /// Its place among the others, which counts for packets of the same time.
  let place: Int
  private let settings: MergeSettings
  private let interfaces: PcapngInterfaceList
  /// What came before `head` besides packets.
  let sideBlocks: SideBlocks?
  private var reader: SavefileReader?
  private var identity: FileIdentity?
  private var isParked = false
  private var head = PacketBox()
  private(set) var state = State.dry
  /// Bytes of the file when it was opened; `nil` when nobody knows.
  let size: Int?
  /// Where in the file the next packet begins, in bytes.
  private var start = 0
  /// The time of the next packet, as far as it is known.
  private(set) var time = Timestamp(seconds: 0, nanoseconds: 0)

  /// Opens a file up to its first packet.
  ///
  /// - Parameter look: is asked what is to be noted of the file.
  /// - Throws: `MergeFailure` when that cannot be.
  init(
    _ path: String, place: Int, _ settings: MergeSettings, _ interfaces: PcapngInterfaceList, bufferCapacity: Int,
    look: (borrowing SavefileReader) -> Void
  ) throws(MergeFailure) {
    self.path = path
    self.place = place
    self.settings = settings
    self.interfaces = interfaces
    sideBlocks = settings.wantsSideBlocks ? SideBlocks() : nil
    let reader = try Self.open(path, interfaces, sideBlocks, settings, bufferCapacity)
    look(reader)
    size = reader.size
    identity = path == "-" ? nil : FileIdentity(path: path)
    self.reader = consume reader
  }

  private static func open(
    _ path: String, _ interfaces: PcapngInterfaceList, _ sideBlocks: SideBlocks?, _ settings: MergeSettings,
    _ bufferCapacity: Int
  ) throws(MergeFailure) -> SavefileReader {
    let file: FileDescriptor
    do throws(SystemCallError) {
      file = path == "-" ? .standardInput : try FileDescriptor(reading: path)
    } catch {
      throw MergeFailure(path: path, reason: .open(error))
    }
    do throws(SavefileError) {
      var reader = try SavefileReader(
        file, interfaces: interfaces, sideBlocks: sideBlocks, wakeDescriptor: settings.wakeDescriptor,
        bufferCapacity: bufferCapacity)
      if let onSkip = settings.onSkip { reader.recover { onSkip($0, path) } }
      return reader
    } catch {
      throw MergeFailure(path: path, reason: .savefile(error))
    }
  }

  /// Brings the next packet into `head`.
  ///
  /// - Throws: `MergeFailure` when the file is damaged; it has ended then.
  func pull() throws(MergeFailure) {
    guard var reader = reader.take() else {
      state = .ended
      return
    }
    start = reader.offset
    do throws(SavefileError) {
      if let packet = try reader.next() {
        head.keep(packet)
        time = head.timestamp
        state = .ready
      } else {
        state = reader.isAtEnd ? .ended : .dry
      }
    } catch {
      state = .ended
      throw MergeFailure(path: path, reason: .savefile(error))
    }
    if state != .ended { self.reader = consume reader }
  }

  /// Waits until there may be more.
  func wait() throws(MergeFailure) {
    guard var reader = reader.take() else { return }
    do throws(SavefileError) {
      try reader.wait()
    } catch {
      state = .ended
      throw MergeFailure(path: path, reason: .savefile(error))
    }
    self.reader = consume reader
  }

  /// Closes a file on a disk that has not been read from yet, beyond its first packet.
  func close() {
    guard state == .ready, identity != nil, reader?.isPlainFile == true else { return }
    reader = nil
    sideBlocks?.removeAll()
    head = PacketBox()
    state = .closed
  }

  /// Opens it again and brings its first packet.
  ///
  /// - Throws: `MergeFailure` when it is not there any more.
  func reopen(bufferCapacity: Int) throws(MergeFailure) {
    guard FileIdentity(path: path) == identity else {
      state = .ended
      throw MergeFailure(path: path, reason: .replaced)
    }
    do throws(MergeFailure) {
      reader = try Self.open(path, interfaces, sideBlocks, settings, bufferCapacity)
      isParked = false
    } catch {
      state = .ended
      throw error
    }
    try pull()
  }

  /// Lets go of the file between two pieces that are read.
  func park() {
    reader?.park(path: path)
    isParked = true
  }

  /// Bytes that have been read.
  var position: Int {
    switch state {
    case .closed: 0
    case .ended: size ?? 0
    case .ready, .dry: reader?.offset ?? 0
    }
  }

  /// What the file is read by in stretches, from its next packet on, if so many bytes of it seem to be in front of a bound.
  func turn(of length: Int, before bound: TimeBound?) -> MergeTurn? {
    guard state == .ready, !isParked, let size, size - start > length else { return nil }
    guard let stretches = reader?.stretches, let file = reader?.file.number else { return nil }
    let turn = MergeTurn(path: path, stretches: stretches, fileNumber: file, position: start, bound: bound)
    guard let bound else { return turn }
    return stretches.time(near: start + length, of: turn.file).map(bound.admits) == true ? turn : nil
  }

  /// Goes on with another packet.
  ///
  /// - Parameter offset: where in the file it begins.
  /// - Throws: `MergeFailure` when the file is damaged there; it has ended then.
  func resume(at offset: Int) throws(MergeFailure) {
    guard var reader = reader.take() else { return }
    do throws(SavefileError) {
      try reader.resume(at: offset)
    } catch {
      state = .ended
      throw MergeFailure(path: path, reason: .savefile(error))
    }
    self.reader = consume reader
    try pull()
  }

  /// Hands over the next packet for another box.
  func exchange(_ box: inout PacketBox) { swap(&head, &box) }
}
