internal import Packets

/// What the options say of a live capture, for any interface.
struct CaptureSettings: Equatable {
  var snapshotLength = Plan.maximumSnapshotLength
  /// KiB of kernel memory; `nil` for as much as the backend thinks right.
  var bufferSizeInKiB: Int?
  /// The way packets may go, `unknown` for both.
  var direction = PacketDirection.unknown
  var isPromiscuous = true
  var isMonitor = false
  var isImmediate = false
  var linkType: LinkType?
  /// The name of the clock.
  var timestampType: String?
  /// The backend asked for; `nil` leaves it to the interface.
  var backend: Plan.Backend?
}
