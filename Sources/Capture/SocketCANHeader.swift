/// The header of CAN frames as the kernel has it, made into the one that LINKTYPE_CAN_SOCKETCAN describes.
enum SocketCANHeader {
  private static let protocolCAN: UInt16 = 0x000c
  private static let protocolCANFD: UInt16 = 0x000d
  private static let flagFD: UInt8 = 0x04

  /// Puts the identifier in network byte order and says in the flags whether the frame is CAN FD.
  ///
  /// - Parameter start: memory of `byteCount` bytes.
  @unsafe
  static func normalize(_ start: UnsafeMutableRawPointer, byteCount: Int, protocol: UInt16) {
    guard byteCount >= 8 else { return }
    let identifier = unsafe start.loadUnaligned(as: UInt32.self)
    unsafe start.storeBytes(of: identifier.bigEndian, as: UInt32.self)
    let flags = unsafe start.load(fromByteOffset: 5, as: UInt8.self)
    switch `protocol` {
    case protocolCAN: unsafe start.storeBytes(of: 0, toByteOffset: 5, as: UInt8.self)
    case protocolCANFD: unsafe start.storeBytes(of: flags & 0x07 | flagFD, toByteOffset: 5, as: UInt8.self)
    default: return
    }
    unsafe start.storeBytes(of: 0, toByteOffset: 6, as: UInt16.self)
  }
}
