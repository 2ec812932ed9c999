import Bytes
import Dissection
import Packets

extension TextBuffer {
  /// Appends the dump that the options ask for, without the newline that ends it.
  ///
  /// - Parameter headerLength: bytes of link-layer headers, which only the doubled options show.
  mutating func append(
    dumpOf packet: borrowing CapturedPacket, headerLength: Int, _ options: borrowing RenderOptions
  ) {
    if options.hexAndASCIILevel > 0 {
      append(hexAndASCII: packet.bytes.suffix(from: options.hexAndASCIILevel > 1 ? 0 : headerLength))
    } else if options.hexLevel > 0 {
      append(hex: packet.bytes.suffix(from: options.hexLevel > 1 ? 0 : headerLength))
    } else if options.asciiLevel > 0 {
      append(ascii: packet.bytes.suffix(from: options.asciiLevel > 1 ? 0 : headerLength))
    }
  }

  /// Appends lines of offset, up to sixteen bytes in pairs, and the characters they are.
  mutating func append(hexAndASCII bytes: RawSpan, indent: StaticString = "\n\t") {
    var offset = 0
    while bytes.has(16, at: offset) {
      append(dumpOffset: offset, indent)
      let (first, second) = (bytes.load64(offset), bytes.load64(offset + 8))
      write(atMost: 64) { cursor in
        cursor.append(hexPairs: first)
        cursor.append(hexPairs: second)
        cursor.append(word: 0x2020, length: 2)
        cursor.append(graphic: first)
        cursor.append(graphic: second)
      }
      offset += 16
    }
    guard offset < bytes.byteCount else { return }
    let rest = bytes.suffix(from: offset)
    append(dumpOffset: offset, indent)
    append(shortRow: rest)
    append(repeating: UInt8(ascii: " "), count: 42 - rest.byteCount * 2 - (rest.byteCount + 1) / 2)
    for at in 0..<rest.byteCount {
      let byte = rest.load8(at)
      append(byte: byte > 0x20 && byte < 0x7f ? byte : UInt8(ascii: "."))
    }
  }

  /// Appends lines of offset and up to sixteen bytes in pairs; offsets are counted from `start` on.
  mutating func append(hex bytes: RawSpan, indent: StaticString = "\n\t", offset start: Int = 0) {
    var offset = 0
    while bytes.has(16, at: offset) {
      append(dumpOffset: start + offset, indent)
      let (first, second) = (bytes.load64(offset), bytes.load64(offset + 8))
      write(atMost: 48) { cursor in
        cursor.append(hexPairs: first)
        cursor.append(hexPairs: second)
      }
      offset += 16
    }
    guard offset < bytes.byteCount else { return }
    append(dumpOffset: start + offset, indent)
    append(shortRow: bytes.suffix(from: offset))
  }

  @inline(__always)
  private mutating func append(dumpOffset offset: Int, _ indent: StaticString) {
    append(indent)
    if let short = UInt16(exactly: offset) { return append(shortDumpOffset: short) }
    append("0x")
    append(hex: UInt32(truncatingIfNeeded: offset), width: 4)
    append(": ")
  }

  @inline(__always)
  private mutating func append(shortDumpOffset offset: UInt16) {
    // "0x", the digits and ": " are just a word.
    append(word: 0x203a_0000_0000_7830 | UInt64(Self.hexDigits(offset)) << 16, length: 8)
  }

  /// Fewer than sixteen bytes.
  private mutating func append(shortRow row: RawSpan) {
    for at in 0..<row.byteCount {
      if at & 1 == 0 { append(byte: UInt8(ascii: " ")) }
      append(hexByte: row.load8(at))
    }
  }

  /// Appends a newline and the bytes as characters, or nothing where there are no bytes.
  ///
  /// A carriage return is left out before a newline, and where fewer than two bytes follow it.
  mutating func append(ascii bytes: RawSpan) {
    guard !bytes.isEmpty else { return }
    append(byte: UInt8(ascii: "\n"))
    var offset = 0
    while offset < bytes.byteCount {
      let byte = bytes.load8(offset)
      offset += 1
      if byte == UInt8(ascii: "\r") {
        let isText = bytes.has(2, at: offset) && bytes.load8(offset) != UInt8(ascii: "\n")
        if isText { append(byte: UInt8(ascii: ".")) }
        continue
      }
      let isText = (byte > 0x1f && byte < 0x7f) || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
      append(byte: isText ? byte : UInt8(ascii: "."))
    }
  }
}

extension DissectedPacket {
  /// Bytes of link-layer headers in front of the packet: what a dump leaves out.
  var linkHeaderLength: Int { layers.count > 0 ? linkHeaderEnd(from: 0) : 0 }

  /// Where the link-layer headers end that begin with a layer.
  ///
  /// Of a PPP packet that is always four bytes, also where the address and control bytes were negotiated away.
  private func linkHeaderEnd(from index: Int) -> Int {
    let first = layers[index]
    switch first.kind {
    case .ppp: return min(Int(first.start) + 4, packet.capturedLength)
    // What a Frame Relay frame carries may be a link layer too, but is shown.
    case .frameRelay: return frameRelayEnd(first)
    case .multilinkFrameRelay where first.fault == .none: return first.payload.lowerBound
    case .ppi: return ppiEnd(index)
    case .pktap where first.fault != .none || Int(first.headerLength) > first.length: return Int(first.start)
    case .pktap: return ppiEnd(index)
    // What a frame of IEEE 802.15.4 returns is no length, but that it made sense.
    case .wpan: return first.fault == .truncated ? Int(first.end) : Int(first.start) + 1
    case .wpanTap where first.fault == .malformed: return Int(first.start)
    case .wpanTap where index + 1 < layers.count: return linkHeaderEnd(from: index + 1)
    case .ipoib: return Int(first.start) + 44
    case .vsock: return Int(first.start)
    default: break
    }
    var end = Int(first.start)
    for at in index..<layers.count {
      let layer = layers[at]
      guard layer.kind.isLink else { break }
      end = layer.fault == .truncated ? layer.cutHeaderEnd : layer.payload.lowerBound
      // Behind a tag whose data cannot be whole there is nothing to dump.
      if layer.kind == .macsec, isCutMACsec(layer) { end = Int(layer.end) }
    }
    return end
  }

  private func frameRelayEnd(_ layer: Layer) -> Int {
    let bytes = bytes(of: layer)
    if bytes.byteCount < 4 { return packet.capturedLength }
    return Int(layer.start) + ((try? FrameRelayHeader(bytes))?.wholeLength ?? 0)
  }

  /// tcpdump counts the headers behind one that tells their link type twice.
  private func ppiEnd(_ index: Int) -> Int {
    let layer = layers[index]
    guard layer.fault == .none else { return packet.capturedLength }
    guard index + 1 < layers.count else { return layer.payload.lowerBound }
    let inner = linkHeaderEnd(from: index + 1)
    return inner + (inner - layer.payload.lowerBound)
  }
}

extension Layer {
  /// Where a dump begins behind a link-layer header that was cut: a short Ethernet header is left out all the same.
  fileprivate var cutHeaderEnd: Int {
    switch kind {
    case .loopback, .cooked, .cooked2, .atm: Int(start)
    default: Int(end)
    }
  }
}
