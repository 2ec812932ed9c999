internal import CCompression
internal import System

/// liblz4's functions by name and type (`lz4frame.h`), those that write.
@safe
struct LZ4WritingFunctions {
  typealias Preferences = UnsafePointer<LZ4F_preferences_t>

  let create: @convention(c) (UnsafeMutablePointer<OpaquePointer?>, UInt32) -> Int
  let free: @convention(c) (OpaquePointer) -> Int
  let bound: @convention(c) (Int, Preferences?) -> Int
  let begin: @convention(c) (OpaquePointer, UnsafeMutableRawPointer?, Int, Preferences?) -> Int
  let update:
    @convention(c) (
      OpaquePointer, UnsafeMutableRawPointer?, Int, UnsafeRawPointer?, Int, UnsafeRawPointer?
    ) -> Int
  let end: @convention(c) (OpaquePointer, UnsafeMutableRawPointer?, Int, UnsafeRawPointer?) -> Int
  let isError: @convention(c) (Int) -> UInt32

  /// Opens the library, for as long as the program runs, and finds all of them.
  ///
  /// - Throws: `DynamicLibrary.Failure` when it is not installed or too old.
  init() throws(DynamicLibrary.Failure) {
    let library = try DynamicLibrary(named: ["liblz4.so.1"])
    // SAFETY: the types are those that liblz4's header declares its functions with.
    unsafe create = try library.function("LZ4F_createCompressionContext")
    unsafe free = try library.function("LZ4F_freeCompressionContext")
    unsafe bound = try library.function("LZ4F_compressBound")
    unsafe begin = try library.function("LZ4F_compressBegin")
    unsafe update = try library.function("LZ4F_compressUpdate")
    unsafe end = try library.function("LZ4F_compressEnd")
    unsafe isError = try library.function("LZ4F_isError")
    library.keepOpen()
  }
}

/// Writes LZ4's frames, each with its check sum.
@safe
final class LZ4Encoder: Encoder {
  // A class because it is the owner of the library's context.
  private let functions: LZ4WritingFunctions
  private let context: OpaquePointer?
  private var preferences = LZ4F_preferences_t()
  private var isInFrame = false
  private var target: [UInt8] = []

  init(_ functions: LZ4WritingFunctions, level: Int) {
    self.functions = functions
    var context: OpaquePointer?
    let result = unsafe functions.create(&context, UInt32(LZ4F_VERSION))
    unsafe self.context = functions.isError(result) == 0 ? context : nil
    preferences.compressionLevel = Int32(truncatingIfNeeded: level)
    preferences.frameInfo.contentChecksumFlag = LZ4F_contentChecksumEnabled
  }

  deinit {
    if let context = unsafe context { _ = unsafe functions.free(context) }
  }

  func compress(_ bytes: RawSpan, into output: inout [UInt8]) throws(CodecFault) {
    guard let context = unsafe context else { throw .memory }
    if !isInFrame {
      var wanted = preferences
      // SAFETY: a frame's header has 19 bytes at most, and the room is told.
      try unsafe run(64, &output) { unsafe functions.begin(context, $0.baseAddress, $0.count, &wanted) }
      isInFrame = true
    }
    let room = unsafe withUnsafePointer(to: preferences) { unsafe functions.bound(bytes.byteCount, $0) }
    try unsafe run(room, &output) { target in
      // SAFETY: the room is what the library asks for, and both counts are told.
      unsafe bytes.withUnsafeBytes {
        unsafe functions.update(context, target.baseAddress, target.count, $0.baseAddress, $0.count, nil)
      }
    }
  }

  func endFrame(into output: inout [UInt8]) throws(CodecFault) {
    guard let context = unsafe context, isInFrame else { return }
    let room = unsafe withUnsafePointer(to: preferences) { unsafe functions.bound(0, $0) }
    // SAFETY: the room is what the library asks for.
    try unsafe run(room, &output) { unsafe functions.end(context, $0.baseAddress, $0.count, nil) }
    isInFrame = false
  }

  @unsafe
  private func run(
    _ room: Int, _ output: inout [UInt8], _ body: (UnsafeMutableRawBufferPointer) -> Int
  ) throws(CodecFault) {
    if target.count < room { target = [UInt8](repeating: 0, count: room) }
    let result = unsafe target.withUnsafeMutableBytes { unsafe body($0) }
    guard functions.isError(result) == 0 else { throw .memory }
    output += target[..<result]
  }
}
