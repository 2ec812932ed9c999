import Bytes
import Dissection

// The radiotap fields of modulation and coding schemes: those of high throughput (802.11n) and of very high (802.11ac).

extension TextBuffer {
  private enum Known {
    static let bandwidth: UInt8 = 1
    static let index: UInt8 = 2
    static let guardInterval: UInt8 = 4
    static let format: UInt8 = 8
    static let correction: UInt8 = 16
    static let streams: UInt8 = 32
  }

  /// Appends the scheme of a frame of high throughput; returns whether the field is whole.
  mutating func append(modulation reader: inout RadiotapReader) -> Bool {
    guard let known = reader.read8(), let flags = reader.read8(), let index = reader.read8() else { return false }
    if known & Known.index != 0 {
      if known & (Known.bandwidth | Known.guardInterval) != 0 {
        append(throughput: index, isWide: flags & 3 == 1, isShort: flags & 4 != 0)
      }
      append("MCS ", index, " ")
    }
    if known & Known.bandwidth != 0 {
      append(Self.bandwidthNames[flags & 3] ?? "")
      append(" ")
    }
    if known & Known.guardInterval != 0 { append(flags & 4 != 0 ? "short GI " : "long GI ") }
    if known & Known.format != 0 { append(flags & 8 != 0 ? "greenfield " : "mixed ") }
    if known & Known.correction != 0 { append(flags & 16 != 0 ? "LDPC FEC " : "BCC FEC ") }
    if known & Known.streams != 0 { append("RX-STBC", flags >> 5 & 3, " ") }
    return true
  }

  /// Appends the rate of a scheme, if it is one.
  private mutating func append(throughput index: UInt8, isWide: Bool, isShort: Bool) {
    guard Int(index) < Self.schemes.count else { return }
    let unit = isWide ? 135 : 65
    // The scheme without a unit is one of wide channels, of 6 Mb/s.
    let tenths = index == 32 ? (isWide ? 60 : 0) : unit * Int(Self.schemes[Int(index)])
    guard tenths > 0 else { return }
    // A short guard interval makes a symbol a tenth shorter.
    let rate = isShort ? (tenths * 20 + 9) / 18 : tenths
    append("", rate / 10, ".")
    append("", rate % 10, " Mb/s ")
  }

  /// How many times as fast as the slowest scheme each is. Source: IEEE 802.11-2016 section 19.5.
  private static let schemes: [UInt8] = [
    1, 2, 3, 4, 6, 8, 9, 10, 2, 4, 6, 8, 12, 16, 18, 20, 3, 6, 9, 12, 18, 24, 27, 30, 4, 8, 12, 16, 24, 32, 36, 40,
    0, 6, 8, 10, 9, 12, 15, 8, 10, 10, 12, 14, 14, 16, 12, 15, 15, 18, 21, 21, 24, 10, 12, 14, 12, 14, 16, 18, 16,
    18, 20, 20, 22, 15, 18, 21, 18, 21, 24, 27, 24, 27, 30, 30, 33,
  ]

  /// Appends the schemes of the users of a frame of very high throughput; returns whether the field is whole.
  mutating func append(users reader: inout RadiotapReader) -> Bool {
    guard let known = reader.read16(), let flags = reader.read8(), let bandwidth = reader.read8(),
      let first = reader.read8(), let second = reader.read8(), let third = reader.read8(), let fourth = reader.read8(),
      let coding = reader.read8(), reader.read8() != nil, reader.read16() != nil
    else { return false }
    for (user, scheme) in [first, second, third, fourth].enumerated() where scheme & 0xf != 0 {
      append("User ", user, " MCS ")
      append("", scheme >> 4, coding >> user & 1 != 0 ? " LDPC FEC " : " BCC FEC ")
    }
    if known & 0x40 != 0 {
      if let name = Self.bandwidthNames[bandwidth & 0x1f] {
        append(name)
      } else {
        append("unknown (", bandwidth & 0x1f, ")")
      }
      append(" ")
    }
    if known & 4 != 0 { append(flags & 4 != 0 ? "short GI " : "long GI ") }
    return true
  }

  private static let bandwidthNames = Tokens([
    0: "20 MHz", 1: "40 MHz", 2: "20 MHz (L)", 3: "20 MHz (U)", 4: "80 MHz", 5: "80 MHz (L)", 6: "80 MHz (U)",
    7: "80 MHz (LL)", 8: "80 MHz (LU)", 9: "80 MHz (UL)", 10: "80 MHz (UU)", 11: "160 MHz", 12: "160 MHz (L)",
    13: "160 MHz (U)", 14: "160 MHz (LL)", 15: "160 MHz (LU)", 16: "160 MHz (UL)", 17: "160 MHz (UU)",
    18: "160 MHz (LLL)", 19: "160 MHz (LLU)", 20: "160 MHz (LUL)", 21: "160 MHz (UUU)", 22: "160 MHz (ULL)",
    23: "160 MHz (ULU)", 24: "160 MHz (UUL)", 25: "160 MHz (UUU)",
  ])
}
