public import Capture
public import Packets

extension LibpcapSource {
  /// The link types that a device offers. The device is opened for it, which may need privileges.
  ///
  /// - Throws: `CaptureError` when it cannot be opened.
  public static func offeredLinkTypes(_ options: CaptureOptions) throws(CaptureError) -> [LinkType] {
    let handle = try LibpcapHandle(interface: options.interface)
    handle.configure(options, readTimeoutMilliseconds: 1)
    _ = try handle.activate(options)
    return handle.offeredLinkTypes
  }

  /// The timestamp types that a device offers.
  ///
  /// - Throws: `CaptureError` when libpcap is missing or knows no such device.
  public static func offeredTimestampTypes(_ interface: String) throws(CaptureError) -> [TimestampType] {
    try LibpcapHandle(interface: interface).offeredTimestampTypes
  }
}
