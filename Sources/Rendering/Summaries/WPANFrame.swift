import Bytes
import Dissection

extension Summary {
  static let wpan = Summary(kind: .wpan, mark: "802.15.4") { (packet, index, out, options) throws(Truncation) in
    let bytes = packet.bytes(of: packet.layers[index])
    guard let frame = try? WPANFrame(bytes) else { return out.append(truncationMark: "802.15.4") }
    out.append("IEEE 802.15.4 ")
    out.append(WPANText.typeNames[frame.type] ?? "")
    out.append(" packet ")
    var text = WPANText(bytes, options)
    let isDone =
      switch frame.type {
      case 0...3: try text.append(standard: frame, to: &out)
      case 5: try text.append(multipurpose: frame, to: &out)
      default: false
      }
    // tcpdump says that a frame it understands has a header of one byte, and another none.
    if !isDone { throw Truncation(isMarked: true) }
  }

  static let wpanTap = Summary(kind: .wpanTap, mark: "802.15.4_tap", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let header = try WPANTapHeader(packet.bytes(of: packet.layers[index]))
    if header.isMalformed { return out.append(" (invalid)") }
    _ = try packet.summarize(index + 1, into: &out, options)
  }
}

/// Writes the parts of a frame of IEEE 802.15.4 one after the other.
///
/// Lengths are counted without the check sequence; what is behind them may be read all the same, as tcpdump does.
struct WPANText: ~Escapable {
  let bytes: RawSpan
  var offset = 0
  var rest: Int
  let verbosity: Int
  let dumpsUnknown: Bool
  private var securityLevel: UInt8 = 0

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, _ options: borrowing RenderOptions) {
    self.bytes = bytes
    rest = bytes.byteCount
    verbosity = options.verbosity
    dumpsUnknown = options.dumpsUnknown
  }

  static let typeNames = Tokens([
    0: "Beacon", 1: "Data", 2: "ACK", 3: "Command", 4: "Reserved", 5: "Multipurpose", 6: "Fragment", 7: "Extended",
  ])

  func little16(_ at: Int) throws(Truncation) -> UInt16 { try bytes.uint16(at: offset + at).byteSwapped }

  @_lifetime(self: copy self)
  mutating func skip(_ count: Int) {
    offset += count
    // Below zero tcpdump's count begins again from the largest.
    rest = (rest - count) & 0xffff_ffff
  }

  /// Takes the check sequence off the end, one of four bytes or of two; `nil` when there is none that is right, with
  /// what stands there and what would be right.
  @_lifetime(self: copy self)
  private mutating func takeCheckSequence(isMultipurpose: Bool) -> (found: UInt32, right: UInt32) {
    let length = rest
    if length < (isMultipurpose ? 3 : 4) { return (0, 0) }
    if !isMultipurpose || length > 4 {
      let found = bytes.load32(length - 4).byteSwapped
      let right = Self.check32(bytes.prefix(length - 4, from: 0))
      if found == right {
        rest -= 4
        return (found, right)
      }
    }
    let found = UInt32(bytes.load16(length - 2).byteSwapped)
    let right = UInt32(Self.check16(bytes.prefix(length - 2, from: 0)))
    if found == right { rest -= 2 }
    return (found, right)
  }

  /// The check sequence of two bytes. Source: IEEE 802.15.4-2015 section 7.2.10.
  private static func check16(_ bytes: RawSpan) -> UInt16 {
    var sum: UInt16 = 0
    for at in 0..<bytes.byteCount {
      sum ^= UInt16(bytes.load8(at))
      for _ in 0..<8 { sum = sum & 1 != 0 ? sum >> 1 ^ 0x8408 : sum >> 1 }
    }
    return sum
  }

  /// The check sequence of four bytes, as tcpdump reckons it: from zero on, and not inverted.
  private static func check32(_ bytes: RawSpan) -> UInt32 {
    var sum: UInt32 = 0
    for at in 0..<bytes.byteCount {
      sum ^= UInt32(bytes.load8(at))
      for _ in 0..<8 { sum = sum & 1 != 0 ? sum >> 1 ^ 0xedb8_8320 : sum >> 1 }
    }
    return sum
  }

  /// Writes a beacon, data, an acknowledgment or a command; returns whether all of it made sense.
  @_lifetime(self: copy self)
  mutating func append(standard frame: borrowing WPANFrame, to out: inout TextBuffer) throws(Truncation) -> Bool {
    let check = takeCheckSequence(isMultipurpose: false)
    let control = frame.control
    out.append("v", frame.version, " ")
    if verbosity > 2 {
      for (bit, name) in Self.controlBits where control >> bit & 1 != 0 { out.append(name) }
    }
    if frame.omitsSequence {
      if frame.version < 2 { out.append("[ERROR: Sequence number suppressed on frames where version < 2]") }
      if verbosity > 0 { out.append("seq suppressed ") }
      skip(2)
    } else {
      let number = try bytes.uint8(at: 2)
      skip(3)
      if verbosity > 0 { out.append("seq ", hex: number, width: 2, " ") }
    }
    guard let (destination, source) = lengths(control >> 10, control >> 14, to: &out) else { return false }
    if frame.version < 2, control & 0x40 != 0, destination == 0 || source == 0 {
      out.append("[ERROR: PAN ID Compression != 0, and only one address with frame version < 2]")
    }
    let networks = frame.hasNetworks(destination: destination, source: source)
    guard try appendAddress(networks.destination, destination, to: &out) else { return false }
    out.append(" < ")
    guard try appendAddress(networks.source, source, to: &out) else { return false }
    out.append(" ")
    guard try appendParts(control & 8 != 0, control & 0x200 != 0, check, to: &out) else { return false }
    try appendBody(frame, to: &out)
    return true
  }

  private static let controlBits: [(Int, StaticString)] = [
    (3, "Security Enabled, "), (4, "Frame Pending, "), (5, "AR, "), (6, "PAN ID Compression, "),
    (8, "Sequence Number Suppression, "), (9, "IE present, "),
  ]

  /// Writes a multipurpose frame; returns whether all of it made sense.
  @_lifetime(self: copy self)
  mutating func append(multipurpose frame: borrowing WPANFrame, to out: inout TextBuffer) throws(Truncation) -> Bool {
    let check = takeCheckSequence(isMultipurpose: true)
    let control = frame.control
    let isLong = control & 8 != 0
    if isLong {
      out.append("v", frame.version, " ")
      if verbosity > 2 {
        for (bit, name) in Self.longControlBits where control >> bit & 1 != 0 { out.append(name) }
      }
    }
    if isLong, control & 0x400 != 0 {
      skip(2)
    } else {
      let number = try bytes.uint8(at: isLong ? 2 : 1)
      skip(isLong ? 3 : 2)
      if verbosity > 0 { out.append("seq ", hex: number, width: 2, " ") }
    }
    guard let (destination, source) = lengths(control >> 4, control >> 6, to: &out) else { return false }
    guard try appendAddress(isLong && control & 0x100 != 0, destination, to: &out) else { return false }
    out.append(" <  ")
    guard try appendAddress(false, source, to: &out) else { return false }
    out.append(" ")
    guard try appendParts(isLong && control & 0x200 != 0, isLong && control & 0x8000 != 0, check, to: &out) else {
      return false
    }
    try dumpRest(to: &out)
    return true
  }

  private static let longControlBits: [(Int, StaticString)] = [
    (9, "Security Enabled, "), (11, "Frame Pending, "), (14, "AR, "), (8, "PAN ID Present, "),
    (10, "Sequence Number Suppression, "), (15, "IE present, "),
  ]

  private func lengths(
    _ destination: UInt16, _ source: UInt16, to out: inout TextBuffer
  ) -> (destination: Int, source: Int)? {
    guard let source = WPANFrame.addressLength(source) else {
      out.append("[ERROR: Invalid src address mode]")
      return nil
    }
    guard let destination = WPANFrame.addressLength(destination) else {
      out.append("[ERROR: Invalid dst address mode]")
      return nil
    }
    return (destination, source)
  }

  @_lifetime(self: copy self)
  private mutating func appendAddress(
    _ hasNetwork: Bool, _ length: Int, to out: inout TextBuffer
  ) throws(Truncation) -> Bool {
    if hasNetwork {
      // What is said of the destination is said of the source too.
      guard rest >= 2 else { return out.fails("[ERROR: Truncated before dst_pan]") }
      out.append("", hex: try little16(0), width: 4, ":")
      skip(2)
    } else {
      out.append("-:")
    }
    guard rest >= length else { return out.fails("[ERROR: Truncated before dst_addr]") }
    if length == 0 { out.append("none") } else { try appendAddress(0, length, to: &out) }
    skip(length)
    return true
  }

  func appendAddress(_ at: Int, _ length: Int, to out: inout TextBuffer) throws(Truncation) {
    if length == 2 { return out.append(hex: try little16(at), width: 4) }
    out.append(longAddress: try bytes.uint64(at: offset + at).byteSwapped)
  }

  /// Writes security header, elements, and what the frame ends with; returns whether they make sense.
  @_lifetime(self: copy self)
  private mutating func appendParts(
    _ isSecure: Bool, _ hasElements: Bool, _ check: (found: UInt32, right: UInt32), to out: inout TextBuffer
  ) throws(Truncation) -> Bool {
    if isSecure {
      guard try appendSecurity(to: &out) else { return false }
    }
    let codeLength = [0, 4, 8, 16][Int(securityLevel & 3)]
    guard rest >= codeLength else { return out.fails("[ERROR: Truncated before MIC]") }
    rest -= codeLength
    let codeOffset = offset + rest
    if hasElements {
      guard let hasPayloadElements = try appendHeaderElements(to: &out) else { return false }
      if hasPayloadElements {
        if securityLevel >= 4 {
          out.append("Payload IEs present, but encrypted, cannot print ")
        } else if try !appendPayloadElements(to: &out) {
          return false
        }
      }
    }
    guard verbosity > 2 else { return true }
    if codeLength > 0 {
      out.append("\n\tMIC ")
      out.append(hexDigits: bytes.prefix(codeLength, from: codeOffset))
      out.append(" ")
    }
    if check.found == check.right {
      out.append("FCS ", hex: check.found, " ")
    } else {
      out.append("wrong FCS ", hex: check.found, " vs ")
      out.append(hex: check.right)
      out.append(" (assume no FCS stored) ")
    }
    return true
  }

  @_lifetime(self: copy self)
  private mutating func appendSecurity(to out: inout TextBuffer) throws(Truncation) -> Bool {
    guard rest >= 1 else { return out.fails("[ERROR: Truncated before Aux Security Header]") }
    let control = try bytes.uint8(at: offset)
    skip(1)
    securityLevel = control & 7
    let mode = control >> 3 & 3
    if verbosity > 0 {
      out.append("\n\tSecurity Level ", securityLevel)
      out.append(", Key Id Mode ", mode, ", ")
    }
    if control & 0x20 == 0 {
      guard rest >= 4 else { return out.fails("[ERROR: Truncated before Frame Counter]") }
      let counter = try bytes.uint32(at: offset).byteSwapped
      if verbosity > 1 { out.append("Frame Counter 0x", hex: counter, width: 8, " ") }
      skip(4)
    }
    if mode == 0 {
      if verbosity > 1 { out.append("Implicit") }
      return true
    }
    if mode > 1 {
      guard rest >= (mode == 2 ? 4 : 8) else { return out.fails("[ERROR: Truncated before Key Source]") }
      if verbosity > 1 { try appendKeySource(mode, to: &out) }
      // tcpdump goes on in the middle of a long one.
      skip(4)
    }
    guard rest >= 1 else { return out.fails("[ERROR: Truncated before Key Index]") }
    let key = try bytes.uint8(at: offset)
    if verbosity > 1 { out.append("KeyIndex 0x", hex: key, width: 2, ", ") }
    skip(1)
    return true
  }

  private func appendKeySource(_ mode: UInt8, to out: inout TextBuffer) throws(Truncation) {
    out.append("KeySource ")
    if mode == 2 {
      out.append("0x", hex: try little16(0), width: 4, ":")
      // The two characters are a slip of tcpdump's.
      out.append(hex: try little16(2))
      out.append("4x")
    } else {
      try appendAddress(0, 8, to: &out)
    }
    out.append(", ")
  }

  /// Dumps what nobody explains.
  func dumpRest(to out: inout TextBuffer) throws(Truncation) {
    guard dumpsUnknown else { return }
    out.append(hexAndASCII: bytes.prefix(rest, from: offset))
    try bytes.require(rest, at: offset)
  }
}

extension TextBuffer {
  /// Appends what is wrong; returns false.
  mutating func fails(_ text: StaticString) -> Bool {
    append(text)
    return false
  }
}
