public import Packets

extension AFPacketSource {
  /// The link types that a device offers to a capture, the usual one first as `-L` lists them. Needs no privilege.
  ///
  /// - Throws: `CaptureError` when there is no such device.
  public static func offeredLinkTypes(_ options: CaptureOptions) throws(CaptureError) -> [LinkType] {
    var options = options
    options.linkType = nil
    return try CaptureDevice(options).layer.offered
  }
}
