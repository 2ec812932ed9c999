import Bytes

/// Reads and writes the samples of an sFlow datagram. Source: sflow.org, "sFlow Version 5", appendix "sFlow Datagram".
struct SFlowSamples: ~Escapable {
  /// Why no more is told.
  enum Stop: Error {
    /// The lengths make no sense.
    case invalid
    /// The captured bytes end.
    case truncated
  }

  let bytes: RawSpan
  /// Where the next number stands.
  var at: Int
  /// Bytes left of the datagram as the packet tells.
  var rest: Int

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, at: Int, length: Int) {
    self.bytes = bytes
    self.at = at
    rest = length
  }

  /// Writes samples.
  @_lifetime(self: copy self)
  mutating func append(
    _ count: UInt32, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    do throws(Stop) {
      var left = count
      while left > 0, rest > 0 {
        guard try appendSample(to: &out, options) else { return }
        left -= 1
      }
    } catch {
      guard error == .invalid else { throw Truncation() }
      out.append(" (invalid)")
      if rest > 0 { try bytes.require(rest, at: at) }
    }
  }

  /// Writes a sample; returns whether more may follow.
  @_lifetime(self: copy self)
  private mutating func appendSample(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Stop) -> Bool {
    let type = try word(0) & 0xfff
    let length = Int(try word(4))
    guard rest >= 8 else { throw .invalid }
    skip(8)
    out.append("\n\t")
    out.append(Self.sampleNames[type] ?? "Unknown")
    out.append(" (")
    out.append(type)
    out.append("), length ")
    out.append(length)
    out.append(",")
    if type == 0 || length == 0 { return false }
    guard rest >= length else { throw .invalid }
    guard bytes.has(length, at: at) else { throw .truncated }
    var sample = SFlowSamples(bytes, at: at, length: rest)
    switch type {
    case 1, 3: try appendFault(&out, of: try sample.appendFlow(isExpanded: type == 3, to: &out, options))
    case 2, 4: try appendFault(&out, of: try sample.appendCounters(isExpanded: type == 4, to: &out, options))
    default:
      if options.verbosity <= 1 { out.append(hex: bytes.prefix(length, from: at), indent: "\n\t    ") }
    }
    skip(length)
    return true
  }

  /// Passes on that a sample makes no sense.
  private func appendFault(_ out: inout TextBuffer, of isWhole: Bool) throws(Stop) {
    if !isWhole { throw .invalid }
  }

  @_lifetime(self: copy self)
  mutating func skip(_ count: Int) {
    at += count
    rest -= count
  }

  /// The word that stands some bytes further on.
  func word(_ offset: Int) throws(Stop) -> UInt32 {
    guard let value = bytes.uint32(ifAt: at + offset) else { throw .truncated }
    return value
  }

  /// Writes numbers of 32 or 64 bits, each with its name in front.
  func append(_ numbers: [SFlowNumber], to out: inout TextBuffer) throws(Stop) {
    for number in numbers {
      guard bytes.has(number.isLong ? 8 : 4, at: at + number.offset) else { throw .truncated }
      out.append(number.name)
      if number.isLong {
        out.append(bytes.load64(at + number.offset))
      } else {
        out.append(bytes.load32(at + number.offset))
      }
    }
  }

  private static let sampleNames = Tokens([
    1: "flow sample", 2: "counter sample", 3: "expanded flow sample", 4: "expanded counter sample",
  ])
}

/// A number of a record: where it stands and what is written in front of it.
struct SFlowNumber: Sendable {
  let name: StaticString
  let offset: Int
  var isLong = false

  init(_ name: StaticString, _ offset: Int, isLong: Bool = false) {
    self.name = name
    self.offset = offset
    self.isLong = isLong
  }
}
