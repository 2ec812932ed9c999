internal import Bytes
internal import CCompression
internal import System

/// libzstd's functions by name and type (`zstd.h`), those that write.
@safe
struct ZstdWritingFunctions {
  typealias Compressor =
    @convention(c) (
      OpaquePointer, UnsafeMutablePointer<ZSTD_outBuffer>, UnsafeMutablePointer<ZSTD_inBuffer>, UInt32
    ) -> Int

  let create: @convention(c) () -> OpaquePointer?
  let free: @convention(c) (OpaquePointer) -> Int
  let set: @convention(c) (OpaquePointer, UInt32, Int32) -> Int
  let compress: Compressor
  let isError: @convention(c) (Int) -> UInt32

  /// Opens the library, for as long as the program runs, and finds all of them.
  ///
  /// - Throws: `DynamicLibrary.Failure` when it is not installed or too old.
  init() throws(DynamicLibrary.Failure) {
    let library = try DynamicLibrary(named: ["libzstd.so.1"])
    // SAFETY: the types are those that libzstd's header declares its functions with; enumerations are of 32 bits.
    unsafe create = try library.function("ZSTD_createCCtx")
    unsafe free = try library.function("ZSTD_freeCCtx")
    unsafe set = try library.function("ZSTD_CCtx_setParameter")
    unsafe compress = try library.function("ZSTD_compressStream2")
    unsafe isError = try library.function("ZSTD_isError")
    library.keepOpen()
  }
}

/// Writes zstd's frames, each with its check sum, and a table of them at the end (the "seekable format" of zstd's
/// contributions), which other programs pass over.
@safe
final class ZstdEncoder: Encoder {
  // A class because it is the owner of the library's context.
  private let functions: ZstdWritingFunctions
  private let context: OpaquePointer?
  private var room = [UInt8](repeating: 0, count: 128 << 10)

  /// Threads of the library at most: more are of no use, as packets do not come faster than these work.
  private static let mostThreads = 4
  /// Bytes that each of them takes at once, at any level: with more of them memory would grow with the level.
  private static let threadLength: Int32 = 8 << 20

  /// - Parameter cores: those there are: with more than one the library has threads of its own.
  init(_ functions: ZstdWritingFunctions, level: Int, cores: Int) {
    self.functions = functions
    unsafe context = functions.create()
    guard let context = unsafe context else { return }
    _ = unsafe functions.set(context, ZSTD_c_compressionLevel.rawValue, Int32(truncatingIfNeeded: level))
    _ = unsafe functions.set(context, ZSTD_c_checksumFlag.rawValue, 1)
    guard cores > 1 else { return }
    // A library that was built without threads refuses, and does without.
    _ = unsafe functions.set(context, ZSTD_c_nbWorkers.rawValue, Int32(min(cores, Self.mostThreads)))
    _ = unsafe functions.set(context, ZSTD_c_jobSize.rawValue, Self.threadLength)
  }

  deinit {
    if let context = unsafe context { _ = unsafe functions.free(context) }
  }

  func compress(_ bytes: RawSpan, into output: inout [UInt8]) throws(CodecFault) {
    try run(bytes, ZSTD_e_continue.rawValue, &output)
  }

  func endFrame(into output: inout [UInt8]) throws(CodecFault) {
    let nothing: [UInt8] = []
    try run(nothing.rawSpan, ZSTD_e_end.rawValue, &output)
  }

  private func run(_ bytes: RawSpan, _ directive: UInt32, _ output: inout [UInt8]) throws(CodecFault) {
    guard let context = unsafe context else { throw .memory }
    var hasFailed = false
    unsafe bytes.withUnsafeBytes { input in
      var source = unsafe ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
      while true {
        var result = 0
        var given = 0
        unsafe room.withUnsafeMutableBytes { room in
          var target = unsafe ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
          // SAFETY: the library reads and writes no more than the sizes say, and only during the call.
          result = unsafe functions.compress(context, &target, &source, directive)
          given = unsafe target.pos
        }
        hasFailed = functions.isError(result) != 0
        output += room[..<given]
        let isTaken = unsafe source.pos == source.size
        if hasFailed || isTaken && (directive != ZSTD_e_end.rawValue || result == 0) { return }
      }
    }
    if hasFailed { throw .memory }
  }

  func trailer(_ frames: [(compressed: Int, plain: Int)]) -> [UInt8] {
    var table: [UInt8] = []
    for frame in frames {
      table.append(UInt32(truncatingIfNeeded: frame.compressed).littleEndianBytes)
      table.append(UInt32(truncatingIfNeeded: frame.plain).littleEndianBytes)
    }
    table.append(UInt32(truncatingIfNeeded: frames.count).littleEndianBytes)
    table.append(0)
    table.append(UInt32(0x8f92_eab1).littleEndianBytes)
    var block: [UInt8] = []
    block.append(UInt32(0x184d_2a5e).littleEndianBytes)
    block.append(UInt32(truncatingIfNeeded: table.count).littleEndianBytes)
    return block + table
  }
}

extension UInt32 {
  fileprivate var littleEndianBytes: [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: self >> ($0 * 8)) } }
}

extension [UInt8] {
  fileprivate mutating func append(_ bytes: [UInt8]) { self += bytes }
}
