import Bytes
import Packets

/// Reads and writes the parts of AFS's calls and replies one after the other. Source: AFS-3 Programmer's Reference.
struct AFSReader: ~Escapable {
  /// Bytes of a text of rights that are looked at.
  private static let longestRights = 1024

  let bytes: RawSpan
  var at: Int

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, at: Int) {
    self.bytes = bytes
    self.at = at
  }

  @_lifetime(self: copy self)
  mutating func word() throws(WordStop) -> UInt32 {
    guard let value = bytes.uint32(ifAt: at) else { throw .truncated }
    at += 4
    return value
  }

  func need(_ count: Int) throws(WordStop) { guard bytes.has(count, at: at) else { throw .short } }

  /// Writes a part.
  @_lifetime(self: copy self)
  mutating func append(
    _ part: AFSPart, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    switch part {
    case .word(let name): out.append(name)
    case .int(let name):
      out.append(name)
      try appendInt(to: &out)
    case .uint(let name):
      out.append(name)
      let value = try word()
      out.append(" ")
      out.append(value)
    case .uint64(let name):
      out.append(name)
      guard let value = bytes.uint64(ifAt: at) else { throw .truncated }
      out.append(" ")
      out.append(value)
      at += 8
    case .date(let name):
      out.append(name)
      try appendDate(to: &out, options)
    case .string(let name, let limit):
      out.append(name)
      try appendString(limit, to: &out)
    case .vector(let count): try appendVector(count, to: &out)
    case .version(let name):
      out.append(name)
      try need(8)
      out.append(" ")
      out.append(try word())
      out.append(".")
      out.append(try word())
    case .file: try appendTriple(" fid ", "/", to: &out)
    case .server: try appendTriple(" server ", ":", to: &out)
    case .status: try appendStatus(to: &out, options)
    case .rights: try appendRights(to: &out)
    default: try appendList(part, to: &out, options)
    }
  }

  @_lifetime(self: copy self)
  private mutating func appendInt(to out: inout TextBuffer) throws(WordStop) {
    let value = Int32(bitPattern: try word())
    out.append(" ")
    out.append(value)
  }

  @_lifetime(self: copy self)
  mutating func appendDate(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(WordStop) {
    let seconds = Int64(Int32(bitPattern: try word()))
    let time = CivilTime(seconds: seconds + Int64(options.timeZone?.offset(at: seconds).seconds ?? 0))
    out.append(" ")
    out.append(date: time, "/")
  }

  @_lifetime(self: copy self)
  private mutating func appendString(_ limit: Int, to out: inout TextBuffer) throws(WordStop) {
    let count = Int(try word())
    guard count <= limit else { throw .short }
    out.append(" \"")
    out.append(visible: bytes.prefix(count, from: at))
    try need(count)
    out.append("\"")
    at += (count + 3) / 4 * 4
  }

  @_lifetime(self: copy self)
  mutating func appendVector(_ count: Int, to out: inout TextBuffer) throws(WordStop) {
    try need(4 * count)
    out.append(" \"")
    for index in 0..<count {
      let byte = UInt8(truncatingIfNeeded: bytes.load32(at + 4 * index))
      if byte == 0 { break }
      out.append(visible: byte)
    }
    out.append("\"")
    at += 4 * count
  }

  @_lifetime(self: copy self)
  private mutating func appendTriple(
    _ name: StaticString, _ separator: StaticString, to out: inout TextBuffer
  ) throws(WordStop) {
    try need(12)
    out.append(name)
    for index in 0..<3 {
      if index > 0 { out.append(separator) }
      out.append(try word())
    }
  }

  @_lifetime(self: copy self)
  private mutating func appendStatus(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    try need(24)
    let mask = try word()
    if mask != 0 { out.append(" StoreStatus") }
    if mask & 1 != 0 {
      out.append(" date")
      try appendDate(to: &out, options)
    } else {
      at += 4
    }
    for (bit, name) in [(UInt32(2), " owner " as StaticString), (4, " group "), (8, " mode "), (16, " segsize ")] {
      let value = try word()
      guard mask & bit != 0 else { continue }
      out.append(name)
      if bit == 8 { out.append(octal: value & 0o7777) } else { out.append(value) }
    }
    if mask & 1024 != 0 { out.append(" fsync") }
  }

  @_lifetime(self: copy self)
  private mutating func appendRights(to out: inout TextBuffer) throws(WordStop) {
    let count = Int(try word())
    try need(count)
    var rights = AFSRights(bytes.prefix(min(count, Self.longestRights), from: at))
    rights.append(to: &out)
  }
}
