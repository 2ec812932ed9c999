import Bytes
import Packets

/// Writes who joins and leaves in version 1 of PIM. Source: as for `PIMVersion1Text`.
struct PIMVersion1Joins: ~Escapable {
  /// Seconds that are held without saying so.
  private static let usualHoldTime: UInt16 = 180

  private let bytes: RawSpan
  private var at: Int
  private var rest: Int

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, at: Int, length: Int) {
    self.bytes = bytes
    self.at = at
    rest = length
  }

  private func byte(_ offset: Int) throws(WordStop) -> UInt8 {
    guard let value = bytes.uint8(ifAt: at + offset) else { throw .truncated }
    return value
  }

  private func half(_ offset: Int) throws(WordStop) -> UInt16 {
    guard let value = bytes.uint16(ifAt: at + offset) else { throw .truncated }
    return value
  }

  private func append(
    address offset: Int, _ prefix: StaticString, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    guard let address = bytes.uint32(ifAt: at + offset) else { throw .truncated }
    out.append(prefix)
    out.append(host: IPv4Address(rawValue: address), options)
  }

  @_lifetime(self: copy self)
  private mutating func step(_ count: Int) {
    at += count
    rest -= count
  }

  private func need(_ count: Int) throws(WordStop) { if rest < count { throw .short } }

  @_lifetime(self: copy self)
  mutating func append(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(WordStop) {
    if bytes.has(30, at: at), try byte(11) == 1, Int(try half(20)) + Int(try half(22)) == 1 {
      return try appendOne(to: &out, options)
    }
    try need(4)
    if options.verbosity > 1 { out.append("\n") }
    try append(address: 0, " Upstream Nbr: ", to: &out, options)
    step(4)
    try need(4)
    if options.verbosity > 1 { out.append("\n") }
    out.append(" Hold time: ")
    out.append(span: UInt32(try half(2)))
    guard options.verbosity > 1 else { return }
    step(4)
    try need(4)
    let count = try byte(3)
    step(4)
    for _ in 0..<count { try appendGroup(to: &out, options) }
  }

  /// Writes a list of one source of one group.
  private func appendOne(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(WordStop) {
    try append(address: 0, " RPF ", to: &out, options)
    out.append(" ")
    let holdTime = try half(6)
    if holdTime != Self.usualHoldTime {
      out.append("Hold ")
      out.append(span: UInt32(holdTime))
    }
    let flags = try byte(25)
    try append(address: 26, try half(20) != 0 ? "Join (" : "Prune (", to: &out, options)
    out.append("/")
    out.append(flags & 0x3f)
    try append(address: 12, ", ", to: &out, options)
    if bytes.uint32(ifAt: at + 16) != .max { try append(address: 16, "/", to: &out, options) }
    out.append(try byte(24) & 1 != 0 ? ") Sparse" : ") Dense")
    if flags & 0x80 != 0 { out.append(" WC") }
    out.append(flags & 0x40 != 0 ? " RP" : " SPT")
  }

  @_lifetime(self: copy self)
  private mutating func appendGroup(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    try need(4)
    try append(address: 0, "\n\tGroup: ", to: &out, options)
    step(4)
    try need(4)
    if bytes.uint32(ifAt: at) != .max { try append(address: 0, "/", to: &out, options) }
    step(4)
    try need(4)
    let (joined, pruned) = (Int(try half(0)), Int(try half(2)))
    out.append(" joined: ")
    out.append(joined)
    out.append(" pruned: ")
    out.append(pruned)
    step(4)
    for index in 0..<(joined + pruned) {
      try need(6)
      let (mode, flags) = (try byte(0), try byte(1))
      out.append(index < joined ? "\n\tJoin  " : "\n\tPrune ")
      out.append(mode & 1 != 0 ? "Sparse " : "Dense ")
      if flags & 0x80 != 0 { out.append("WC ") }
      out.append(flags & 0x40 != 0 ? "RP " : "SPT ")
      try append(address: 2, "", to: &out, options)
      out.append("/")
      out.append(flags & 0x3f)
      step(6)
    }
  }
}
