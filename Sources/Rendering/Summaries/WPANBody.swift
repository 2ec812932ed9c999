import Bytes
import Dissection

// What frames of IEEE 802.15.4 carry: beacons and commands. Source: IEEE 802.15.4-2015 sections 7.3 and 7.5.

extension WPANText {
  /// Writes what a frame carries behind its header.
  @_lifetime(self: copy self)
  mutating func appendBody(_ frame: borrowing WPANFrame, to out: inout TextBuffer) throws(Truncation) {
    switch frame.type {
    case 0 where frame.version < 2:
      // What makes no sense is not dumped.
      guard try appendBeacon(to: &out) else { return }
    case 3: try appendCommand(to: &out)
    default: break
    }
    try dumpRest(to: &out)
  }

  @_lifetime(self: copy self)
  private mutating func appendBeacon(to out: inout TextBuffer) throws(Truncation) -> Bool {
    guard rest >= 2 else { return out.fails("[ERROR: Truncated before beacon information]") }
    appendSuperframe(try little16(0), to: &out)
    skip(2)
    guard rest >= 1 else { return out.fails("[ERROR: Truncated before GTS info]") }
    guard try appendGuaranteedSlots(to: &out) else { return false }
    guard rest >= 1 else { return out.fails("[ERROR: Truncated before pending addresses]") }
    guard let length = try appendPending(0, rest, to: &out) else { return false }
    skip(length)
    return true
  }

  func appendSuperframe(_ bits: UInt16, to out: inout TextBuffer) {
    guard verbosity > 0 else { return }
    out.append("\n\tBeacon order = ", bits & 0xf)
    out.append(", Superframe order = ", bits >> 4 & 0xf)
    out.append(", Final CAP Slot = ", bits >> 8 & 0xf)
    if bits & 0x1000 != 0 { out.append(", BLE enabled") }
    if bits & 0x4000 != 0 { out.append(", PAN Coordinator") }
    if bits & 0x8000 != 0 { out.append(", Association Permit") }
  }

  @_lifetime(self: copy self)
  private mutating func appendGuaranteedSlots(to out: inout TextBuffer) throws(Truncation) -> Bool {
    let count = Int(try bytes.uint8(at: offset) & 7)
    if count == 0 {
      if verbosity > 0 { out.append("\n\tGTS Descriptor Count = ", count, ", ") }
      skip(1)
      return true
    }
    let length = 2 + count * 3
    guard rest >= length else { return out.fails(" [ERROR: Truncated GTS Info List]") }
    if verbosity > 1 {
      out.append("GTS Descriptor Count = ", count, ", ")
      out.append("GTS Directions Mask = ", hex: try bytes.uint8(at: offset + 1) & 0x7f, width: 2, ", [ ")
      for index in 0..<count {
        out.append("[ ")
        try appendAddress(2 + index * 3, 2, to: &out)
        // tcpdump takes the address's second byte.
        let slot = try bytes.uint8(at: offset + 3 + index * 3)
        out.append(", Start slot = ", slot & 0xf)
        out.append(", Length = ", slot >> 4, " ] ")
      }
      out.append("]")
    }
    skip(length)
    return true
  }

  /// Writes the addresses that data waits for; returns how many bytes they are, `nil` when there are fewer.
  func appendPending(_ at: Int, _ room: Int, to out: inout TextBuffer) throws(Truncation) -> Int? {
    let counts = try bytes.uint8(at: offset + at)
    let (short, long) = (Int(counts & 7), Int(counts >> 4 & 7))
    if verbosity > 0 {
      out.append("\n\tPending address list, # short addresses = ", short)
      out.append(", # extended addresses = ", long)
    }
    let length = 1 + short * 2 + long * 8
    guard room >= length else {
      out.append(" [ERROR: Pending address list truncated]")
      return nil
    }
    guard verbosity > 1 else { return length }
    if short > 0 {
      out.append(", Short address list = [ ")
      for index in 0..<short {
        try appendAddress(at + 1 + index * 2, 2, to: &out)
        out.append(" ")
      }
      out.append("]")
    }
    if long > 0 {
      out.append(", Extended address list = [ ")
      for index in 0..<long {
        try appendAddress(at + 1 + short * 2 + index * 8, 8, to: &out)
        out.append(" ")
      }
      out.append("]")
    }
    return length
  }

