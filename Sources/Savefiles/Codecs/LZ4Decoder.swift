internal import CCompression
internal import System

/// liblz4's functions by name and type (`lz4frame.h`), those that read.
@safe
struct LZ4Functions {
  typealias Decompressor =
    @convention(c) (
      OpaquePointer, UnsafeMutableRawPointer?, UnsafeMutablePointer<Int>, UnsafeRawPointer?, UnsafeMutablePointer<Int>,
      UnsafeRawPointer?
    ) -> Int

  let create: @convention(c) (UnsafeMutablePointer<OpaquePointer?>, UInt32) -> Int
  let free: @convention(c) (OpaquePointer) -> Int
  let decompress: Decompressor
  let isError: @convention(c) (Int) -> UInt32

  /// Opens the library, for as long as the program runs, and finds all of them.
  ///
  /// - Throws: `DynamicLibrary.Failure` when it is not installed or too old.
  init() throws(DynamicLibrary.Failure) {
    let library = try DynamicLibrary(named: ["liblz4.so.1"])
    // SAFETY: the types are those that liblz4's header declares its functions with.
    unsafe create = try library.function("LZ4F_createDecompressionContext")
    unsafe free = try library.function("LZ4F_freeDecompressionContext")
    unsafe decompress = try library.function("LZ4F_decompress")
    unsafe isError = try library.function("LZ4F_isError")
    library.keepOpen()
  }
}

/// Reads LZ4's frames one after the other, and passes over those that are skippable.
@safe
final class LZ4Decoder: Decoder {
  // A class because it is the owner of the library's context.
  private let functions: LZ4Functions
  private let context: OpaquePointer?

  init(_ functions: LZ4Functions) {
    self.functions = functions
    var context: OpaquePointer?
    let result = unsafe functions.create(&context, UInt32(LZ4F_VERSION))
    unsafe self.context = functions.isError(result) == 0 ? context : nil
  }

  deinit {
    if let context = unsafe context { _ = unsafe functions.free(context) }
  }

  @unsafe
  func step(
    _ input: UnsafeRawBufferPointer, isLast: Bool, into output: UnsafeMutableRawBufferPointer
  ) throws(CodecFault) -> DecoderStep {
    guard let context = unsafe context else { throw .memory }
    var (taken, given) = (input.count, output.count)
    // SAFETY: the library reads and writes no more than the sizes say, which it then sets to what it has done.
    let result = unsafe functions.decompress(context, output.baseAddress, &given, input.baseAddress, &taken, nil)
    guard functions.isError(result) == 0 else { throw .damaged }
    return DecoderStep(taken: taken, given: given, isFrameEnd: result == 0)
  }
}
