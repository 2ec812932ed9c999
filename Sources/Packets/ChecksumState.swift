/// What the kernel says of the checksums of a packet it handed over.
public enum ChecksumState: UInt8, Sendable, BitwiseCopyable {
  /// Nothing is known; every packet of a savefile.
  case unknown
  /// Checked by the kernel or the card and right (`TP_STATUS_CSUM_VALID`).
  case good
  /// Checked and wrong.
  case bad
  /// Left to the card (`TP_STATUS_CSUMNOTREADY`).
  case notComputed
  /// To be cut into segments by the card, each of which gets its own (`TP_STATUS_GSO_TCP`).
  case segmentedLater

  /// Whether a checksum of TCP or UDP need not be right yet, so that one that is not says nothing.
  @inlinable public var isUnfinished: Bool { self == .notComputed || self == .segmentedLater }
}
