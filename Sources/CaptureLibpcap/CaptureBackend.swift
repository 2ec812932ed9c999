public import Capture

/// What packets are captured with.
public enum CaptureBackend: Sendable, Equatable {
  /// A packet socket of the kernel.
  case packetSocket
  /// libpcap.
  case libpcap

  /// Names that libpcap gives to what is no network device; most are followed by a number or an address.
  private static let otherDevices = ["nflog", "nfqueue", "bluetooth", "usbmon", "dbus-", "dbus:", "netmap:", "vale"]

  /// The backend for a capture when none is asked for: packet sockets, but for devices and modes that they do not have.
  public static func usual(for options: CaptureOptions) -> CaptureBackend {
    let name = options.interface
    if CaptureDevice.isNetworkDevice(name) {
      return options.isMonitor && InterfaceList.isWireless(name) ? .libpcap : .packetSocket
    }
    return otherDevices.contains(where: name.hasPrefix) ? .libpcap : .packetSocket
  }
}
