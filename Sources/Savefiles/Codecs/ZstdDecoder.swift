internal import CCompression
internal import System

/// libzstd's functions by name and type (`zstd.h`), those that read.
@safe
struct ZstdFunctions {
  typealias Decompressor =
    @convention(c) (OpaquePointer, UnsafeMutablePointer<ZSTD_outBuffer>, UnsafeMutablePointer<ZSTD_inBuffer>) -> Int

  let create: @convention(c) () -> OpaquePointer?
  let free: @convention(c) (OpaquePointer) -> Int
  let decompress: Decompressor
  let isError: @convention(c) (Int) -> UInt32

  /// Opens the library, for as long as the program runs, and finds all of them.
  ///
  /// - Throws: `DynamicLibrary.Failure` when it is not installed or too old.
  init() throws(DynamicLibrary.Failure) {
    let library = try DynamicLibrary(named: ["libzstd.so.1"])
    // SAFETY: the types are those that libzstd's header declares its functions with.
    unsafe create = try library.function("ZSTD_createDStream")
    unsafe free = try library.function("ZSTD_freeDStream")
    unsafe decompress = try library.function("ZSTD_decompressStream")
    unsafe isError = try library.function("ZSTD_isError")
    library.keepOpen()
  }
}

/// Reads zstd's frames one after the other, and passes over those that are skippable.
@safe
final class ZstdDecoder: Decoder {
  // A class because it is the owner of the library's context.
  private let functions: ZstdFunctions
  private let context: OpaquePointer?

  init(_ functions: ZstdFunctions) {
    self.functions = functions
    unsafe context = functions.create()
  }

  deinit {
    if let context = unsafe context { _ = unsafe functions.free(context) }
  }

  @unsafe
  func step(
    _ input: UnsafeRawBufferPointer, isLast: Bool, into output: UnsafeMutableRawBufferPointer
  ) throws(CodecFault) -> DecoderStep {
    guard let context = unsafe context else { throw .memory }
    var source = unsafe ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
    var target = unsafe ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    // SAFETY: the library reads and writes no more than the sizes say, and only during the call.
    let result = unsafe functions.decompress(context, &target, &source)
    guard functions.isError(result) == 0 else { throw .damaged }
    return unsafe DecoderStep(taken: source.pos, given: target.pos, isFrameEnd: result == 0)
  }
}
