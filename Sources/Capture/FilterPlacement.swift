/// Where a filter program is to run, which decides how it reads what is not in the packet's bytes.
public enum FilterPlacement: Sendable, Equatable {
  /// In the kernel: 802.1Q tags as ancillary data, as libpcap compiles for a live capture. Offsets count from a cooked
  /// header where the link type has one; the backend rewrites them.
  case kernel
  /// Here, over the packet as it is handed on, with tags and cooked headers in place, as for a savefile.
  case userSpace
}
