internal import Bytes
internal import CCompression
internal import System

/// libz's functions by name and type (`zlib.h`), those that write.
@safe
struct GzipWritingFunctions {
  typealias Stream = UnsafeMutablePointer<z_stream>

  let deflateInit: @convention(c) (Stream, Int32, Int32, Int32, Int32, Int32, UnsafePointer<CChar>, Int32) -> Int32
  let deflate: @convention(c) (Stream, Int32) -> Int32
  let deflateReset: @convention(c) (Stream) -> Int32
  let deflateEnd: @convention(c) (Stream) -> Int32

  /// Opens the library, for as long as the program runs, and finds all of them.
  ///
  /// - Throws: `DynamicLibrary.Failure` when it is not installed or too old.
  init() throws(DynamicLibrary.Failure) {
    let library = try DynamicLibrary(named: ["libz.so.1"])
    // SAFETY: the types are those that libz's header declares its functions with.
    unsafe deflateInit = try library.function("deflateInit2_")
    unsafe deflate = try library.function("deflate")
    unsafe deflateReset = try library.function("deflateReset")
    unsafe deflateEnd = try library.function("deflateEnd")
    library.keepOpen()
  }
}

/// Writes gzip's members.
@safe
final class GzipEncoder: Encoder {
  // A class because the library keeps pointers into its stream, which therefore stays where it is.
  private let functions: GzipWritingFunctions
  private let stream: UnsafeMutablePointer<z_stream>
  private var room = [UInt8](repeating: 0, count: 128 << 10)

  init(_ functions: GzipWritingFunctions, level: Int) {
    self.functions = functions
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // 15 bits of window, gzip's header, and the usual memory. Where there is none, the first step says so.
    // SAFETY: the stream is initialised, and its size is told.
    _ = unsafe functions.deflateInit(
      stream, Int32(truncatingIfNeeded: level), Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
  }

  deinit {
    _ = unsafe functions.deflateEnd(stream)
    unsafe stream.deallocate()
  }

  func compress(_ bytes: RawSpan, into output: inout [UInt8]) throws(CodecFault) {
    try run(bytes, Z_NO_FLUSH, &output)
  }

  func endFrame(into output: inout [UInt8]) throws(CodecFault) {
    let nothing: [UInt8] = []
    try run(nothing.rawSpan, Z_FINISH, &output)
    _ = unsafe functions.deflateReset(stream)
  }

  private func run(_ bytes: RawSpan, _ flush: Int32, _ output: inout [UInt8]) throws(CodecFault) {
    var hasFailed = false
    unsafe bytes.withUnsafeBytes { input in
      // SAFETY: the library reads and writes no more than the counts say, and only during the calls; it does not write
      // to what it reads.
      unsafe stream.pointee.next_in = UnsafeMutablePointer(
        mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
      unsafe stream.pointee.avail_in = UInt32(truncatingIfNeeded: input.count)
      while true {
        var result = Z_OK
        var given = 0
        unsafe room.withUnsafeMutableBytes { room in
          unsafe stream.pointee.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
          unsafe stream.pointee.avail_out = UInt32(truncatingIfNeeded: room.count)
          result = unsafe functions.deflate(stream, flush)
          given = unsafe room.count - Int(stream.pointee.avail_out)
        }
        output += room[..<given]
        hasFailed = result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR
        let isTaken = unsafe stream.pointee.avail_in == 0
        if hasFailed || result == Z_STREAM_END || flush != Z_FINISH && isTaken && given < room.count { return }
      }
    }
    if hasFailed { throw .memory }
  }
}
