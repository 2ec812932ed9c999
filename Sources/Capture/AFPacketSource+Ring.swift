internal import CLinux
internal import Glibc
import System

extension AFPacketSource {
  /// Room before a packet for the tag and the cooked header that are put back: what the kernel leaves by itself (28 bytes
  /// on a cooked socket, 14 before an Ethernet header) and this, which keeps headers behind that of Ethernet aligned.
  private static let headroom: UInt32 = 4

  static func makeRing(
    _ options: CaptureOptions, snapshotLength: Int, isMerged: Bool = false, on socket: borrowing PacketSocket,
    _ warnings: inout [CaptureWarning]
  ) throws(CaptureError) -> PacketRing {
    try require(socket.set(PACKET_VERSION, to: Int32(TPACKET_V3.rawValue)), .setVersion, on: socket)
    try require(socket.set(PACKET_RESERVE, to: headroom), .reserveHeadroom, on: socket)
    let (wanted, overflows) = (options.bufferSizeInKiB ?? 0).multipliedReportingOverflow(by: 1024)
    let byteCount = options.bufferSizeInKiB == nil ? nil : (overflows ? Int.max / 2 : wanted)
    var geometry = RingGeometry(
      byteCount: byteCount, snapshotLength: snapshotLength, isImmediate: options.isImmediate,
      isMerged: isMerged)
    try allocate(&geometry, on: socket, &warnings)
    do {
      return PacketRing(
        mapping: try MappedMemory(of: socket.descriptor, byteCount: geometry.byteCount), geometry: geometry,
        descriptor: socket.descriptor)
    } catch {
      throw CaptureError(.failed, .mapRing, code: error.code, interface: socket.interface)
    }
  }

  /// Asks for a ring; for a smaller one, down to two blocks, while the kernel has not so much memory.
  private static func allocate(
    _ geometry: inout RingGeometry, on socket: borrowing PacketSocket, _ warnings: inout [CaptureWarning]
  ) throws(CaptureError) {
    let wanted = geometry.byteCount
    // The kernel counts a ring's bytes in 32 bits.
    guard wanted <= Int(UInt32.max) else {
      throw CaptureError(.bufferTooLarge(bytes: wanted), .setRing, code: EINVAL, interface: socket.interface)
    }
    while true {
      let code = socket.set(PACKET_RX_RING, to: request(geometry))
      if code == 0 { break }
      guard code == ENOMEM, geometry.blockCount > 2 else {
        let reason = code == ENOMEM ? CaptureError.Reason.bufferTooLarge(bytes: wanted) : .failed
        throw CaptureError(reason, .setRing, code: code, interface: socket.interface)
      }
      geometry.blockCount -= max(geometry.blockCount / 20, 1)
    }
    if geometry.byteCount < wanted { warnings.append(.bufferReduced(bytes: geometry.byteCount)) }
  }

  private static func request(_ geometry: RingGeometry) -> tpacket_req3 {
    // Frames of a fixed size mean nothing in this version, but the kernel wants the sums to be right.
    let frameSize = 4096
    return tpacket_req3(
      tp_block_size: UInt32(geometry.blockSize), tp_block_nr: UInt32(geometry.blockCount),
      tp_frame_size: UInt32(frameSize), tp_frame_nr: UInt32(geometry.byteCount / frameSize),
      tp_retire_blk_tov: geometry.retireMilliseconds, tp_sizeof_priv: 0, tp_feature_req_word: 0)
  }

  static func require(
    _ code: Int32, _ operation: CaptureError.Operation, on socket: borrowing PacketSocket
  ) throws(CaptureError) {
    guard code != 0 else { return }
    let isMissing = code == ENOPROTOOPT || code == EINVAL
    throw CaptureError(isMissing ? .notSupported : .failed, operation, code: code, interface: socket.interface)
  }
}
