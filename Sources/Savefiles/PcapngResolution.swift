internal import Packets

/// How many ticks of an interface's timestamps make a second (`if_tsresol`,
/// draft-ietf-opsawg-pcapng section 4.2).
struct PcapngResolution: Equatable {
  let ticksPerSecond: UInt64

  /// What holds where an interface does not say.
  static let microseconds = PcapngResolution(ticksPerSecond: 1_000_000)

  private init(ticksPerSecond: UInt64) { self.ticksPerSecond = ticksPerSecond }

  /// The resolution of an option's value: a negative power of two when its highest bit is set, of ten otherwise.
  ///
  /// - Throws: the fault when the ticks of a second do not fit in 64 bits.
  init(option: UInt8) throws(SavefileFault) {
    let exponent = option & 0x7f
    if option & 0x80 != 0 {
      guard exponent < 64 else { throw SavefileFault(.resolutionTooFine(base: 2, exponent: exponent)) }
      ticksPerSecond = 1 << UInt64(exponent)
    } else {
      guard exponent < 20 else { throw SavefileFault(.resolutionTooFine(base: 10, exponent: exponent)) }
      ticksPerSecond = (0..<exponent).reduce(1) { ticks, _ in ticks * 10 }
    }
  }

  /// Whether microseconds are too coarse for it.
  var precision: TimestampPrecision { ticksPerSecond > 1_000_000 ? .nanoseconds : .microseconds }

  /// The moment after `ticks`; what is finer than nanoseconds is dropped.
  ///
  /// - Parameter offset: seconds to add, `if_tsoffset`.
  func timestamp(ticks: UInt64, offset: Int64) -> Timestamp {
    let (seconds, nanoseconds) = split(ticks)
    return Timestamp(
      seconds: Int64(truncatingIfNeeded: seconds) &+ offset, nanoseconds: Int64(truncatingIfNeeded: nanoseconds))
  }

  private func split(_ ticks: UInt64) -> (seconds: UInt64, nanoseconds: UInt64) {
    // Division by a constant costs a fraction of one by a variable.
    switch ticksPerSecond {
    case 1_000_000: return (ticks / 1_000_000, ticks % 1_000_000 * 1000)
    case 1_000_000_000: return (ticks / 1_000_000_000, ticks % 1_000_000_000)
    default:
      let (seconds, rest) = ticks.quotientAndRemainder(dividingBy: ticksPerSecond)
      // The rest is less than a second, so the quotient is less than a thousand million.
      let product = rest.multipliedFullWidth(by: 1_000_000_000)
      return (seconds, ticksPerSecond.dividingFullWidth(product).quotient)
    }
  }
}
