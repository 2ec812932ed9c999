import Bytes
import Dissection

extension TextBuffer {
  /// The most characters that a name may have.
  private static let maximumName = 255

  /// Appends the name at an offset of a message, with a dot behind every label; returns where it ends.
  ///
  /// - Throws: `Truncation` when the name has no end; what is wrong with it is written.
  mutating func append(domainNameAt offset: Int, in message: borrowing DNSMessage) throws(Truncation) -> Int {
    try append(domainNameAt: offset, in: message.bytes)
  }

  /// The same for a name whose pointers count from the first of some bytes.
  mutating func append(domainNameAt offset: Int, in message: RawSpan) throws(Truncation) -> Int {
    if let end = append(plainNameAt: offset, in: message) { return end }
    return try append(DNSName(message, at: offset), in: message)
  }

  /// Appends a name of whole labels at one place; returns where it ends, or `nil` without having written anything when it
  /// is any other.
  private mutating func append(plainNameAt offset: Int, in message: RawSpan) -> Int? {
    let start = count
    var at = offset
    while let byte = message.uint8(ifAt: at), byte & 0xc0 == 0 {
      if byte == 0, at > offset { return at + 1 }
      let end = at + 1 + Int(byte)
      guard byte > 0, end < message.byteCount, end - offset <= Self.maximumName else { break }
      append(visible: message.extracting(at + 1..<end))
      append(byte: UInt8(ascii: "."))
      at = end
    }
    truncate(to: start)
    return nil
  }

  /// Appends a name, with a dot behind every label; returns where it ends.
  ///
  /// - Throws: `Truncation` when the name has no end; what is wrong with it is written.
  mutating func append(_ start: consuming DNSName, in message: RawSpan) throws(Truncation) -> Int {
    var name = start
    if name.isRoot { append(".") }
    var length = 0
    while let label = name.next() {
      switch label {
      case .text(let range, let isCut):
        let room = max(0, Self.maximumName - length)
        append(visible: message.extracting(range).prefix(room, from: 0))
        if isCut { throw Truncation() }
        length += range.count
      case .bits(let count, let start): append(bitLabel: message.suffix(from: start), count)
      }
      if length <= Self.maximumName { append(".") }
      length += 1
    }
    switch name.fault {
    case .pointer?: append("<BAD PTR>")
    case .reservedType?: append("<BAD LABEL TYPE>")
    case .extendedType(let type)?:
      append("<ELT ")
      append(type)
      append(">")
    case .truncated?, nil: break
    }
    guard name.fault == nil, let end = name.end else { throw Truncation() }
    if length > Self.maximumName { append("<DOMAIN NAME TOO LONG>") }
    return end
  }

  private mutating func append(bitLabel bytes: RawSpan, _ count: Int) {
    append("\\[x")
    for at in 0..<(count / 8) { append(hexByte: bytes.load8(at)) }
    let rest = count % 8
    if rest > 0 {
      let last = bytes.load8(count / 8) & ~(0xff >> UInt8(rest))
      if rest > 4 { append(hexByte: last) } else { append(hex: last >> 4) }
    }
    append("/")
    append(count)
    append("]")
  }
}
