import Bytes
import Dissection

extension Summary {
  static let radiotap = Summary(kind: .radiotap, mark: "802.11_radio", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let header = try RadiotapHeader(packet.bytes(of: packet.layers[index]))
    header.append(to: &out)
    _ = try packet.summarize(index + 1, into: &out, options)
  }

  static let prism = Summary(kind: .prism, mark: "prism", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    _ = try PrismHeader(packet.bytes(of: packet.layers[index]))
    _ = try packet.summarize(index + 1, into: &out, options)
  }

  static let avs = Summary(kind: .avs, mark: "802.11_radio_avs", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    _ = try AVSHeader(packet.bytes(of: packet.layers[index]))
    _ = try packet.summarize(index + 1, into: &out, options)
  }
}

extension RadiotapHeader {
  private enum Bit {
    static let namespace: UInt32 = 1 << 29
    static let vendorNamespace: UInt32 = 1 << 30
  }

  /// Writes the fields, namespace after namespace; those of vendors are left out.
  fileprivate func append(to out: inout TextBuffer) {
    var reader = fieldReader
    var firstBit = 0
    var vendorLength: Int?
    var index = 0
    while let word = present(index) {
      index += 1
      if let length = vendorLength {
        guard reader.skip(length) else { return }
        vendorLength = 0
      } else {
        guard out.append(radiotapFields: word, firstBit, &reader) else { return }
      }
      switch word & (Bit.namespace | Bit.vendorNamespace) {
      case 0: firstBit += 32
      case Bit.namespace:
        firstBit = 0
        vendorLength = nil
      case Bit.vendorNamespace:
        firstBit = 0
        let length = Self.readVendor(&reader)
        if length == nil { out.append(truncationMark: "802.11_radio") }
        vendorLength = length ?? vendorLength ?? 0
      default: break
      }
    }
  }

  /// Reads the header of a vendor's fields: organisation, number, and how many bytes there are.
  private static func readVendor(_ reader: inout RadiotapReader) -> Int? {
    guard reader.has(2) else { return nil }
    for _ in 0..<4 {
      guard reader.read8() != nil else { return nil }
    }
    return reader.read16().map(Int.init)
  }
}

extension TextBuffer {
  /// Appends the fields of a word of bits; returns whether all of them are known and whole.
  fileprivate mutating func append(
    radiotapFields word: UInt32, _ firstBit: Int, _ reader: inout RadiotapReader
  ) -> Bool {
    for bit in 0..<29 where word >> bit & 1 != 0 {
      let number = firstBit + bit
      guard let isWhole = append(radiotapField: number, word, &reader) else {
        append("[bit ", number, "] ")
        return false
      }
      guard isWhole else {
        append(truncationMark: "802.11_radio")
        return false
      }
    }
    return true
  }

  /// Appends a field; returns whether it is whole, `nil` when it is not known.
  private mutating func append(radiotapField bit: Int, _ word: UInt32, _ reader: inout RadiotapReader) -> Bool? {
    switch bit {
    case 0: append(number: reader.read64(), "us tsft ")
    case 1: append(frameFlags: reader.read8())
    case 2: append(rate: reader.read8())
    case 3: append(channel: &reader, word)
    case 4: append(hopping: &reader)
    case 5: append(decibels: reader.read8(), "dBm signal ")
    case 6: append(decibels: reader.read8(), "dBm noise ")
    case 7: append(number: reader.read16(), " sq ")
    case 8: append(attenuation: reader.read16().map { -Int(Int16(bitPattern: $0)) }, " tx power ")
    case 9: append(attenuation: reader.read8().map { -Int(Int8(bitPattern: $0)) }, "dB tx attenuation ")
    case 10: append(decibels: reader.read8(), "dBm tx power ")
    case 11: append(antenna: reader.read8())
    case 12: append(number: reader.read8(), "dB signal ")
    case 13: append(number: reader.read8(), "dB noise ")
    case 14: reader.read16() != nil
    case 18: append(extendedChannel: &reader, word)
    case 19: append(modulation: &reader)
    case 20: reader.read32() != nil && reader.read16() != nil && reader.read8() != nil && reader.read8() != nil
    case 21: append(users: &reader)
    default: nil
    }
  }

