import Bytes
import Packets

/// Why the writing of a message ends before the message does.
enum PartStop: Error {
  /// The captured bytes end: the packet is given up.
  case truncated
  /// They end where tcpdump looks before it reads: a mark, and the line goes on.
  case marked
  /// The message contradicts itself.
  case invalid
  /// It ends here, and that is told already.
  case ended
}

extension RawSpan {
  /// The byte at an offset. - Throws: `.truncated` outside the span.
  func byte(_ offset: Int) throws(PartStop) -> UInt8 {
    guard let value = uint8(ifAt: offset) else { throw .truncated }
    return value
  }

  /// The 16-bit integer in network byte order at an offset. - Throws: `.truncated` outside the span.
  func half(_ offset: Int) throws(PartStop) -> UInt16 {
    guard let value = uint16(ifAt: offset) else { throw .truncated }
    return value
  }

  /// The 24-bit integer in network byte order at an offset. - Throws: `.truncated` outside the span.
  func triple(_ offset: Int) throws(PartStop) -> UInt32 {
    guard let value = uint24(ifAt: offset) else { throw .truncated }
    return value
  }

  /// The 32-bit integer in network byte order at an offset. - Throws: `.truncated` outside the span.
  func word(_ offset: Int) throws(PartStop) -> UInt32 {
    guard let value = uint32(ifAt: offset) else { throw .truncated }
    return value
  }

  /// The 64-bit integer in network byte order at an offset. - Throws: `.truncated` outside the span.
  func long(_ offset: Int) throws(PartStop) -> UInt64 {
    guard let value = uint64(ifAt: offset) else { throw .truncated }
    return value
  }

  /// The 128-bit integer in network byte order at an offset. - Throws: `.truncated` outside the span.
  func quad(_ offset: Int) throws(PartStop) -> UInt128 {
    guard has(16, at: offset) else { throw .truncated }
    return load128(offset)
  }

  /// Bytes that have to be there where tcpdump reads them. - Throws: `.truncated` when they are not.
  func need(_ count: Int, at offset: Int = 0) throws(PartStop) { if !has(count, at: offset) { throw .truncated } }

  /// Bytes that tcpdump looks for before it reads. - Throws: `.marked` when they are not there.
  func check(_ count: Int, at offset: Int = 0) throws(PartStop) { if !has(count, at: offset) { throw .marked } }
}

extension TextBuffer {
  /// Ends what is written of a message where it stopped.
  ///
  /// - Throws: `Truncation`, marked, when the packet is given up.
  mutating func append(stop: PartStop, in name: StaticString) throws(Truncation) {
    switch stop {
    case .truncated: throw .giveUp(in: name, &self)
    case .marked: append(truncationMark: name)
    case .invalid: append(" (invalid)")
    case .ended: break
    }
  }

  /// Appends the IPv4 address at an offset, or its name. - Throws: `.truncated` outside the bytes.
  mutating func append(
    ipv4 bytes: RawSpan, at offset: Int, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    append(host: IPv4Address(rawValue: try bytes.word(offset)), options)
  }

  /// Appends the IPv6 address at an offset, or its name. - Throws: `.truncated` outside the bytes.
  mutating func append(
    ipv6 bytes: RawSpan, at offset: Int, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    append(host: IPv6Address(rawValue: try bytes.quad(offset)), options)
  }

  /// Appends an IPv4 address with blanks in front up to 15 characters. - Throws: `.truncated` outside the bytes.
  mutating func append(
    paddedIPv4 bytes: RawSpan, at offset: Int, _ options: borrowing RenderOptions
  ) throws(PartStop) {
    append(padded: IPv4Address(rawValue: try bytes.word(offset)), options)
  }

  /// Appends the characters of a field up to a zero or its end, whichever is first.
  ///
  /// - Throws: `.truncated` when the captured bytes end before both.
  mutating func append(
    zeroPadded bytes: RawSpan, at offset: Int, count: Int
  ) throws(PartStop) {
    let field = bytes.prefix(count, from: offset)
    if append(untilZero: field) == nil, field.byteCount < count { throw .truncated }
  }
}
