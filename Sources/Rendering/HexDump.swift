import Bytes
import Dissection
import Packets

extension TextBuffer {
  /// Appends the dump that the options ask for, without the newline that ends it.
  mutating func append(dumpOf packet: borrowing DissectedPacket, _ options: borrowing RenderOptions) {
    let all = packet.packet.bytes
    if options.hexAndASCIILevel > 0 {
      let bytes = options.hexAndASCIILevel > 1 ? all : all.suffix(from: packet.linkHeaderLength)
      append(hexAndASCII: bytes)
    } else if options.hexLevel > 0 {
      let bytes = options.hexLevel > 1 ? all : all.suffix(from: packet.linkHeaderLength)
      append(hex: bytes)
    } else if options.asciiLevel > 0 {
      let bytes = options.asciiLevel > 1 ? all : all.suffix(from: packet.linkHeaderLength)
      append(ascii: bytes)
    }
  }

  /// Appends lines of offset, up to sixteen bytes in pairs, and the characters they are.
  mutating func append(hexAndASCII bytes: RawSpan, indent: StaticString = "\n\t") {
    var offset = 0
    while offset < bytes.byteCount {
      let row = bytes.prefix(16, from: offset)
      appendRow(row, offset, indent)
      let digits = row.byteCount * 2 + (row.byteCount + 1) / 2
      append(repeating: UInt8(ascii: " "), count: 42 - digits)
      for at in 0..<row.byteCount {
        let byte = row.load8(at)
        append(byte: byte > 0x20 && byte < 0x7f ? byte : UInt8(ascii: "."))
      }
      offset += 16
    }
  }

  /// Appends lines of offset and up to sixteen bytes in pairs.
  mutating func append(hex bytes: RawSpan, indent: StaticString = "\n\t") {
    var offset = 0
    while offset < bytes.byteCount {
      appendRow(bytes.prefix(16, from: offset), offset, indent)
      offset += 16
    }
  }

  private mutating func appendRow(_ row: RawSpan, _ offset: Int, _ indent: StaticString) {
    append(indent)
    append("0x")
    append(hex: UInt64(offset), width: 4)
    append(": ")
    for at in 0..<row.byteCount {
      if at & 1 == 0 { append(byte: UInt8(ascii: " ")) }
      append(hexByte: row.load8(at))
    }
  }

  /// Appends a newline and the bytes as characters; carriage returns are left out before a newline.
  mutating func append(ascii bytes: RawSpan) {
    append(byte: UInt8(ascii: "\n"))
    var offset = 0
    while offset < bytes.byteCount {
      let byte = bytes.load8(offset)
      offset += 1
      if byte == UInt8(ascii: "\r") {
        let isLineEnd = bytes.uint8(ifAt: offset) == UInt8(ascii: "\n")
        if !isLineEnd { append(byte: UInt8(ascii: ".")) }
        continue
      }
      let isText = (byte > 0x1f && byte < 0x7f) || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
      append(byte: isText ? byte : UInt8(ascii: "."))
    }
  }
}

extension DissectedPacket {
  /// Bytes of link-layer headers in front of the packet: what a dump leaves out.
  var linkHeaderLength: Int {
    var length = 0
    for index in 0..<layers.count {
      let layer = layers[index]
      guard layer.kind.isLink else { break }
      length = layer.fault == .truncated ? Int(layer.end) : layer.payload.lowerBound
    }
    return length
  }
}
