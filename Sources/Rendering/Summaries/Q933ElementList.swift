import Bytes

/// Writes the elements of a Q.933 message, keeping account of which set of codes is in force.
///
/// A set is shifted to for good, or for one element. Source: ITU-T Q.931 section 4.5.
struct Q933ElementList: ~Escapable {
  /// How a list ended.
  enum End: Sendable {
    /// Behind its last element.
    case whole
    /// At an element without length, where nothing more is told.
    case ended
    /// Where the captured bytes or the message end inside an element.
    case cut
  }

  private enum Shift {
    case none
    case coming
    case inForce
  }

  private let bytes: RawSpan
  private let verbosity: Int
  private var offset = 0
  private var rest: Int
  private var shift = Shift.none
  private var unshifted: UInt8 = 0
  /// The set of codes in force.
  private(set) var codeset: UInt8 = 0
  /// Whether the message begins with a shift for good to the national set.
  private(set) var isNational = false

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, _ length: Int, _ options: borrowing RenderOptions) {
    self.bytes = bytes
    rest = max(0, length)
    verbosity = options.verbosity
  }

  /// Whether elements follow.
  var hasMore: Bool { rest > 0 }

  /// The next octet, left where it is.
  func peek() throws(Truncation) -> UInt8 { try bytes.uint8(at: offset) }

  private static func isShift(_ code: UInt8) -> Bool { code & 0xf0 == 0x90 }

  /// Reads a shift at the very beginning; returns whether the first octet was captured.
  @_lifetime(self: copy self)
  mutating func readFirstShift() -> Bool {
    guard let code = bytes.uint8(ifAt: offset) else { return false }
    guard Self.isShift(code) else { return true }
    skip(1)
    codeset = code & 7
    if code & 8 == 0 {
      isNational = codeset == 5
    } else {
      shift = .coming
      unshifted = 0
    }
    return true
  }

  @_lifetime(self: copy self)
  private mutating func skip(_ count: Int) {
    offset += count
    rest -= count
  }

  @_lifetime(self: copy self)
  private mutating func read() -> UInt8? {
    guard rest > 0, let octet = bytes.uint8(ifAt: offset) else { return nil }
    skip(1)
    return octet
  }

  /// Writes all elements.
  @_lifetime(self: copy self)
  mutating func append(to out: inout TextBuffer) -> End {
    while rest > 0 {
      switch shift {
      case .coming: shift = .inForce
      case .inForce:
        codeset = unshifted
        shift = .none
      case .none: break
      }
      guard let code = read() else { return .cut }
      if code & 0x80 != 0 {
        if Self.isShift(code) { change(code) }
        continue
      }
      if let end = appendElement(code, to: &out) { return end }
    }
    return .whole
  }

  @_lifetime(self: copy self)
  private mutating func change(_ code: UInt8) {
    shift = code & 8 == 0 ? .none : .coming
    if code & 8 != 0 { unshifted = codeset }
    codeset = code & 7
  }

  /// Writes an element; returns how the list ends when it does.
  @_lifetime(self: copy self)
  private mutating func appendElement(_ code: UInt8, to out: inout TextBuffer) -> End? {
    guard let size = read() else { return .cut }
    let length = Int(size)
    let isKnownSet = codeset == 0 || codeset == 5
    if verbosity > 0 {
      out.append("\n\t")
      out.append((isKnownSet ? Self.names[code] : nil) ?? "unknown")
      out.append(" IE (0x", hex: code, width: 2, "), length ")
      out.append(length)
      out.append(": ")
    }
    if code == 0 || length == 0 { return .ended }
    guard rest >= length, bytes.has(length, at: offset) else { return .cut }
    let value = bytes.prefix(length, from: offset)
    let isKnown = isKnownSet && append(code, value, to: &out)
    if isKnown {
      if verbosity > 1 { out.append(hex: value, indent: "\n\t  ") }
    } else if verbosity > 0 {
      out.append(hex: value)
    }
    skip(length)
    return nil
  }

  /// Writes the value of an element; returns whether its code is known.
  private func append(_ code: UInt8, _ value: RawSpan, to out: inout TextBuffer) -> Bool {
    switch code {
    case 0x01, 0x51:
      guard verbosity > 0 else { return true }
      out.append("", value.load8(0), Self.reportNames, orElse: "unknown", " (")
      out.append(value.load8(0))
      out.append(")")
    case 0x03, 0x19, 0x53:
      if verbosity == 0 { out.append(", ") }
      guard value.byteCount >= 2 else {
        out.append("Invalid LINK VERIFY IE")
        return true
      }
      out.append("TX Seq: ")
      out.append(value.load8(0), padded: 3)
      out.append(", RX Seq: ")
      out.append(value.load8(1), padded: 3)
    case 0x07, 0x57:
      if verbosity == 0 { out.append(", ") }
      append(connection: value, to: &out)
    default: return false
    }
    return true
  }

  /// Writes the state of a connection: two to four octets of its number, of which the last has the highest bit set,
  /// and one octet of bits.
  private func append(connection value: RawSpan, to out: inout TextBuffer) {
    let count = value.byteCount
    guard (3...5).contains(count), isConnection(value) else { return out.append("Invalid DLCI in PVC STATUS IE") }
    var number = UInt32(value.load8(0) & 0x3f) << 4 | UInt32(value.load8(1) & 0x78) >> 3
    if count == 4 {
      number = number << 6 | UInt32(value.load8(2) & 0x7e) >> 1
    } else if count == 5 {
      // tcpdump leaves the middle octet where the last one goes.
      number = number << 13 | UInt32(value.load8(2) & 0x7f) | UInt32(value.load8(3) & 0x7e) >> 1
    }
    let state = value.load8(count - 1)
    out.append("DLCI ", number, ": status ")
    if state & 8 != 0 { out.append("New, ") }
    out.append(state & 2 != 0 ? "Active" : "Inactive")
  }

  private func isConnection(_ value: RawSpan) -> Bool {
    let last = value.byteCount - 1
    for at in 0...last where (value.load8(at) & 0x80 != 0) != (at >= last - 1) { return false }
    return true
  }

  private static let names = Tokens([
    0x01: "ANSI Report Type", 0x19: "ANSI Link Verify", 0x03: "ANSI Link Verify", 0x07: "ANSI PVC Status",
    0x51: "CCITT Report Type", 0x53: "CCITT Link Verify", 0x57: "CCITT PVC Status",
  ])

  private static let reportNames = Tokens([0: "Full Status", 1: "Link verify", 2: "Async PVC Status"])
}
