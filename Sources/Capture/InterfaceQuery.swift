internal import CLinux
internal import Glibc

/// Asks the kernel about network devices; needs no privilege.
struct InterfaceQuery: ~Copyable {
  private let descriptor: Int32

  /// Opens a socket of the current network namespace, which any request can go through.
  init(interface: String) throws(CaptureError) {
    self.init(descriptor: try Self.open(interface: interface))
  }

  private init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  private static func open(interface: String) throws(CaptureError) -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw CaptureError(.failed, .queryInterface, code: errno, interface: interface) }
    return descriptor
  }

  /// The index of a device.
  ///
  /// - Throws: `CaptureError` with `noSuchInterface` when there is none.
  func index(of name: String) throws(CaptureError) -> Int32 {
    // SAFETY: the name lives during the call, and the shim checks its length.
    let index = unsafe clinux_interface_index(descriptor, name)
    guard index > 0 else { throw failure(name) }
    return index
  }

  /// The kind of a device, an ARPHRD number.
  ///
  /// - Throws: `CaptureError` with `noSuchInterface` when there is none.
  func hardware(of name: String) throws(CaptureError) -> Int {
    let hardware = unsafe clinux_interface_hardware(descriptor, name)
    guard hardware >= 0 else { throw failure(name) }
    return Int(hardware)
  }

  /// The flags of a device (`IFF_UP`, ...), `nil` when there is none.
  func flags(of name: String) -> Int32? {
    let flags = unsafe clinux_interface_flags(descriptor, name)
    return flags < 0 ? nil : flags
  }

  /// Whether a device has a link, `nil` when the question means nothing to it.
  func hasLink(_ name: String) -> Bool? {
    let link = unsafe clinux_interface_link(descriptor, name)
    return link < 0 ? nil : link == 1
  }

  /// The timestamp types that a device offers besides the host's, `nil` when it cannot be asked.
  func timestamping(of name: String) -> ethtool_ts_info? {
    var info = ethtool_ts_info()
    // SAFETY: the kernel fills the structure that the request declares, during the call.
    return unsafe clinux_interface_timestamping(descriptor, name, &info) == 0 ? info : nil
  }

  /// Asks a device to stamp every packet; 0, or the error number. Needs CAP_NET_ADMIN.
  func stampAllPackets(_ name: String) -> Int32 {
    // SAFETY: here as above, the name lives during the call, and the shim checks its length.
    unsafe clinux_interface_stamp_all(descriptor, name) == 0 ? 0 : errno
  }

  private func failure(_ name: String) -> CaptureError {
    let code = errno
    let isMissing = code == ENODEV || code == ENXIO
    return CaptureError(isMissing ? .noSuchInterface : .failed, .queryInterface, code: code, interface: name)
  }
}
