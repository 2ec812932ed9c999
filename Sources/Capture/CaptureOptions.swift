public import Packets

/// What to capture and how. The defaults are those of a plain capture on an interface.
public struct CaptureOptions: Sendable {
  /// The name of the network device; `any` is all of them.
  public var interface: String
  /// Bytes of a packet that are kept at most; at least 1 (`-s`).
  public var snapshotLength = 262_144
  /// KiB of kernel memory for packets that are not read yet; `nil` is 8 MiB (`-B`).
  public var bufferSizeInKiB: Int?
  /// Whether the device shall take frames that are meant for others (not `-p`).
  public var isPromiscuous = true
  /// Whether packets are handed over as they come, and not in batches (`--immediate-mode`).
  public var isImmediate = false
  /// Which way packets may go (`-Q`).
  public var direction = CaptureDirection.both
  /// Who stamps packets (`-j`); `nil` is the host.
  public var timestampType: TimestampType?
  /// How fine timestamps are.
  public var precision = TimestampPrecision.microseconds
  /// Whether a Wi-Fi device is to show all it hears (`-I`).
  public var isMonitor = false
  /// The link type wanted of those that the device offers (`-y`); `nil` is its usual one.
  public var linkType: LinkType?

  /// The usual options for a device.
  public init(interface: String) { self.interface = interface }
}
