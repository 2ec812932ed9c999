/// What of an 802.11 frame control field is asked for.
enum WLANMatch: Equatable {
  /// Bits of the first byte under a mask.
  case type(value: UInt32, mask: UInt32)
  /// Bits of the second byte: to and from the distribution system.
  case direction(UInt32)
}
