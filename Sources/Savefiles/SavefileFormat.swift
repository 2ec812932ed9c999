/// The two families of savefiles.
public enum SavefileFormat: Sendable, Equatable {
  /// A file header, then a record a packet (draft-ietf-opsawg-pcap).
  case pcap
  /// Sections of blocks (draft-ietf-opsawg-pcapng).
  case pcapng
}
