internal import CCompression
internal import System

/// liblzma's functions by name and type (`lzma/base.h`, `lzma/container.h`).
@safe
struct XZFunctions {
  typealias Stream = UnsafeMutablePointer<lzma_stream>

  let create: @convention(c) (Stream, UInt64, UInt32) -> UInt32
  let code: @convention(c) (Stream, UInt32) -> UInt32
  let end: @convention(c) (Stream) -> Void

  /// Opens the library, for as long as the program runs, and finds all of them.
  ///
  /// - Throws: `DynamicLibrary.Failure` when it is not installed or too old.
  init() throws(DynamicLibrary.Failure) {
    let library = try DynamicLibrary(named: ["liblzma.so.5"])
    // SAFETY: the types are those that liblzma's header declares its functions with; enumerations are of 32 bits.
    unsafe create = try library.function("lzma_stream_decoder")
    unsafe code = try library.function("lzma_code")
    unsafe end = try library.function("lzma_end")
    library.keepOpen()
  }
}

/// Reads xz' streams one after the other.
@safe
final class XZDecoder: Decoder {
  // A class because the library keeps pointers into its stream, which therefore stays where it is.
  private let functions: XZFunctions
  private let stream: UnsafeMutablePointer<lzma_stream>
  private let isReady: Bool

  /// Memory that a file may want at most: four times what the highest level of xz(1) does.
  private static let memoryLimit: UInt64 = 256 << 20

  /// Streams may follow each other: LZMA_CONCATENATED (`lzma/container.h`), whose definition Swift cannot import.
  private static let concatenated: UInt32 = 8

  init(_ functions: XZFunctions) {
    self.functions = functions
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: lzma_stream())
    // SAFETY: an initialised stream is all zeros, as the library wants it.
    isReady =
      unsafe functions.create(stream, Self.memoryLimit, Self.concatenated) == LZMA_OK.rawValue
  }

  deinit {
    unsafe functions.end(stream)
    unsafe stream.deallocate()
  }

  @unsafe
  func step(
    _ input: UnsafeRawBufferPointer, isLast: Bool, into output: UnsafeMutableRawBufferPointer
  ) throws(CodecFault) -> DecoderStep {
    guard isReady else { throw .memory }
    // SAFETY: the library reads and writes no more than the counts say, and only during the call.
    unsafe stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_in = input.count
    unsafe stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_out = output.count
    let action = isLast ? LZMA_FINISH : LZMA_RUN
    let result = unsafe functions.code(stream, action.rawValue)
    switch result {
    case LZMA_OK.rawValue, LZMA_STREAM_END.rawValue, LZMA_BUF_ERROR.rawValue: break
    case LZMA_MEM_ERROR.rawValue, LZMA_MEMLIMIT_ERROR.rawValue: throw .memory
    default: throw .damaged
    }
    return unsafe DecoderStep(
      taken: input.count - stream.pointee.avail_in, given: output.count - stream.pointee.avail_out,
      isFrameEnd: result == LZMA_STREAM_END.rawValue)
  }
}
