internal import CCompression
public import System

/// The CRC-32 of a packet, by libz (`zlib.h`).
@safe
public struct PacketChecksum: Sendable {
  private let checksum: @convention(c) @Sendable (UInt, UnsafePointer<UInt8>?, UInt32) -> UInt

  /// Opens the library, for as long as the program runs.
  ///
  /// - Throws: `DynamicLibrary.Failure` when it is not installed.
  public init() throws(DynamicLibrary.Failure) {
    let library = try DynamicLibrary(named: ["libz.so.1"])
    // SAFETY: the type is that which libz's header declares the function with.
    unsafe checksum = try library.function("crc32")
    library.keepOpen()
  }

  /// The CRC-32 of bytes.
  func callAsFunction(_ bytes: RawSpan) -> UInt32 {
    unsafe bytes.withUnsafeBytes { bytes in
      let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
      // SAFETY: the library reads as many bytes as there are.
      return unsafe UInt32(truncatingIfNeeded: checksum(0, start, UInt32(truncatingIfNeeded: bytes.count)))
    }
  }
}
