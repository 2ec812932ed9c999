/// What ends a run before its packets do (`--stop`, `--stop-when`); `nil` where nothing does.
struct StopConditions: Equatable {
  /// Milliseconds from the beginning of the capture.
  var milliseconds: Int?
  /// Bytes of packets, each counted with the 16 of its header in a pcap file.
  var byteCount: Int?
  /// Packets, of all files together.
  var packetCount: Int?
  /// Savefiles that are complete.
  var fileCount: Int?
  /// The expression that holds for the last packet.
  var expression: String?

  /// Whether packets must be looked at one after the other for it.
  var asksPackets: Bool { byteCount != nil || packetCount != nil || expression != nil }
}
