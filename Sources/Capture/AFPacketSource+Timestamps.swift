internal import CLinux
internal import Glibc

extension AFPacketSource {
  /// Has the device stamp packets when that is wanted; where it cannot, the host does and a warning says so.
  static func stamp(
    _ options: CaptureOptions, on socket: borrowing PacketSocket, _ warnings: inout [CaptureWarning]
  ) throws(CaptureError) {
    guard let type = options.timestampType, type != .host else { return }
    guard type == .adapter || type == .adapterUnsynced,
      TimestampType.offered(by: options.interface).contains(type)
    else {
      warnings.append(.timestampTypeUnsupported(type))
      return
    }
    let code = try InterfaceQuery(interface: options.interface).stampAllPackets(options.interface)
    switch code {
    case 0: break
    case EPERM: throw CaptureError(.notPermitted, .setTimestamps, code: code, interface: options.interface)
    case EOPNOTSUPP, ERANGE:
      warnings.append(.timestampTypeUnsupported(type))
      return
    default: throw CaptureError(.failed, .setTimestamps, code: code, interface: options.interface)
    }
    let source = type == .adapter ? SOF_TIMESTAMPING_SYS_HARDWARE : SOF_TIMESTAMPING_RAW_HARDWARE
    try require(socket.set(PACKET_TIMESTAMP, to: Int32(source)), .setTimestamps, on: socket)
  }
}

extension TimestampType {
  /// The types that a device offers, in libpcap's order; the host's alone when the device does not stamp every packet.
  public static func offered(by interface: String) -> [TimestampType] {
    guard interface != CaptureDevice.any, let query = try? InterfaceQuery(interface: interface) else { return [.host] }
    guard let information = query.timestamping(of: interface) else {
      // A device that cannot be asked may give any.
      return errno == EOPNOTSUPP || errno == EINVAL ? [.host, .adapter, .adapterUnsynced] : [.host]
    }
    guard information.rx_filters & (1 << HWTSTAMP_FILTER_ALL.rawValue) != 0 else { return [.host] }
    let kinds: [(UInt32, TimestampType)] = [
      (UInt32(SOF_TIMESTAMPING_SOFTWARE), .host), (UInt32(SOF_TIMESTAMPING_SYS_HARDWARE), .adapter),
      (UInt32(SOF_TIMESTAMPING_RAW_HARDWARE), .adapterUnsynced),
    ]
    let offered = kinds.filter { information.so_timestamping & $0.0 != 0 }.map(\.1)
    return offered.isEmpty ? [.host] : offered
  }
}
