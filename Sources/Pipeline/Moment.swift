public import Packets

/// A moment that is asked for: on a day, or on whatever day the packets are of.
public enum Moment: Equatable, Sendable {
  /// A moment of the calendar.
  case at(Timestamp)
  /// Local time, as nanoseconds since midnight.
  case timeOfDay(Int64)

  /// The moment on the day of a packet.
  func resolved(on packet: Timestamp, _ zone: any TimeZoneRules) -> Timestamp {
    switch self {
    case .at(let timestamp): return timestamp
    case .timeOfDay(let nanoseconds):
      let offset = Int64(zone.offset(at: packet.seconds).seconds)
      let local = packet.seconds &+ offset
      let midnight = local &- (local % 86_400 + 86_400) % 86_400
      return Timestamp(
        seconds: midnight &- offset &+ nanoseconds / 1_000_000_000, nanoseconds: nanoseconds % 1_000_000_000)
    }
  }
}
