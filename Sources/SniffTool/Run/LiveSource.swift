internal import Capture
internal import CaptureLibpcap
internal import Packets

/// A capture on an interface, by whatever backend.
protocol LiveSource: PacketSource, ~Copyable where Failure == CaptureError {
  /// What was asked for and is not done.
  var warnings: [CaptureWarning] { get }
  /// What it has seen so far.
  mutating func statistics() throws(CaptureError) -> CaptureStatistics
  /// Lets nothing more in; what has come is still given.
  mutating func stop()
}

extension AFPacketSource: LiveSource {}
extension LibpcapSource: LiveSource {}
