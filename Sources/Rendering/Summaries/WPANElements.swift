import Bytes

// The elements of frames of IEEE 802.15.4. Source: IEEE 802.15.4-2015 section 7.4.

extension WPANText {
  /// Writes the elements of the header; returns whether elements of the payload follow, `nil` when they are cut.
  @_lifetime(self: copy self)
  mutating func appendHeaderElements(to out: inout TextBuffer) throws(Truncation) -> Bool? {
    repeat {
      guard rest >= 2 else {
        out.append("[ERROR: Truncated header IE]")
        return nil
      }
      let head = try little16(0)
      if head & 0x8000 != 0 { out.append("[ERROR: Header IE with type 1] ") }
      let length = Int(head & 0x7f)
      let number = Int(head >> 7 & 0xff)
      if number > 127 {
        out.append("Reserved Element ID ", hex: UInt8(number), width: 2, ", length = ")
        out.append("", length, " ")
      } else {
        out.append("\n\t")
        out.append(number, orReserved: WPANNames.headerElements)
        out.append(" [")
        if length > 0 { out.append(" length = ", length, ", ") }
      }
      guard rest - 2 >= length else {
        out.append("[ERROR: Truncated IE data]")
        return nil
      }
      if length > 0 {
        let start = offset + 2
        if verbosity > 3 {
          try append(headerElement: number, start, length, to: &out)
        } else {
          out.append("IE Data = ")
          try append(octets: start..<(start + length), to: &out)
        }
      }
      out.append("] ")
      // An element may end behind the frame, for all that tcpdump checks; then there is always more.
      skip(2 + length)
      if number == 0x7e { return true }
      if number == 0x7f { return false }
    } while rest != 0
    return false
  }

  private func append(
    headerElement number: Int, _ start: Int, _ length: Int, to out: inout TextBuffer
  ) throws(Truncation) {
    func value(_ at: Int) throws(Truncation) -> UInt16 { try bytes.uint16(at: start + at).byteSwapped }
    switch number {
    case 0x00: try append(vendor: start, length, to: &out)
    case 0x1a:
      guard length >= 4 else { return out.append("[ERROR: Truncated CSL IE]") }
      out.append("CSL Phase = ", try value(0))
      out.append(", CSL Period = ", try value(2))
      if length >= 6 { out.append(", Rendezvous time = ", try value(4)) }
      if length != 4, length != 6 { out.append(" [ERROR: CSL IE length wrong]") }
    case 0x1b:
      guard length >= 4 else { return out.append("[ERROR: Truncated RIT IE]") }
      out.append("Time to First Listen = ", try bytes.uint8(at: start))
      out.append(", # of Repeat Listen = ", try bytes.uint8(at: start + 1))
      out.append(", Repeat Listen Interval = ", try value(2))
    case 0x1d:
      guard length == 4 else { return out.append("[ERROR: Length != 2]") }
      out.append("Rendezvous time = ", try value(0))
      out.append(", Wake-up Interval = ", try value(2))
    case 0x1e:
      guard length == 2 else { return out.append("[ERROR: Length != 2]") }
      let time = try value(0)
      if time & 0x8000 != 0 { out.append("Negative ") }
      // Twelve bits with a sign.
      out.append("Ack time correction = ", Int(Int16(bitPattern: time << 4) >> 4), ", ")
    default:
      out.append("IE Data = ")
      try append(octets: start..<(start + length), to: &out)
    }
  }

  private func append(vendor start: Int, _ length: Int, to out: inout TextBuffer) throws(Truncation) {
    guard length >= 3 else { return out.append("[ERROR: Vendor OUI missing]") }
    out.append("OUI = 0x", hex: try bytes.uint24(at: start), width: 6, ", Data = ")
    try append(octets: (start + 3)..<(start + length), to: &out)
  }

  /// Writes the elements of the payload; returns whether they are whole.
  @_lifetime(self: copy self)
  mutating func appendPayloadElements(to out: inout TextBuffer) throws(Truncation) -> Bool {
    repeat {
      guard rest >= 2 else { return out.fails("[ERROR: Truncated header IE]") }
      let head = try little16(0)
      if head & 0x8000 == 0 { out.append("[ERROR: Payload IE with type 0] ") }
      let length = Int(head & 0x3ff)
      let group = Int(head >> 11 & 0xf)
      out.append("\n\t")
      out.append(group, orReserved: WPANNames.payloadElements)
      out.append(" [")
      if length > 0 { out.append(" length = ", length, ", ") }
      guard rest - 2 >= length else { return out.fails("[ERROR: Truncated IE data]") }
      if length > 0 {
        let start = offset + 2
        if verbosity > 3 {
          try append(payloadElement: group, start, length, to: &out)
        } else {
          out.append("IE Data = ")
          try append(octets: start..<(start + length), to: &out)
        }
      }
      out.append("]\n\t")
      skip(2 + length)
      if group == 0xf { return true }
    } while rest != 0
    return true
  }

  private func append(
    payloadElement group: Int, _ start: Int, _ length: Int, to out: inout TextBuffer
  ) throws(Truncation) {
    switch group {
    case 1: try append(managementElements: start, length, to: &out)
    case 2: try append(vendor: start, length, to: &out)
    case 5:
      out.append("Subtype ID = 0x", hex: try bytes.uint8(at: start), width: 2, ", Subtype content = ")
      try append(octets: (start + 1)..<(start + length), to: &out)
    default:
      out.append("IE Data = ")
      try append(octets: start..<(start + length), to: &out)
    }
  }

  private func append(
    managementElements start: Int, _ length: Int, to out: inout TextBuffer
  ) throws(Truncation) {
    var at = start
    var left = length
    repeat {
      guard left >= 2 else { return out.append("[ERROR: Truncated MLME IE]") }
      let head = try bytes.uint16(at: at).byteSwapped
      let isLong = head & 0x8000 != 0
      let size = Int(isLong ? head & 0x3ff : head & 0xff)
      let number = Int(isLong ? head >> 11 & 0xf : head >> 8 & 0x7f)
      at += 2
      out.append("\n\t\t")
      if !isLong, number < 16 {
        out.append("Reserved for long format 0x", hex: UInt8(number))
      } else {
        out.append(number, orReserved: isLong ? WPANNames.longElements : WPANNames.shortElements)
      }
      out.append(" [ length = ", size, ", ")
      guard left >= size else { return out.append("[ERROR: Truncated IE data]") }
      if size > 0 { try append(managementElement: number, at, size, to: &out) }
      out.append("] ")
      at += size
      left = (left - 2 - size) & 0xffff
    } while left > 0
  }

  private func append(
    managementElement number: Int, _ start: Int, _ length: Int, to out: inout TextBuffer
  ) throws(Truncation) {
    switch number {
    case 0x08: try append(vendor: start, length, to: &out)
    case 0x1a:
      if length < 6 { out.append("[ERROR: Length != 6]") }
      let low = UInt64(try bytes.uint32(at: start).byteSwapped)
      out.append("ASN = ", hex: low | UInt64(try bytes.uint8(at: start + 4)) << 32, width: 10)
      out.append(", Join Metric = ", try bytes.uint8(at: start + 5), " ")
    case 0x1c where length == 1: out.append("Time slot ID = ", try bytes.uint8(at: start), " ")
    default:
      out.append("IE Data = ")
      try append(octets: start..<(start + length), to: &out)
    }
  }
}
