internal import Capture
internal import CaptureLibpcap
internal import Packets

/// A capture on an interface, by whatever backend.
protocol LiveSource: PacketSource, ~Copyable where Failure == CaptureError {
  /// What was asked for and is not done.
  var warnings: [CaptureWarning] { get }
  /// Milliseconds that `wait()` takes at most; -1 for no limit.
  var longestWait: Int32 { get set }
  /// What it has seen so far.
  mutating func statistics() throws(CaptureError) -> CaptureStatistics
  /// The same without what is dear to ask, which is as it was told last.
  mutating func countersOfSocket() throws(CaptureError) -> CaptureStatistics
  /// Lets nothing more in; what has come is still given.
  mutating func stop()
  /// Packets lost behind the last one that was given; known at the end.
  var lostAtEnd: Int { get }
}

extension AFPacketSource: LiveSource {}
extension LibpcapSource: LiveSource {}
