internal import Bytes
public import System

/// The bytes of a savefile on their way in: the file, and the buffer it is read into.
@usableFromInline
struct SavefileInput: ~Copyable {
  /// What became of a wish for bytes.
  enum Supply {
    /// They are in the buffer.
    case ready
    /// The file ends before.
    case end
    /// A pipe has not got them yet.
    case later
  }

  @usableFromInline var buffer: ReadBuffer
  private var file: FileDescriptor
  private let wakeDescriptor: Int32?
  /// What becomes of the file behind the pipe that is read; `nil` for one that is not compressed.
  private let decompression: Decompression?
  /// Where the file is when it is open only while it is read from.
  private var parkedPath: String?
  /// Whether the end of a regular file is not taken for its end.
  private var follows = false
  /// Bytes of a regular file when it was opened, `nil` for a stream.
  let size: Int?

  /// Opens nothing and reads nothing yet, but looks at what the file is.
  init(_ file: consuming FileDescriptor, wakeDescriptor: Int32?, bufferCapacity: Int) throws(SavefileError) {
    switch try Self.kind(of: file) {
    case .regular(let size): self.size = size
    case .stream: size = nil
    case .directory: throw SavefileError(.directory, at: 0)
    }
    self.file = file
    self.wakeDescriptor = wakeDescriptor
    decompression = nil
    buffer = ReadBuffer(capacity: bufferCapacity)
  }

  /// The contents of a compressed file that has been read from its beginning on.
  init(
    decompressing input: consuming SavefileInput, _ compression: Compression
  ) throws(SavefileError) {
    var start: [UInt8] = []
    start.append(contentsOf: input.buffer.unread)
    let (capacity, wake) = (input.buffer.capacity, input.wakeDescriptor)
    var pipe = try Self.pipe()
    decompression = try Self.decompression(compression, start, input.file, into: pipe.takeOutput())
    file = pipe.takeInput()
    size = nil
    wakeDescriptor = wake
    buffer = ReadBuffer(capacity: capacity)
  }

  private static func pipe() throws(SavefileError) -> FilePipe {
    do throws(SystemCallError) {
      return try FilePipe()
    } catch {
      throw SavefileError(.system(error), at: 0)
    }
  }

  private static func decompression(
    _ compression: Compression, _ start: [UInt8], _ file: consuming FileDescriptor,
    into pipe: consuming FileDescriptor
  ) throws(SavefileError) -> Decompression {
    do throws(CodecFault) {
      return try Decompression(compression, start, file, into: pipe)
    } catch {
      throw SavefileError(.compressed(error), at: 0)
    }
  }

  private static func kind(of file: borrowing FileDescriptor) throws(SavefileError) -> FileDescriptor.Kind {
    do throws(SystemCallError) {
      return try file.kind()
    } catch {
      throw SavefileError(.system(error), at: 0)
    }
  }

  /// Takes the end of a regular file for a pause from now on.
  mutating func follow() throws(SavefileError) {
    guard size != nil else { throw SavefileError(.cannotFollow, at: 0) }
    follows = true
  }

  /// Closes a regular file, which is opened anew at its path for each piece that is read.
  mutating func park(_ path: String) {
    guard size != nil else { return }
    parkedPath = path
    file = FileDescriptor(borrowing: -1)
  }

  /// Reads a piece.
  ///
  /// - Returns: how many bytes it has; 0 at the end.
  private mutating func fill() throws(SystemCallError) -> Int {
    guard let parkedPath else { return try buffer.fill(from: file) }
    let piece = try FileDescriptor(reading: parkedPath)
    try piece.seek(to: buffer.offset + buffer.count)
    return try buffer.fill(from: piece)
  }

  /// The number of the file's descriptor.
  var fileNumber: Int32 { file.number }

  /// Forgets what is in the buffer and goes on at an offset of a regular file.
  mutating func resume(at offset: Int) throws(SavefileError) {
    do throws(SystemCallError) {
      try file.seek(to: offset)
    } catch {
      throw SavefileError(.system(error), at: offset)
    }
    buffer.restart(at: offset)
  }

  /// Where in the file the next byte stands.
  var offset: Int { buffer.offset }

  /// Sees to it that the buffer has `count` bytes, without waiting for a stream.
  mutating func supply(_ count: Int) throws(SavefileError) -> Supply {
    while buffer.count < count {
      do throws(SystemCallError) {
        if size == nil, try !file.waitUntilReadable(milliseconds: 0) { return .later }
        // Doubled as the bytes come, so that a length which lies costs no more memory than the file has bytes.
        if buffer.count == buffer.capacity { buffer.grow(to: min(buffer.capacity * 2, max(count, 4096))) }
        guard try fill() == 0 else { continue }
      } catch {
        throw SavefileError(.system(error), at: buffer.offset + buffer.count)
      }
      if follows {
        try checkLength()
        return .later
      }
      // The end of a pipe may be that of its other end's patience.
      if let outcome = decompression?.outcome, let fault = outcome.fault {
        throw SavefileError(.compressed(fault), at: outcome.offset)
      }
      return .end
    }
    return .ready
  }

  /// Sees to it that a file that is followed has not become shorter than what was read of it.
  private func checkLength() throws(SavefileError) {
    guard case .regular(let length) = try? file.kind(), length < buffer.offset + buffer.count else { return }
    throw SavefileError(.shrunk(length: length), at: buffer.offset + buffer.count)
  }

  /// The same, waiting for a stream.
  ///
  /// - Returns: whether the bytes are there; otherwise the file ends before.
  mutating func await(_ count: Int) throws(SavefileError) -> Bool {
    while true {
      switch try supply(count) {
      case .ready: return true
      case .end: return false
      case .later: try awaitMore()
      }
    }
  }

  /// Waits until a stream has more or is at its end.
  ///
  /// - Throws: `SavefileError.Reason.interrupted` when the wake descriptor ended the waiting.
  func awaitMore() throws(SavefileError) {
    while try !wait() {
      if follows, !isCalledOff { return }
      // Without a wake descriptor a signal means nothing here.
      guard wakeDescriptor == nil else { throw SavefileError(.interrupted, at: offset) }
    }
  }

  /// Milliseconds between two looks at a file that may have grown.
  private static let followPause: Int32 = 100

  /// Whether the wake descriptor ends all waiting.
  private var isCalledOff: Bool {
    guard let wakeDescriptor else { return false }
    return (try? FileDescriptor(borrowing: wakeDescriptor).waitUntilReadable(milliseconds: 0)) == true
  }

  /// Waits until the file can be read or the wake descriptor or a signal ends it.
  func wait() throws(SavefileError) -> Bool {
    do throws(SystemCallError) {
      if follows {
        return try FileDescriptor(borrowing: -1).waitUntilReadable(
          orFor: wakeDescriptor, milliseconds: Self.followPause)
      }
      return try file.waitUntilReadable(orFor: wakeDescriptor)
    } catch {
      throw SavefileError(.system(error), at: offset)
    }
  }
}
