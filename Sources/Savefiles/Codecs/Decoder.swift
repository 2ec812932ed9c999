internal import System

/// Something that makes plain bytes of compressed ones, piece by piece.
protocol Decoder: AnyObject {
  /// Takes compressed bytes and gives plain ones, as many as there are and as there is room for.
  ///
  /// - Parameter isLast: whether no more bytes follow these.
  /// - Returns: the bytes taken and given, and whether what was taken ends with the end of a frame.
  /// - Throws: `CodecFault` when the bytes are none of the format's.
  @unsafe
  func step(
    _ input: UnsafeRawBufferPointer, isLast: Bool, into output: UnsafeMutableRawBufferPointer
  ) throws(CodecFault) -> DecoderStep
}

/// What a decoder did.
struct DecoderStep {
  var taken: Int
  var given: Int
  var isFrameEnd: Bool
}

extension Decoder {
  /// Takes compressed bytes and puts plain ones into a buffer, as many as have room there.
  ///
  /// - Returns: as the other.
  /// - Throws: `CodecFault` as the other.
  func step(
    _ input: RawSpan, isLast: Bool, into output: inout WriteBuffer
  ) throws(CodecFault) -> DecoderStep {
    var result = DecoderStep(taken: 0, given: 0, isFrameEnd: false)
    var fault: CodecFault?
    unsafe input.withUnsafeBytes { bytes in
      unsafe output.append { room in
        do throws(CodecFault) {
          // SAFETY: the decoder reads from the one and writes to the other within their counts, during the call only.
          result = unsafe try step(bytes, isLast: isLast, into: room)
        } catch {
          fault = error
        }
        return result.given
      }
    }
    if let fault { throw fault }
    return result
  }
}

extension Compression {
  /// A decoder, whose library is opened now.
  ///
  /// - Throws: `CodecFault` when there is no such library.
  func decoder() throws(CodecFault) -> any Decoder {
    do throws(DynamicLibrary.Failure) {
      switch self {
      case .gzip: return try GzipDecoder(GzipFunctions())
      case .zstd: return try ZstdDecoder(ZstdFunctions())
      case .lz4: return try LZ4Decoder(LZ4Functions())
      case .xz: return try XZDecoder(XZFunctions())
      }
    } catch {
      throw .library(error)
    }
  }

  /// Opens the library that its decoder needs, which then stays open.
  ///
  /// - Throws: `CodecFault` when there is no such library.
  func openLibrary() throws(CodecFault) {
    do throws(DynamicLibrary.Failure) {
      switch self {
      case .gzip: _ = try GzipFunctions()
      case .zstd: _ = try ZstdFunctions()
      case .lz4: _ = try LZ4Functions()
      case .xz: _ = try XZFunctions()
      }
    } catch {
      throw .library(error)
    }
  }
}