  @_lifetime(self: copy self)
  private mutating func appendCommand(to out: inout TextBuffer) throws(Truncation) {
    guard rest >= 1 else { return out.append("[ERROR: Truncated before Command ID]") }
    let command = try bytes.uint8(at: offset)
    out.append("Command ID = ")
    out.append(Int(command), orReserved: WPANNames.commands)
    out.append(" ")
    skip(1)
    guard rest > 0, let length = try appendData(of: command, to: &out) else { return }
    skip(length)
  }

  /// Writes the data of a command; returns how much of it was told, `nil` when its length is wrong.
  private func appendData(of command: UInt8, to out: inout TextBuffer) throws(Truncation) -> Int? {
    switch command {
    case 1:
      guard rest == 1 else { return out.lacks("Invalid Assocation request command length") }
      appendCapabilities(try bytes.uint8(at: offset), to: &out)
    case 2:
      guard rest == 3 else { return out.lacks("Invalid Assocation response command length") }
      try appendAssociation(to: &out)
    case 3:
      guard rest == 1 else { return out.lacks("Invalid Disassociation Notification command length") }
      try appendReason(to: &out)
    case 4...7: return 0
    case 8:
      guard rest == 7 || rest == 8 else { return out.lacks("Invalid Coordinator Realignment command length") }
      try appendRealignment(to: &out)
    case 9:
      guard rest == 1 else { return out.lacks("Invalid GTS Request command length") }
      let bits = try bytes.uint8(at: offset)
      out.append("GTS Length = ", bits & 0xf)
      out.append(bits & 0x10 != 0 ? ", Receive-only GTS" : ", Transmit-only GTS")
      out.append(bits & 0x20 != 0 ? ", GTS allocation" : ", GTS deallocations")
    default:
      out.append("Command Data = ")
      try append(octets: offset..<(offset + rest), to: &out)
      return 0
    }
    return rest
  }

  private func appendCapabilities(_ bits: UInt8, to out: inout TextBuffer) {
    out.append(bits & 2 != 0 ? "FFD, " : "RFD, ")
    if bits & 0x04 != 0 { out.append("AC powered, ") }
    if bits & 0x08 != 0 { out.append("Receiver on when idle, ") }
    if bits & 0x10 != 0 { out.append("Fast association, ") }
    if bits & 0x40 != 0 { out.append("Security supported, ") }
    if bits & 0x80 != 0 { out.append("Allocate address, ") }
  }

  private func appendAssociation(to out: inout TextBuffer) throws(Truncation) {
    out.append("Short address = ")
    try appendAddress(0, 2, to: &out)
    let status = try bytes.uint8(at: offset + 2)
    if let name = Self.associationNames[status] {
      out.append(", ")
      out.append(name)
    } else {
      out.append(", Status = 0x", hex: status, width: 2)
    }
  }

  private func appendReason(to out: inout TextBuffer) throws(Truncation) {
    switch try bytes.uint8(at: offset) {
    case 0: out.append("Reserved")
    case 1: out.append("Reason = The coordinator wishes the device to leave PAN")
    case 2: out.append("Reason = The device wishes to leave the PAN")
    // tcpdump takes a byte that stands two further.
    default: out.append("Reason = 0x", hex: try bytes.uint8(at: offset + 2), width: 2)
    }
  }

  private func appendRealignment(to out: inout TextBuffer) throws(Truncation) {
    out.append("Pan ID = 0x", hex: try little16(0), width: 4, ", Coordinator short address = ")
    try appendAddress(2, 2, to: &out)
    let page = rest == 8 ? try bytes.uint8(at: offset + 7) : 0x80
    let channel = UInt16(try bytes.uint8(at: offset + 4))
    if page & 0x80 != 0 {
      out.append(", Channel Number = ", channel | UInt16(page & 0x7f) << 8)
    } else {
      out.append(", Channel Number = ", channel)
      out.append(", page = ", page)
    }
    out.append(", Short address = ")
    try appendAddress(5, 2, to: &out)
  }

  private static let associationNames = Tokens([
    0x00: "Association successful", 0x01: "PAN at capacity", 0x02: "PAN access denied",
    0x03: "Hooping sequence offset duplication", 0x80: "Fast association successful",
  ])

  /// Writes bytes in hexadecimal, with a blank behind each.
  func append(octets range: Range<Int>, to out: inout TextBuffer) throws(Truncation) {
    for at in range {
      out.append(hexByte: try bytes.uint8(at: at))
      out.append(" ")
    }
  }
}

extension TextBuffer {
  /// Appends what is wrong; returns nothing.
  fileprivate mutating func lacks(_ text: StaticString) -> Int? {
    append(text)
    return nil
  }
}
