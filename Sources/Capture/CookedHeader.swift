import BPF
internal import CLinux
import Packets

/// The header that stands before packets whose link-layer header the kernel took off (LINKTYPE_LINUX_SLL and
/// LINKTYPE_LINUX_SLL2): who sent it, to whom, on what, and which protocol it is.
struct CookedHeader: Equatable {
  /// Whether it is the second version, with the interface in it.
  let isSecondVersion: Bool

  /// The header of a link type; the first version for those that are not cooked by name (IrDA, LAPD, netlink).
  init(linkType: LinkType) { isSecondVersion = linkType == .linuxSLL2 }

  /// Bytes of it.
  var length: Int { isSecondVersion ? 20 : 16 }

  /// Where an 802.1Q tag is put back: before the protocol at the end of the first version, nowhere in the second.
  var tagOffset: Int? { isSecondVersion ? nil : 14 }

  /// The ancillary data with the field at an offset, for a filter in the kernel.
  func ancillary(at offset: UInt32) -> UInt32? {
    switch (isSecondVersion, offset) {
    case (true, 0), (false, 14): BPFAncillary.ethertype
    case (true, 4): BPFAncillary.interfaceIndex
    case (true, 10), (false, 0): BPFAncillary.packetType
    default: nil
    }
  }

  /// Writes the header from what the kernel says of a packet, in network byte order but for the protocol and the
  /// address, which come in it.
  ///
  /// - Parameter start: memory for `length` bytes.
  @unsafe
  func write(_ address: sockaddr_ll, to start: UnsafeMutableRawPointer) {
    let hardware = address.sll_hatype.bigEndian
    if isSecondVersion {
      unsafe start.storeBytes(of: address.sll_protocol, toByteOffset: 0, as: UInt16.self)
      unsafe start.storeBytes(of: 0, toByteOffset: 2, as: UInt16.self)
      unsafe start.storeBytes(of: address.sll_ifindex.bigEndian, toByteOffset: 4, as: Int32.self)
      unsafe start.storeBytes(of: hardware, toByteOffset: 8, as: UInt16.self)
      unsafe start.storeBytes(of: address.sll_pkttype, toByteOffset: 10, as: UInt8.self)
      unsafe start.storeBytes(of: address.sll_halen, toByteOffset: 11, as: UInt8.self)
      unsafe storeAddress(address, to: start + 12)
    } else {
      unsafe start.storeBytes(of: UInt16(address.sll_pkttype).bigEndian, toByteOffset: 0, as: UInt16.self)
      unsafe start.storeBytes(of: hardware, toByteOffset: 2, as: UInt16.self)
      unsafe start.storeBytes(of: UInt16(address.sll_halen).bigEndian, toByteOffset: 4, as: UInt16.self)
      unsafe storeAddress(address, to: start + 6)
      unsafe start.storeBytes(of: address.sll_protocol, toByteOffset: 14, as: UInt16.self)
    }
  }

  /// All eight bytes, also those behind a shorter address: they are what the kernel left there.
  @unsafe
  private func storeAddress(_ address: sockaddr_ll, to start: UnsafeMutableRawPointer) {
    let b = address.sll_addr
    let bytes = SIMD8<UInt8>(b.0, b.1, b.2, b.3, b.4, b.5, b.6, b.7)
    unsafe start.storeBytes(of: bytes, as: SIMD8<UInt8>.self)
  }
}
