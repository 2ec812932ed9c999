import Bytes
import Packets

/// Writes the times of packets, one after the other; what two packets of the same second share is computed once.
struct ClockText: ~Copyable {
  private let style: TimestampStyle
  private let precision: TimestampPrecision
  private let timeZone: (any TimeZoneRules)?
  private var offset = UTCOffset(seconds: 0, validity: 0..<0)
  private var cachedSecond = Int64.min
  private var cached = TextBuffer(capacity: 32)
  /// The last eight characters of `cached`, the first one lowest.
  private var timeOfDay: UInt64 = 0
  /// What differences are told from.
  var earlier = EarlierTimes()

  init(options: borrowing RenderOptions) {
    style = options.timestampStyle
    precision = options.precision
    timeZone = options.timeZone
  }

  /// Appends a time and a blank; nothing where times are not told.
  @inline(__always)
  mutating func append(_ time: Timestamp, to out: inout TextBuffer) {
    // Most packets are of the same second as the one before.
    guard style == .timeOfDay, precision == .microseconds, time.seconds == cachedSecond,
      0..<1_000_000_000 ~= time.nanoseconds
    else { return appendAny(time, to: &out) }
    let characters = timeOfDay
    out.write(atMost: 24) { cursor in
      cursor.append(word: characters, length: 8)
      cursor.append(millionths: UInt32(truncatingIfNeeded: time.nanoseconds) / 1000)
      cursor.append(byte: UInt8(ascii: " "))
    }
  }

  @inline(never)
  private mutating func appendAny(_ time: Timestamp, to out: inout TextBuffer) {
    switch style {
    case .none: return
    case .timeOfDay, .dateAndTime: appendLocal(time, to: &out)
    case .epoch: appendEpoch(time, to: &out)
    case .sincePrevious: appendDifference(time, since: earlier.previous ?? time, to: &out)
    case .sinceFirst: appendDifference(time, since: earlier.first ?? time, to: &out)
    }
    earlier.add(time)
    out.append(byte: UInt8(ascii: " "))
  }

  private mutating func appendLocal(_ time: Timestamp, to out: inout TextBuffer) {
    guard Self.isTold(time.seconds) else { return appendError(to: &out) }
    if time.seconds != cachedSecond { fillCache(time.seconds) }
    if style == .timeOfDay { out.append(word: timeOfDay, length: 8) } else { out.append(cached.bytes) }
    appendFraction(time.nanoseconds, to: &out)
  }

  private mutating func fillCache(_ seconds: Int64) {
    cachedSecond = seconds
    if let timeZone, !offset.validity.contains(seconds) { offset = timeZone.offset(at: seconds) }
    let local = CivilTime(seconds: seconds &+ Int64(offset.seconds))
    cached.removeAll()
    if style == .dateAndTime { cached.append(date: local) } else { cached.append(secondOfDay: local.secondOfDay) }
    timeOfDay = cached.bytes.load64(cached.count - 8).byteSwapped
  }

  private func appendEpoch(_ time: Timestamp, to out: inout TextBuffer) {
    guard Self.isTold(time.seconds) else { return appendError(to: &out) }
    out.append(UInt32(truncatingIfNeeded: time.seconds))
    appendFraction(time.nanoseconds, to: &out)
  }

  /// Hours, minutes and seconds of the difference between two times, each as fine as it is told; days are not told.
  private func appendDifference(_ exact: Timestamp, since exactReference: Timestamp, to out: inout TextBuffer) {
    let time = rounded(exact)
    // A reference of zero counts as none.
    let isUnset = exactReference == Timestamp(seconds: 0, nanoseconds: 0)
    let reference = isUnset ? time : rounded(exactReference)
    let isNegative = time < reference
    let (from, to) = isNegative ? (time, reference) : (reference, time)
    var seconds = to.seconds &- from.seconds
    var nanoseconds = to.nanoseconds &- from.nanoseconds
    if nanoseconds < 0 {
      seconds &-= 1
      nanoseconds &+= 1_000_000_000
    }
    out.append(byte: UInt8(ascii: isNegative ? "-" : " "))
    guard Self.isTold(seconds) else { return appendError(to: &out) }
    out.append(secondOfDay: CivilTime(seconds: seconds).secondOfDay)
    appendFraction(nanoseconds, to: &out)
  }

  /// A time without the digits that are not told.
  private func rounded(_ time: Timestamp) -> Timestamp {
    let unit: Int64 = precision == .microseconds ? 1000 : 1
    return Timestamp(seconds: time.seconds, nanoseconds: time.nanoseconds / unit * unit)
  }

  /// Whether tcpdump would tell so many seconds: those whose 32nd bit is set it does not, the years from 2038 to 2106.
  private static func isTold(_ seconds: Int64) -> Bool { seconds & 0x8000_0000 == 0 }

  private func appendError(to out: inout TextBuffer) { out.append("[Error converting time]") }

  /// The fraction with six or nine digits; one that is out of range with as many as it has, as a number of 32 bits.
  private func appendFraction(_ nanoseconds: Int64, to out: inout TextBuffer) {
    out.append(byte: UInt8(ascii: "."))
    if precision == .microseconds {
      out.append(UInt32(truncatingIfNeeded: nanoseconds / 1000), width: 6)
    } else {
      out.append(UInt32(truncatingIfNeeded: nanoseconds), width: 9)
    }
  }
}
