internal import System

/// Something that makes compressed bytes of plain ones, in frames that are read each by itself.
protocol Encoder: AnyObject {
  /// Takes bytes into the frame; a new one begins where there is none.
  ///
  /// - Parameter output: gets what is compressed so far, appended.
  /// - Throws: `CodecFault` when the library has no memory.
  func compress(_ bytes: RawSpan, into output: inout [UInt8]) throws(CodecFault)

  /// Ends the frame.
  func endFrame(into output: inout [UInt8]) throws(CodecFault)

  /// What stands behind the last frame.
  ///
  /// - Parameter frames: the bytes of each frame, compressed and plain.
  func trailer(_ frames: [(compressed: Int, plain: Int)]) -> [UInt8]
}

extension Encoder {
  func trailer(_ frames: [(compressed: Int, plain: Int)]) -> [UInt8] { [] }
}
