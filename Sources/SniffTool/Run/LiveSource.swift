internal import Capture
internal import CaptureLibpcap
internal import Packets
internal import System

/// A capture on an interface, by whatever backend.
protocol LiveSource: RecordSource, ~Copyable where Failure == CaptureError {
  /// Whether it opens files of the system while packets come.
  static var opensFiles: Bool { get }
  /// What was asked for and is not done.
  var warnings: [CaptureWarning] { get }
  /// Milliseconds that `wait()` takes at most; -1 for no limit.
  var longestWait: Int32 { get set }
  /// What it has seen so far.
  mutating func statistics() throws(CaptureError) -> CaptureStatistics
  /// The same without what is dear to ask, which is as it was told last.
  mutating func countersOfSocket() throws(CaptureError) -> CaptureStatistics
  /// What was seen of each of several interfaces, by their numbers; none when there is but one that is there all the time.
  mutating func counts(asksAll: Bool) throws(CaptureError) -> [InterfaceCounts]
  /// What has happened to interfaces since this was last called.
  mutating func takeEvents() -> [InterfaceEvent]
  /// Lets nothing more in; what has come is still given.
  mutating func stop()
  /// Packets lost behind the last one that was given; known at the end.
  var lostAtEnd: Int { get }
}

extension LiveSource where Self: ~Copyable {
  mutating func counts(asksAll: Bool) throws(CaptureError) -> [InterfaceCounts] { [] }
  mutating func takeEvents() -> [InterfaceEvent] { [] }
  var givesRecords: Bool { false }
  mutating func giveRecords(
    to records: inout GatherBuffer, _ room: RecordRoom
  ) throws(CaptureError) -> RecordRun { RecordRun() }
}

extension AFPacketSource: LiveSource {
  static var opensFiles: Bool { false }
}
extension LibpcapSource: LiveSource {
  // The counters of an interface.
  static var opensFiles: Bool { true }
}
extension MergedSource: LiveSource {
  static var opensFiles: Bool { false }
}
