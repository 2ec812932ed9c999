public import Packets

/// Packets chosen by their place in the source and by their time, before a filter sees them.
public struct PacketSelection {
  /// What becomes of a packet.
  public enum Verdict: Equatable, Sendable {
    case take, pass
    /// Neither it nor any behind it is wanted.
    case end
  }

  /// The numbers of packets that are wanted, from 1 on; `nil` for all.
  public var numbers: PacketNumbers?
  private let from: Moment?
  private let to: Moment?
  private let zone: any TimeZoneRules
  /// The moments, once the day of the first packet is known.
  private var bounds: (from: Timestamp?, to: Timestamp?)?
  private var count = 0
  private var latest: Timestamp?
  private var isOrdered = true

  /// Packets of a time.
  ///
  /// - Parameters:
  ///   - from: the first moment; `nil` for the beginning.
  ///   - to: the last moment; `nil` for the end.
  ///   - zone: where times of a day are meant.
  public init(numbers: PacketNumbers? = nil, from: Moment? = nil, to: Moment? = nil, zone: any TimeZoneRules) {
    self.numbers = numbers
    self.from = from
    self.to = to
    self.zone = zone
  }

  /// What becomes of the next packet.
  mutating func judge(_ packet: borrowing CapturedPacket) -> Verdict {
    count += 1
    if let verdict = numbers?.judge(count), verdict != .take { return verdict }
    guard from != nil || to != nil else { return .take }
    return judge(packet.timestamp)
  }

  private mutating func judge(_ time: Timestamp) -> Verdict {
    let bounds = bounds ?? resolve(on: time)
    defer { note(time) }
    if let to = bounds.to, to < time {
      // Packets of several queues or processors may change places by a little.
      let isFarBehind = Timestamp(seconds: to.seconds + 1, nanoseconds: to.nanoseconds) < time
      return isOrdered && isFarBehind && latest.map { $0 <= time } ?? false ? .end : .pass
    }
    if let from = bounds.from, time < from { return .pass }
    return .take
  }

  private mutating func note(_ time: Timestamp) {
    guard let latest else {
      self.latest = time
      return
    }
    if time.seconds < latest.seconds &- 1 { isOrdered = false }
    if latest < time { self.latest = time }
  }

  private mutating func resolve(on time: Timestamp) -> (from: Timestamp?, to: Timestamp?) {
    var found = (from: from?.resolved(on: time, zone), to: to?.resolved(on: time, zone))
    // From 23:00 to 01:00 is over midnight.
    if case .timeOfDay = to, let first = found.from, let last = found.to, last < first {
      found.to = Timestamp(seconds: last.seconds + 86_400, nanoseconds: last.nanoseconds)
    }
    bounds = found
    return found
  }
}
