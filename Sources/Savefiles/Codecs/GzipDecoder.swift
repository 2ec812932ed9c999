internal import CCompression
internal import System

/// libz's functions by name and type (`zlib.h`).
@safe
struct GzipFunctions {
  typealias Stream = UnsafeMutablePointer<z_stream>

  let inflateInit: @convention(c) (Stream, Int32, UnsafePointer<CChar>, Int32) -> Int32
  let inflate: @convention(c) (Stream, Int32) -> Int32
  let inflateReset: @convention(c) (Stream) -> Int32
  let inflateEnd: @convention(c) (Stream) -> Int32

  /// Opens the library, for as long as the program runs, and finds all of them.
  ///
  /// - Throws: `DynamicLibrary.Failure` when it is not installed or too old.
  init() throws(DynamicLibrary.Failure) {
    let library = try DynamicLibrary(named: ["libz.so.1"])
    // SAFETY: the types are those that libz's header declares its functions with.
    unsafe inflateInit = try library.function("inflateInit2_")
    unsafe inflate = try library.function("inflate")
    unsafe inflateReset = try library.function("inflateReset")
    unsafe inflateEnd = try library.function("inflateEnd")
    library.keepOpen()
  }
}

/// Reads gzip's members one after the other.
@safe
final class GzipDecoder: Decoder {
  // A class because the library keeps pointers into its stream, which therefore stays where it is.
  private let functions: GzipFunctions
  private let stream: UnsafeMutablePointer<z_stream>
  private var isBetween = false

  init(_ functions: GzipFunctions) {
    self.functions = functions
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // 15 bits of window and gzip's header. Where there is no memory for it, the first step says so.
    // SAFETY: the stream is initialised, and its size is told.
    _ = unsafe functions.inflateInit(stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  }

  deinit {
    _ = unsafe functions.inflateEnd(stream)
    unsafe stream.deallocate()
  }

  @unsafe
  func step(
    _ input: UnsafeRawBufferPointer, isLast: Bool, into output: UnsafeMutableRawBufferPointer
  ) throws(CodecFault) -> DecoderStep {
    if isBetween {
      guard unsafe !input.isEmpty else { return DecoderStep(taken: 0, given: 0, isFrameEnd: true) }
      _ = unsafe functions.inflateReset(stream)
      isBetween = false
    }
    // SAFETY: the library reads and writes no more than the counts say, and only during the call; it does not write to
    // what it reads.
    unsafe stream.pointee.next_in = UnsafeMutablePointer(
      mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
    unsafe stream.pointee.avail_in = UInt32(input.count)
    unsafe stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_out = UInt32(output.count)
    let result = unsafe functions.inflate(stream, Z_NO_FLUSH)
    switch result {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: isBetween = true
    case Z_MEM_ERROR: throw .memory
    default: throw .damaged
    }
    return unsafe DecoderStep(
      taken: input.count - Int(stream.pointee.avail_in), given: output.count - Int(stream.pointee.avail_out),
      isFrameEnd: isBetween)
  }
}
