internal import CLinux

/// An 802.1Q or 802.1ad tag that the kernel took out of a packet and tells of beside it.
struct VLANTag: Equatable {
  /// Bytes of it in a frame.
  static let length = 4

  let etherType: UInt16
  let control: UInt16

  /// The tag of a frame, `nil` when it had none. Kernels before 3.14 do not say which kind; then it is 802.1Q.
  init?(_ frame: tpacket3_hdr) {
    let isValid = frame.tp_status & UInt32(TP_STATUS_VLAN_VALID) != 0
    control = UInt16(truncatingIfNeeded: frame.hv1.tp_vlan_tci)
    guard isValid || control != 0 else { return nil }
    let hasType = frame.hv1.tp_vlan_tpid != 0 || frame.tp_status & UInt32(TP_STATUS_VLAN_TPID_VALID) != 0
    etherType = hasType ? frame.hv1.tp_vlan_tpid : UInt16(ETH_P_8021Q)
  }

  /// Moves the `offset` bytes behind four free ones at `start` down to it, and puts the tag between them and the rest.
  @unsafe
  func insert(at offset: Int, into start: UnsafeMutableRawPointer) {
    unsafe start.copyMemory(from: start + Self.length, byteCount: offset)
    unsafe start.storeBytes(of: etherType.bigEndian, toByteOffset: offset, as: UInt16.self)
    unsafe start.storeBytes(of: control.bigEndian, toByteOffset: offset + 2, as: UInt16.self)
  }
}
