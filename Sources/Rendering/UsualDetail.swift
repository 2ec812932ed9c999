import Packets

/// How much is told of the headers of a usual packet.
struct UsualDetail: BitwiseCopyable {
  /// As many as there were `-v`.
  let verbosity: Int
  /// Whether the link-layer header is told.
  let showsLinkHeader: Bool
  /// Whether checksums are looked at.
  let tellsChecksums: Bool
  /// What the kernel says of them.
  let checksumState: ChecksumState

  @inline(__always)
  init(_ options: borrowing RenderOptions, of packet: borrowing CapturedPacket) {
    verbosity = options.verbosity
    showsLinkHeader = options.showsLinkHeader
    tellsChecksums = verbosity > 0 ? !options.skipsChecksums : false
    checksumState = packet.checksumState
  }
}