  private mutating func append<T: FixedWidthInteger & UnsignedInteger>(number: T?, _ unit: StaticString) -> Bool {
    guard let number else { return false }
    append("", number, unit)
    return true
  }

  private mutating func append(decibels: UInt8?, _ unit: StaticString) -> Bool {
    append(attenuation: decibels.map { Int(Int8(bitPattern: $0)) }, unit)
  }

  private mutating func append(attenuation: Int?, _ unit: StaticString) -> Bool {
    guard let attenuation else { return false }
    append("", attenuation, unit)
    return true
  }

  private mutating func append(antenna: UInt8?) -> Bool {
    guard let antenna else { return false }
    append("antenna ", antenna, " ")
    return true
  }

  private mutating func append(frameFlags: UInt8?) -> Bool {
    guard let flags = frameFlags else { return false }
    if flags & 0x01 != 0 { append("cfp ") }
    if flags & 0x02 != 0 { append("short preamble ") }
    if flags & 0x04 != 0 { append("wep ") }
    if flags & 0x08 != 0 { append("fragmented ") }
    if flags & 0x40 != 0 { append("bad-fcs ") }
    return true
  }

  private mutating func append(rate: UInt8?) -> Bool {
    guard let rate else { return false }
    // Some systems put the index of a modulation scheme here.
    if (0x80...0x8f).contains(rate) {
      append("MCS ", rate & 0x7f, " ")
    } else {
      append(halves: UInt32(rate))
      append(" Mb/s ")
    }
    return true
  }

  private mutating func append(hopping reader: inout RadiotapReader) -> Bool {
    guard let set = reader.read8(), let pattern = reader.read8() else { return false }
    append("fhset ", set)
    append(" fhpat ", pattern, " ")
    return true
  }

  private mutating func append(channel reader: inout RadiotapReader, _ word: UInt32) -> Bool {
    guard let frequency = reader.read16(), let flags = reader.read16() else { return false }
    // The extended field says more.
    if word >> 18 & 1 == 0 { append(frequency, UInt32(flags), isThroughput: word >> 19 & 1 != 0) }
    return true
  }

  private mutating func append(extendedChannel reader: inout RadiotapReader, _ word: UInt32) -> Bool {
    guard let flags = reader.read32(), let frequency = reader.read16(), reader.read8() != nil, reader.read8() != nil
    else { return false }
    append(frequency, flags, isThroughput: word >> 19 & 1 != 0)
    return true
  }

  private mutating func append(_ frequency: UInt16, _ flags: UInt32, isThroughput: Bool) {
    append("", frequency, " MHz")
    if isThroughput { append(" 11n") } else { append(channelFlags: flags) }
    if flags & 0x10000 != 0 {
      append(" ht/20")
    } else if flags & 0x40000 != 0 {
      append(" ht/40-")
    } else if flags & 0x20000 != 0 {
      append(" ht/40+")
    }
    append(" ")
  }

  private mutating func append(channelFlags flags: UInt32) {
    let width: StaticString = flags & 0x4000 != 0 ? "/10Mhz" : flags & 0x8000 != 0 ? "/5Mhz" : ""
    if flags & 0x0880 == 0x0880 { append(" FHSS") }
    if flags & 0x0140 == 0x0140 {
      append(" 11a")
      append(width)
    }
    if flags & 0x00c0 == 0x00c0 || flags & 0x0480 == 0x0480 {
      append(" 11g")
      append(width)
    } else if flags & 0x00a0 == 0x00a0 {
      append(" 11b")
    }
    if flags & 0x10 != 0 { append(" Turbo") }
  }
}
