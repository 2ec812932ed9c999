import Bytes

extension TextBuffer {
  private static var secondsFrom1900To1970: Int64 { 2_208_988_800 }

  /// Appends a moment in seconds since 1900, in 32.32 bits, and as a date when it is not 0.
  mutating func append(ntpTime moment: UInt64) {
    append(ntpSeconds: moment)
    guard moment >> 32 > 0 else { return }
    append(" (")
    append(date: CivilTime(seconds: Int64(moment >> 32) - Self.secondsFrom1900To1970), "-", "T")
    append("Z)")
  }

  /// Appends a number of seconds in 32.32 bits.
  mutating func append(ntpSeconds value: UInt64) {
    append(value >> 32)
    append(".")
    // In floating point, as everybody computes it: the last digit depends on that.
    let fraction = Double(value & 0xffff_ffff) / 4_294_967_296 * 1_000_000_000
    append(UInt32(fraction), width: 9)
  }
}
